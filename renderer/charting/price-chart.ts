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
  LineStyle,
  type MouseEventParams,
  type SeriesMarker,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts';
import type { BarColumns, ChartFrame } from '../../shared/contract/index.ts';
import type { ChartColours } from './colours.ts';
import type { DrawnIndicator } from './drawn-indicator.ts';
import { IndicatorPlots, type IndicatorReading } from './indicator-plots.ts';
import { type RegimeRun, RegimeRuns } from './regime-runs.ts';
import { RegimeStrip, STRIP_PIXELS } from './regime-strip.ts';

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
  readonly indicators: readonly IndicatorReading[];
  readonly regime: RegimeRun | null;
}

/** A place on the chart as the user points at it. */
export interface PointedPlace {
  /** Open time of the bar there, or `null` beside all bars. */
  readonly openMs: number | null;
  /** `null` outside the pane of the price. */
  readonly price: number | null;
}

/** The part of the regime strip that the mouse is over. */
export interface HoveredRegime extends RegimeRun {
  /** CSS pixels from the left and upper side of the chart. */
  readonly left: number;
  readonly top: number;
  readonly fromMs: number;
}

export interface PriceChartOptions {
  readonly colours: ChartColours;
  readonly onLegend: (legend: Legend | null) => void;
  readonly onNearLeft: () => void;
  /** Hears of the bar that is pointed at, or that none is. */
  readonly onPoint?: (openMs: number | null) => void;
  readonly onRegimeHover?: (hovered: HoveredRegime | null) => void;
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
  #colours: ChartColours;
  readonly #plots: IndicatorPlots;
  readonly #regimes = new RegimeRuns();
  readonly #strip: RegimeStrip;
  readonly #options: PriceChartOptions;
  #drawn: readonly DrawnIndicator[] = [];
  #times: number[] = [];
  #isStripShown = false;
  #levels: { readonly line: LevelLine; readonly api: IPriceLine }[] = [];
  #marks: readonly ChartMark[] = [];
  #lastBar: CandlestickData<UTCTimestamp> | null = null;
  #lastVolume = 0;
  #lengthMs = 60_000;
  /** The row that the crosshair is on, or `null`. */
  #pointedRow: number | null = null;
  #legendTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(container: HTMLElement, options: PriceChartOptions) {
    this.#colours = options.colours;
    this.#options = options;
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
    this.#plots = new IndicatorPlots(this.#chart, this.#candles, options.colours);
    this.#strip = new RegimeStrip(this.#regimes, options.colours);
    this.#setMargins();
    this.#markers = createSeriesMarkers(this.#candles, []);
    this.#chart.subscribeCrosshairMove((event) => this.#point(event));
    this.#chart.timeScale().subscribeVisibleLogicalRangeChange((range) => {
      if (range !== null && range.from < NEAR_LEFT && this.barCount > 0) this.#options.onNearLeft();
    });
    this.setColours(options.colours);
  }

  get barCount(): number {
    return this.#times.length;
  }

  /** The regime that is in force, `null` while it is not known or not asked for. */
  get regime(): RegimeRun | null {
    return this.#regimes.last;
  }

  get regimeCount(): number {
    return this.#regimes.count;
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
    this.#strip.setColours(colours);
    this.#recolour();
  }

  /** Says how the next bars are made and shown. */
  setShape(shape: {
    readonly pricePlaces: number;
    readonly lengthMs: number;
    readonly drawn: readonly DrawnIndicator[];
    readonly isStripShown: boolean;
  }): void {
    this.#drawn = shape.drawn;
    this.#lengthMs = shape.lengthMs;
    const minMove = 1 / 10 ** shape.pricePlaces;
    this.#candles.applyOptions({ priceFormat: { type: 'price', precision: shape.pricePlaces, minMove } });
    if (shape.isStripShown === this.#isStripShown) return;
    this.#isStripShown = shape.isStripShown;
    if (shape.isStripShown) this.#candles.attachPrimitive(this.#strip);
    else this.#candles.detachPrimitive(this.#strip);
    this.#setMargins();
  }

  take(frame: ChartFrame): void {
    if (frame.isReset) this.#reset(frame);
    else this.#extend(frame);
    this.#legendTimer ??= setTimeout(() => {
      this.#legendTimer = null;
      // What the crosshair is on stays in the legend while the newest bar moves.
      if (this.#pointedRow === null) this.#tellLegend();
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
    const known = marks.filter((mark) => mark.timeMs >= (this.#times[0] ?? 0));
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

  /** Moves the crosshair by so many bars, from the newest where it is on none; for those who have no mouse. */
  movePointer(step: number): void {
    const row = Math.min(this.barCount - 1, Math.max(0, (this.#pointedRow ?? this.barCount) + step));
    const candle = this.#candles.dataByIndex(row);
    if (candle === null || !('close' in candle)) return;
    const range = this.#chart.timeScale().getVisibleLogicalRange();
    if (range !== null && (row < range.from || row > range.to)) {
      const by = row < range.from ? row - range.from - 5 : row - range.to + 5;
      this.#chart.timeScale().setVisibleLogicalRange({ from: range.from + by, to: range.to + by });
    }
    this.#chart.setCrosshairPosition(candle.close, candle.time, this.#candles);
    this.#pointAt(row);
  }

  /** Takes the crosshair away. */
  clearPointer(): void {
    this.#chart.clearCrosshairPosition();
    this.#pointAt(null);
  }

  /** What lies at a place, CSS pixels from the upper left of the chart. */
  placeAt(left: number, top: number): PointedPlace {
    const row = this.#chart.timeScale().coordinateToLogical(left);
    const isInPrice = top < this.#chart.panes()[0].getHeight();
    const price = isInPrice ? this.#candles.coordinateToPrice(top) : null;
    return { openMs: row === null ? null : (this.#times[Math.round(row)] ?? null), price };
  }

  /** Where each pane begins, CSS pixels from the upper side. */
  paneTops(): readonly number[] {
    let top = 0;
    return this.#chart.panes().map((pane) => {
      const own = top;
      top += pane.getHeight() + 1;
      return own;
    });
  }

  #point({ logical, paneIndex, point }: MouseEventParams): void {
    const row = logical === undefined ? null : Math.round(logical);
    this.#pointAt(row !== null && row >= 0 && row < this.barCount ? row : null);
    const bottom = this.#chart.panes()[0]?.getHeight() ?? 0;
    const isOnStrip = this.#isStripShown && point !== undefined && paneIndex === 0 && point.y >= bottom - STRIP_PIXELS;
    const run = isOnStrip && row !== null ? this.#regimes.at(row) : null;
    this.#options.onRegimeHover?.(
      run === null || point === undefined ? null : { ...run, left: point.x, top: bottom - STRIP_PIXELS, fromMs: this.#times[run.from] },
    );
  }

  #pointAt(row: number | null): void {
    this.#pointedRow = row;
    this.#options.onPoint?.(row === null ? null : this.#times[row]);
    this.#tellLegend();
  }

  #setMargins(): void {
    // The volume stands on the strip, not behind it.
    const strip = this.#isStripShown ? 0.045 : 0;
    this.#chart.priceScale('volume').applyOptions({ scaleMargins: { top: 0.84 - strip, bottom: strip } });
    this.#candles.priceScale().applyOptions({ scaleMargins: { top: 0.08, bottom: 0.2 + strip } });
  }

  #reset({ bars, lines, regimes }: ChartFrame): void {
    const range = this.#chart.timeScale().getVisibleLogicalRange();
    const wasEmpty = this.#times.length === 0;
    const [firstBefore] = this.#times;
    const added = wasEmpty ? 0 : Math.max(0, bars.openTime.indexOf(firstBefore));
    this.#times = [...bars.openTime];
    this.#candles.setData(candlesOf(bars));
    this.#volume.setData(volumesOf(bars, this.#colours));
    this.#plots.rebuild(lines, this.#times, { drawn: this.#drawn, lengthMs: this.#lengthMs, colours: this.#colours });
    this.#regimes.take(0, regimes);
    this.#note(bars);
    // Other indicators and older bars leave in view what was in view.
    if (wasEmpty || range === null) this.#showRecent();
    else this.#chart.timeScale().setVisibleLogicalRange({ from: range.from + added, to: range.to + added });
    // Marks before the first bar were left out; now it may be another.
    this.setMarks(this.#marks);
  }

  #extend({ bars, lines, regimes }: ChartFrame): void {
    if (bars.openTime.length === 0) return;
    const candles = candlesOf(bars);
    const volumes = volumesOf(bars, this.#colours);
    const before = this.#times.length;
    const fromRow = this.#rowOf(bars.openTime[0]);
    candles.forEach((candle, place) => {
      if (fromRow + place < before - 1) return;
      this.#candles.update(candle);
      this.#volume.update(volumes[place]);
      this.#times[fromRow + place] = bars.openTime[place];
    });
    this.#plots.extend(lines, fromRow, this.#times.length > before);
    if (regimes.length > 0) this.#regimes.take(fromRow, regimes);
    this.#note(bars);
  }

  /** The row of an open time: one that is known, or the next. */
  #rowOf(openMs: number): number {
    const known = this.#times.lastIndexOf(openMs);
    return known < 0 ? this.#times.length : known;
  }

  #note(bars: BarColumns): void {
    const last = bars.openTime.length - 1;
    this.#lastBar = last < 0 ? null : candleAt(bars, last);
    this.#lastVolume = last < 0 ? 0 : bars.volume[last];
  }

  #showRecent(): void {
    const shown = 130;
    this.#chart.timeScale().setVisibleLogicalRange({ from: this.barCount - shown, to: this.barCount + 6 });
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
    this.#plots.recolour(this.#colours);
    if (this.#lastBar !== null) this.#tellLegend();
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

  #tellLegend(): void {
    const row = this.#pointedRow ?? this.barCount - 1;
    const isNewest = row === this.barCount - 1;
    const pointed = (isNewest ? this.#lastBar : this.#candles.dataByIndex(row)) as CandlestickData | null;
    if (pointed === null) {
      this.#options.onLegend(null);
      return;
    }
    const volume = (isNewest ? null : this.#volume.dataByIndex(row)) as HistogramData | null;
    this.#options.onLegend({
      open: pointed.open,
      high: pointed.high,
      low: pointed.low,
      close: pointed.close,
      volume: volume?.value ?? this.#lastVolume,
      indicators: this.#plots.readings(row),
      regime: this.#isStripShown ? this.#regimes.at(row) : null,
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
