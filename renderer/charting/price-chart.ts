import {
  type AutoscaleInfo,
  type CandlestickData,
  CandlestickSeries,
  ColorType,
  CrosshairMode,
  createChart,
  createSeriesMarkers,
  type HistogramData,
  HistogramSeries,
  type IChartApi,
  type IPriceLine,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  LineSeries,
  LineStyle,
  type SeriesMarker,
  type Time,
  type UTCTimestamp,
  type WhitespaceData,
} from 'lightweight-charts';
import type { BarColumns, ChartFrame, IndicatorLine, IndicatorView } from '../../shared/contract/index.ts';
import type { ChartColours } from './colours.ts';

/** A horizontal line with a word, such as a stop. */
export interface LevelLine {
  readonly key: string;
  readonly price: number;
  readonly title: string;
  readonly tone: 'up' | 'down' | 'accent' | 'plain';
  readonly isDashed: boolean;
}

/** Something that happened at a bar. */
export interface ChartMark {
  readonly key: string;
  readonly timeMs: number;
  readonly side: 'buy' | 'sell';
  readonly kind: 'signal' | 'fill';
  readonly text: string;
  /** Coloured by side unless the mark says how it came out. */
  readonly tone?: 'up' | 'down';
}

/** What the crosshair is on, or the newest bar. */
export interface Legend {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly values: readonly { readonly name: string; readonly value: number; readonly colour: string }[];
}

interface IndicatorSeries {
  readonly line: Pick<IndicatorLine, 'key' | 'name' | 'output'>;
  readonly series: ISeriesApi<'Line'> | ISeriesApi<'Histogram'>;
  readonly colour: string;
  /** The newest value; the chart's own list is copied whole when it is asked for. */
  last: number | null;
}

/** Figures that change faster can't be read. */
const LEGEND_MS = 100;

/** Bars left of the view at which older ones are asked for. */
const NEAR_LEFT = 30;

const seconds = (timeMs: number): UTCTimestamp => (timeMs / 1000) as UTCTimestamp;

/**
 * One live chart. Takes frames of bars and indicators as the engine sends them: a reset replaces all, any other replaces
 * the newest bars and adds to them. The only place in the window where times are seconds.
 */
