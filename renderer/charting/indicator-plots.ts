import {
  type AutoscaleInfo,
  createSeriesMarkers,
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  LineSeries,
  LineStyle,
  LineType,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts';
import type { IndicatorLine, IndicatorView } from '../../shared/contract/index.ts';
import type { ChartColours } from './colours.ts';
import type { DrawnIndicator } from './drawn-indicator.ts';
import { markRows, type PlotPoint, type PriceRange, paneBounds, shiftedPoints, shiftWith, withinReach } from './plot-points.ts';

/** What an indicator says at one bar, for the legend. */
export interface IndicatorReading {
  readonly key: string;
  /** 0 is the pane of the price. */
  readonly pane: number;
  readonly values: readonly { readonly output: string; readonly value: number | null; readonly colour: string }[];
}

type PlotSeries = ISeriesApi<'Line'> | ISeriesApi<'Histogram'>;

interface Plot {
  readonly key: string;
  readonly output: IndicatorView['outputs'][number];
  readonly isSparse: boolean;
  readonly shift: number;
  readonly pane: number;
  /** Marks have none of their own. */
  readonly series: PlotSeries | null;
  readonly markers: ISeriesMarkersPluginApi<Time> | null;
  colour: string;
  values: (number | null)[];
  /** What the markers show, so that they are set anew only when they change. */
  marked: string;
}

interface Shape {
  readonly drawn: readonly DrawnIndicator[];
  readonly lengthMs: number;
  readonly colours: ChartColours;
}

const PLAIN = { lastValueVisible: false, priceLineVisible: false, crosshairMarkerVisible: false } as const;

/** The indicators of one chart, each output drawn in the manner that the catalogue names. */
export class IndicatorPlots {
  readonly #chart: IChartApi;
  readonly #candles: ISeriesApi<'Candlestick'>;
  #plots: Plot[] = [];
  #times: readonly number[] = [];
  #lengthMs = 60_000;
  #colours: ChartColours;
  /** What the candles take of the scale, as they last said. */
  priceRange: PriceRange | null = null;

  constructor(chart: IChartApi, candles: ISeriesApi<'Candlestick'>, colours: ChartColours) {
    this.#chart = chart;
    this.#candles = candles;
    this.#colours = colours;
  }

  /** Draws everything anew. `times`: the open times of the bars, which the chart goes on to extend in place. */
  rebuild(lines: readonly IndicatorLine[], times: readonly number[], { drawn, lengthMs, colours }: Shape): void {
    this.#clear();
    this.#times = times;
    this.#lengthMs = lengthMs;
    this.#colours = colours;
    const paneOf = new Map<string, number>();
    for (const line of lines) {
      const indicator = drawn.find(({ key }) => key === line.key);
      const output = indicator?.definition.outputs.find(({ name }) => name === line.output);
      if (indicator === undefined || output === undefined) continue;
      const isPane = indicator.definition.placement === 'pane';
      if (isPane && !paneOf.has(line.key)) paneOf.set(line.key, paneOf.size + 1);
      const plot = this.#add(indicator, output, { pane: paneOf.get(line.key) ?? 0, values: [...line.values] });
      this.#plots.push(plot);
      this.#drawAll(plot);
    }
    this.#chart.panes().forEach((pane, place) => pane.setStretchFactor(place === 0 ? 5 : 1.15));
  }

  /** Takes the values of the rows from `fromRow` on; `isGrown`: there are more bars than before. */
  extend(lines: readonly IndicatorLine[], fromRow: number, isGrown: boolean): void {
    for (const plot of this.#plots) {
      const line = lines.find(({ key, output }) => key === plot.key && output === plot.output.name);
      if (line === undefined) continue;
      plot.values.length = Math.min(plot.values.length, fromRow);
      plot.values.push(...line.values);
      if (plot.markers !== null) this.#drawMarks(plot);
      else if (plot.shift !== 0 && isGrown) this.#drawAll(plot);
      else this.#drawNewest(plot, plot.shift === 0 ? line.values.length : 1);
    }
  }

  recolour(colours: ChartColours): void {
    this.#colours = colours;
    this.#plots.forEach((plot, place) => {
      plot.colour = this.#lineColour(place);
      if (plot.output.plot === 'histogram' || plot.markers !== null) {
        plot.marked = '';
        this.#drawAll(plot);
      } else plot.series?.applyOptions({ color: plot.colour });
    });
  }

  /** What every indicator says at a row; the newest it said where the row is not known. */
  readings(row: number): readonly IndicatorReading[] {
    const readings: { key: string; pane: number; values: IndicatorReading['values'][number][] }[] = [];
    for (const plot of this.#plots) {
      let reading = readings.find(({ key }) => key === plot.key);
      if (reading === undefined) {
        reading = { key: plot.key, pane: plot.pane, values: [] };
        readings.push(reading);
      }
      if (plot.markers === null)
        reading.values.push({ output: plot.output.title, value: plot.values[row - plot.shift] ?? null, colour: plot.colour });
    }
    return readings;
  }

  #clear(): void {
    for (const { markers } of this.#plots) markers?.detach();
    for (const { series } of this.#plots) if (series !== null) this.#chart.removeSeries(series);
    this.#plots = [];
    while (this.#chart.panes().length > 1) this.#chart.removePane(this.#chart.panes().length - 1);
  }

  #add(
    { key, definition, parameters }: DrawnIndicator,
    output: Plot['output'],
    { pane, values }: { readonly pane: number; readonly values: (number | null)[] },
  ): Plot {
    const colour = this.#lineColour(this.#plots.length);
    const shift = shiftWith(definition, output.shift, parameters);
    const frame = { key, output, isSparse: definition.isSparse, shift, pane, colour, values, marked: '' };
    if (output.plot === 'mark') {
      // In a pane of its own, the marks stand on its first line.
      const line = this.#plots.find((plot) => plot.key === key && plot.series !== null)?.series;
      return { ...frame, series: null, markers: createSeriesMarkers<Time>(line ?? this.#candles, []) };
    }
    const series = this.#addSeries(output.plot, colour, pane);
    if (pane === 0) {
      series.applyOptions({ autoscaleInfoProvider: (original: () => AutoscaleInfo | null) => this.#besideCandles(original()) });
    } else {
      const isFirst = !this.#plots.some((plot) => plot.key === key && plot.series !== null);
      if (isFirst) this.#addLevels(series, definition.levels);
      series.applyOptions({
        autoscaleInfoProvider: (original: () => AutoscaleInfo | null) => {
          const info = original();
          return info?.priceRange ? { ...info, priceRange: paneBounds(info.priceRange, definition) } : info;
        },
      });
    }
    return { ...frame, series, markers: null };
  }

  #addSeries(style: Plot['output']['plot'], colour: string, pane: number): PlotSeries {
    if (style === 'histogram') return this.#chart.addSeries(HistogramSeries, PLAIN, pane);
    const line = { ...PLAIN, color: colour, lineWidth: 1 } as const;
    if (style === 'dots')
      return this.#chart.addSeries(LineSeries, { ...line, lineVisible: false, pointMarkersVisible: true, pointMarkersRadius: 2.5 }, pane);
    return this.#chart.addSeries(LineSeries, style === 'step' ? { ...line, lineType: LineType.WithSteps } : line, pane);
  }

  /** A line over the candles widens the scale a little, never so far that it flattens them. */
  #besideCandles(info: AutoscaleInfo | null): AutoscaleInfo | null {
    const range = info?.priceRange;
    if (info === null || !range || this.priceRange === null) return null;
    return { ...info, priceRange: withinReach(range, this.priceRange) };
  }

  #addLevels(series: PlotSeries, levels: readonly number[]): void {
    for (const price of levels)
      series.createPriceLine({
        price,
        color: this.#colours.border,
        lineWidth: 1,
        lineStyle: LineStyle.Dashed,
        axisLabelVisible: false,
        title: '',
      });
  }

  #drawAll(plot: Plot): void {
    if (plot.markers !== null) {
      this.#drawMarks(plot);
      return;
    }
    plot.series?.setData(
      shiftedPoints(this.#times, plot.values, { shift: plot.shift, lengthMs: this.#lengthMs }).map((point) => this.#datum(plot, point)),
    );
  }

  #drawNewest(plot: Plot, count: number): void {
    const { series, shift, values } = plot;
    const from = Math.max(0, values.length - count);
    for (const point of shiftedPoints(this.#times.slice(from), values.slice(from), {
      shift: Math.max(0, shift),
      lengthMs: this.#lengthMs,
    })) {
      // To the left of its bar: the time of the bar that it stands at.
      const timeMs = shift < 0 ? this.#times[values.length - 1 + shift] : point.timeMs;
      if (timeMs !== undefined) series?.update(this.#datum(plot, { ...point, timeMs }));
    }
  }

  #drawMarks(plot: Plot): void {
    const rows = markRows(plot.values, plot.isSparse).filter((row) => row + plot.shift >= 0);
    const marked = rows.map((row) => `${row}${(plot.values[row] ?? 0) > 0 ? '+' : '-'}`).join(' ');
    if (marked === plot.marked) return;
    plot.marked = marked;
    plot.markers?.setMarkers(
      rows.map((row) => {
        const isUp = (plot.values[row] ?? 0) > 0;
        return {
          time: (this.#times[row + plot.shift] / 1000) as UTCTimestamp,
          position: isUp ? 'belowBar' : 'aboveBar',
          shape: isUp ? 'arrowUp' : 'arrowDown',
          color: plot.colour,
          size: 0.7,
          text: '',
        };
      }),
    );
  }

  #datum(plot: Plot, { timeMs, value }: PlotPoint): { time: UTCTimestamp; value?: number; color?: string } {
    const time = (timeMs / 1000) as UTCTimestamp;
    if (value === null) return { time };
    if (plot.output.plot !== 'histogram') return { time, value };
    return { time, value, color: value >= 0 ? this.#colours.upSoft : this.#colours.downSoft };
  }

  #lineColour(place: number): string {
    return this.#colours.lines[place % this.#colours.lines.length];
  }
}