export class PriceChart {
  readonly #chart: IChartApi;
  readonly #candles: ISeriesApi<'Candlestick'>;
  readonly #volume: ISeriesApi<'Histogram'>;
  readonly #markers: ISeriesMarkersPluginApi<Time>;
  readonly #onLegend: (legend: Legend | null) => void;
  readonly #onNearLeft: () => void;
  #colours: ChartColours;
  #catalogue: readonly IndicatorView[] = [];
  #indicators: IndicatorSeries[] = [];
  #levels: { readonly line: LevelLine; readonly api: IPriceLine }[] = [];
  #marks: readonly ChartMark[] = [];
  #barCount = 0;
  #firstTime = 0;
  #lastBar: CandlestickData<UTCTimestamp> | null = null;
  #lastVolume = 0;
  #lengthMs = 60_000;
  #isPointedAt = false;
  #legendTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    container: HTMLElement,
    options: { readonly colours: ChartColours; readonly onLegend: (legend: Legend | null) => void; readonly onNearLeft: () => void },
  ) {
    this.#colours = options.colours;
    this.#onLegend = options.onLegend;
    this.#onNearLeft = options.onNearLeft;
    this.#chart = createChart(container, {
      autoSize: true,
      crosshair: { mode: CrosshairMode.Normal },
      timeScale: { timeVisible: true, secondsVisible: false, rightOffset: 6, minBarSpacing: 1, lockVisibleTimeRangeOnResize: true },
      rightPriceScale: { borderVisible: false },
    });
    this.#candles = this.#chart.addSeries(CandlestickSeries, { borderVisible: false, autoscaleInfoProvider: this.#withLevels });
    this.#volume = this.#chart.addSeries(HistogramSeries, {
      priceScaleId: 'volume',
      priceFormat: { type: 'volume' },
      lastValueVisible: false,
      priceLineVisible: false,
    });
    this.#chart.priceScale('volume').applyOptions({ scaleMargins: { top: 0.84, bottom: 0 } });
    this.#candles.priceScale().applyOptions({ scaleMargins: { top: 0.08, bottom: 0.2 } });
    this.#markers = createSeriesMarkers(this.#candles, []);
    this.#chart.subscribeCrosshairMove((event) => {
      this.#isPointedAt = event.time !== undefined;
      this.#tellLegend(event.time === undefined ? null : event.seriesData);
    });
    this.#chart.timeScale().subscribeVisibleLogicalRangeChange((range) => {
      if (range !== null && range.from < NEAR_LEFT && this.#barCount > 0) this.#onNearLeft();
    });
    this.setColours(options.colours);
  }

  get barCount(): number {
    return this.#barCount;
  }

  get lastPrice(): number | null {
    return this.#lastBar?.close ?? null;
  }

  dispose(): void {
    if (this.#legendTimer !== null) clearTimeout(this.#legendTimer);
    this.#chart.remove();
  }

  setColours(colours: ChartColours): void {
    this.#colours = colours;
    this.#chart.applyOptions({
      layout: {
        background: { type: ColorType.Solid, color: colours.background },
        textColor: colours.text,
        fontFamily: "'Inter Variable', system-ui, sans-serif",
        fontSize: 11,
        panes: { separatorColor: colours.border, separatorHoverColor: colours.border, enableResize: true },
      },
      grid: { vertLines: { visible: false }, horzLines: { color: colours.grid } },
      timeScale: { borderColor: colours.border },
    });
    this.#candles.applyOptions({ upColor: colours.up, downColor: colours.down, wickUpColor: colours.up, wickDownColor: colours.down });
    this.setLevels(this.#levels.map(({ line }) => line));
    this.setMarks(this.#marks);
    this.#recolour();
  }

  /** Says how the next bars are made and shown. */
  setShape(shape: { readonly pricePlaces: number; readonly lengthMs: number; readonly catalogue: readonly IndicatorView[] }): void {
    this.#catalogue = shape.catalogue;
    this.#lengthMs = shape.lengthMs;
    const minMove = 1 / 10 ** shape.pricePlaces;
    this.#candles.applyOptions({ priceFormat: { type: 'price', precision: shape.pricePlaces, minMove } });
  }

  take(frame: ChartFrame): void {
    if (frame.isReset) this.#reset(frame);
    else this.#extend(frame);
    this.#legendTimer ??= setTimeout(() => {
      this.#legendTimer = null;
      // What the crosshair is on stays in the legend while the newest bar moves.
      if (!this.#isPointedAt) this.#tellLegend(null);
    }, LEGEND_MS);
  }

  setLevels(levels: readonly LevelLine[]): void {
    for (const { api } of this.#levels) this.#candles.removePriceLine(api);
    this.#levels = levels.map((line) => ({
      line,
      api: this.#candles.createPriceLine({
        price: line.price,
        title: line.title,
        color: this.#toneColour(line.tone),
        lineWidth: 1,
        lineStyle: line.isDashed ? LineStyle.Dashed : LineStyle.Solid,
        axisLabelVisible: true,
      }),
    }));
  }

  setMarks(marks: readonly ChartMark[]): void {
    this.#marks = marks;
    const known = marks.filter((mark) => mark.timeMs / 1000 >= this.#firstTime);
    const markers = known.map((mark): SeriesMarker<Time> => {
      const isBuy = mark.side === 'buy';
      return {
        id: mark.key,
        time: seconds(Math.floor(mark.timeMs / this.#lengthMs) * this.#lengthMs),
        position: isBuy ? 'belowBar' : 'aboveBar',
        shape: mark.kind === 'fill' ? 'circle' : isBuy ? 'arrowUp' : 'arrowDown',
        color: this.#colours[mark.tone ?? (isBuy ? 'up' : 'down')],
        size: mark.kind === 'fill' ? 0.8 : 0.9,
        text: mark.text,
      };
    });
    this.#markers.setMarkers(markers.toSorted((a, b) => Number(a.time) - Number(b.time)));
  }

  /** Goes back to the newest bar. */
  showNewest(): void {
    this.#chart.timeScale().scrollToRealTime();
  }

  #reset({ bars, lines }: ChartFrame): void {
    const range = this.#chart.timeScale().getVisibleLogicalRange();
    const added =
      this.#barCount === 0
        ? 0
        : Math.max(
            0,
            bars.openTime.findIndex((time) => time / 1000 >= this.#firstTime),
          );
    this.#candles.setData(candlesOf(bars));
    this.#volume.setData(volumesOf(bars, this.#colours));
    this.#rebuildIndicators(lines, bars);
    const isGrown = added > 0 && range !== null;
    this.#note(bars, true);
    if (isGrown) this.#chart.timeScale().setVisibleLogicalRange({ from: range.from + added, to: range.to + added });
    else this.#showRecent();
    // Marks before the first bar were left out; now it may be another.
    this.setMarks(this.#marks);
  }

  #extend({ bars, lines }: ChartFrame): void {
    const candles = candlesOf(bars);
    const volumes = volumesOf(bars, this.#colours);
    const lastKnown = this.#lastBar?.time ?? 0;
    candles.forEach((candle, place) => {
      if (candle.time < lastKnown) return;
      this.#candles.update(candle);
      this.#volume.update(volumes[place]);
      if (candle.time > lastKnown) this.#barCount += 1;
    });
    for (const indicator of this.#indicators) {
      const { line, series } = indicator;
      const found = lines.find((other) => other.key === line.key && other.output === line.output);
      indicator.last = found?.values.at(-1) ?? indicator.last;
      found?.values.forEach((value, place) => {
        if (seconds(bars.openTime[place]) >= lastKnown) series.update(this.#point(line.output, bars.openTime[place], value));
      });
    }
    this.#note(bars, false);
  }

  #note(bars: BarColumns, isReset: boolean): void {
    if (isReset) {
      this.#barCount = bars.openTime.length;
      this.#firstTime = (bars.openTime[0] ?? 0) / 1000;
    }
    const last = bars.openTime.length - 1;
    this.#lastBar = last < 0 ? null : candleAt(bars, last);
    this.#lastVolume = last < 0 ? 0 : bars.volume[last];
  }

  #showRecent(): void {
    const shown = 130;
    this.#chart.timeScale().setVisibleLogicalRange({ from: this.#barCount - shown, to: this.#barCount + 6 });
  }

  #rebuildIndicators(lines: readonly IndicatorLine[], bars: BarColumns): void {
    for (const { series } of this.#indicators) this.#chart.removeSeries(series);
    while (this.#chart.panes().length > 1) this.#chart.removePane(this.#chart.panes().length - 1);
    const paneOf = new Map<string, number>();
    this.#indicators = lines.map((line, place) => {
      const isOverlay = this.#catalogue.find(({ name }) => name === line.name)?.placement !== 'pane';
      if (!isOverlay && !paneOf.has(line.key)) paneOf.set(line.key, paneOf.size + 1);
      const colour = this.#lineColour(place);
      const series = this.#addLine(line, isOverlay ? 0 : (paneOf.get(line.key) ?? 1), colour);
      series.setData(line.values.map((value, row) => this.#point(line.output, bars.openTime[row], value)));
      return { line: { key: line.key, name: line.name, output: line.output }, series, colour, last: line.values.at(-1) ?? null };
    });
    this.#chart.panes().forEach((pane, place) => pane.setStretchFactor(place === 0 ? 5 : 1.1));
  }

  #addLine(line: IndicatorLine, pane: number, colour: string): IndicatorSeries['series'] {
    const plain = { lastValueVisible: false, priceLineVisible: false };
    if (line.output === 'histogram') return this.#chart.addSeries(HistogramSeries, plain, pane);
    return this.#chart.addSeries(LineSeries, { ...plain, color: colour, lineWidth: 1, crosshairMarkerVisible: false }, pane);
  }

  #point(output: string, timeMs: number, value: number | null): HistogramData<UTCTimestamp> | WhitespaceData<UTCTimestamp> {
    const time = seconds(timeMs);
    if (value === null) return { time };
    return output === 'histogram' ? { time, value, color: this.#softColour(value >= 0) } : { time, value };
  }

  #softColour(isUp: boolean): string {
    return isUp ? this.#colours.upSoft : this.#colours.downSoft;
  }

  /** Gives what is drawn the colours in force; points that carry a colour of their own are set anew. */
  #recolour(): void {
    const candles = this.#candles.data();
    const isUp = (place: number): boolean => {
      const candle = candles[place];
      return candle !== undefined && 'close' in candle && candle.close >= candle.open;
    };
    this.#volume.setData(this.#volume.data().map((point, place) => ({ ...point, color: this.#softColour(isUp(place)) })));
    this.#indicators = this.#indicators.map((indicator, place) => {
      const { line, series } = indicator;
      const colour = this.#lineColour(place);
      if (line.output !== 'histogram') series.applyOptions({ color: colour });
      else
        series.setData(series.data().map((point) => ('value' in point ? { ...point, color: this.#softColour(point.value >= 0) } : point)));
      return { ...indicator, colour };
    });
    if (this.#lastBar !== null) this.#tellLegend(null);
  }

  #lineColour(place: number): string {
    return this.#colours.lines[place % this.#colours.lines.length];
  }

  /** Stops and targets near the price stay in view. */
  readonly #withLevels = (original: () => AutoscaleInfo | null): AutoscaleInfo | null => {
    const info = original();
    const range = info?.priceRange;
    if (info === null || range === null || range === undefined) return info;
    const span = range.maxValue - range.minValue;
    let { minValue, maxValue } = range;
    for (const { line } of this.#levels) {
      if (line.price > maxValue + span || line.price < minValue - span) continue;
      minValue = Math.min(minValue, line.price);
      maxValue = Math.max(maxValue, line.price);
    }
    return { ...info, priceRange: { minValue, maxValue } };
  };

  #tellLegend(seriesData: ReadonlyMap<unknown, unknown> | null): void {
    const candle = (seriesData?.get(this.#candles) ?? this.#lastBar) as CandlestickData | null;
    if (candle === null || candle === undefined) {
      this.#onLegend(null);
      return;
    }
    const volume = seriesData?.get(this.#volume) as HistogramData | undefined;
    const values = this.#indicators.flatMap(({ line, series, colour, last }) => {
      const point = seriesData?.get(series);
      const value = typeof point === 'object' && point !== null && 'value' in point ? Number(point.value) : last;
      const name = line.output === 'value' ? line.name.toUpperCase() : line.output;
      return value === null ? [] : [{ name, value, colour }];
    });
    this.#onLegend({
      open: candle.open,
      high: candle.high,
      low: candle.low,
      close: candle.close,
      volume: volume?.value ?? this.#lastVolume,
      values,
    });
  }

  #toneColour(tone: LevelLine['tone']): string {
    const { up, down, accent, text } = this.#colours;
    return { up, down, accent, plain: text }[tone];
  }
}

function candleAt(bars: BarColumns, row: number): CandlestickData<UTCTimestamp> {
  return { time: seconds(bars.openTime[row]), open: bars.open[row], high: bars.high[row], low: bars.low[row], close: bars.close[row] };
}

function candlesOf(bars: BarColumns): CandlestickData<UTCTimestamp>[] {
  return bars.openTime.map((_, row) => candleAt(bars, row));
}

function volumesOf(bars: BarColumns, colours: ChartColours): HistogramData<UTCTimestamp>[] {
  return bars.openTime.map((openTime, row) => ({
    time: seconds(openTime),
    value: bars.volume[row],
    color: bars.close[row] >= bars.open[row] ? colours.upSoft : colours.downSoft,
  }));
}
