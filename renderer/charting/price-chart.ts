import {
  type AutoscaleInfo,
  type CandlestickData,
  CandlestickSeries,
  ColorType,
  CrosshairMode,
  createChart,
  type HistogramData,
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
  type MouseEventParams,
  type UTCTimestamp,
} from 'lightweight-charts';
import type { BarColumns, ChartFrame } from '../../shared/contract/index.ts';
import { candleAt, candlesOf, volumesOf } from './bar-data.ts';
import { ChartMarks } from './chart-marks.ts';
import type { ChartMark, HoveredRegime, LevelLine, PointedPlace, PriceChartOptions } from './chart-types.ts';
import type { ChartColours } from './colours.ts';
import type { DrawnIndicator } from './drawn-indicator.ts';
import { FreeTicks } from './free-ticks.ts';
import { IndicatorPlots } from './indicator-plots.ts';
import { keptView, newestView, rowAtOrAfter } from './kept-view.ts';
import { LevelLines } from './level-lines.ts';
import { type RegimeRun, RegimeRuns } from './regime-runs.ts';
import { RegimeStrip, STRIP_PIXELS } from './regime-strip.ts';

/** Figures that change faster can't be read. */
const LEGEND_MS = 100;

/** Bars left of the view at which older ones are asked for. */
const NEAR_LEFT = 30;

/**
 * One live chart. Takes frames of bars and indicators as the engine sends them: a reset replaces all, any other replaces
 * the newest bars and adds to them.
 */
export class PriceChart {
  readonly #chart: IChartApi;
  readonly #candles: ISeriesApi<'Candlestick'>;
  readonly #volume: ISeriesApi<'Histogram'>;
  readonly #levels: LevelLines;
  readonly #marks: ChartMarks;
  readonly #ticks: FreeTicks;
  #colours: ChartColours;
  readonly #plots: IndicatorPlots;
  readonly #regimes = new RegimeRuns();
  readonly #strip: RegimeStrip;
  readonly #options: PriceChartOptions;
  #drawn: readonly DrawnIndicator[] = [];
  #times: number[] = [];
  #isStripShown = false;
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
      rightPriceScale: { borderVisible: false, entireTextOnly: true },
    });
    this.#candles = this.#chart.addSeries(CandlestickSeries, {
      borderVisible: false,
      // The library's own label tells the last bar in view, as if it were the last there is.
      lastValueVisible: false,
      priceLineVisible: false,
      autoscaleInfoProvider: (original: () => AutoscaleInfo | null) => this.#scale(original()),
    });
    this.#levels = new LevelLines(this.#candles, options.colours);
    this.#marks = new ChartMarks(this.#candles);
    this.#ticks = new FreeTicks({
      labelled: () => this.#levels.labelled,
      across: (price) => this.#candles.priceToCoordinate(price),
    });
    this.#volume = this.#chart.addSeries(HistogramSeries, {
      priceScaleId: 'volume',
      priceFormat: { type: 'volume' },
      lastValueVisible: false,
      priceLineVisible: false,
    });
    this.#plots = new IndicatorPlots(this.#chart, this.#candles, options.colours);
    this.#strip = new RegimeStrip(this.#regimes, options.colours);
    this.#setMargins();
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
        fontSize: colours.fontSize,
        panes: { separatorColor: colours.border, separatorHoverColor: colours.border, enableResize: true },
      },
      grid: { vertLines: { visible: false }, horzLines: { color: colours.grid } },
      timeScale: { borderColor: colours.border },
    });
    this.#candles.applyOptions({ upColor: colours.up, downColor: colours.down, wickUpColor: colours.up, wickDownColor: colours.down });
    this.#levels.recolour(colours);
    this.#marks.recolour(this.#times, colours);
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
    const { pricePlaces } = shape;
    this.#candles.applyOptions({
      priceFormat: {
        type: 'custom',
        minMove,
        formatter: (price: number) => price.toFixed(pricePlaces),
        tickmarksFormatter: (prices: readonly number[]) => this.#ticks.write(prices, pricePlaces),
      },
    });
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
    this.#levels.set(levels);
    this.#freeTicks();
  }

  setMarks(marks: readonly ChartMark[]): void {
    this.#marks.set(marks, this.#times, this.#colours);
  }

  /** How many bars, from the newest, reach back to the first in view and a little beyond. */
  get barsInReach(): number {
    const range = this.#chart.timeScale().getVisibleLogicalRange();
    return range === null ? 0 : this.barCount - Math.max(0, Math.floor(range.from)) + NEAR_LEFT;
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

  #point({ logical, paneIndex, point, hoveredInfo }: MouseEventParams): void {
    const row = logical === undefined ? null : Math.round(logical);
    this.#pointAt(row !== null && row >= 0 && row < this.barCount ? row : null);
    const mark = this.#marks.find(hoveredInfo?.objectId);
    const isOnMark = mark !== undefined && point !== undefined;
    this.#options.onMarkHover?.(isOnMark ? { mark, left: point.x, top: point.y } : null);
    this.#options.onRegimeHover?.(paneIndex === 0 && point !== undefined && row !== null ? this.#regimeUnder(point, row) : null);
  }

  #regimeUnder(point: { readonly x: number; readonly y: number }, row: number): HoveredRegime | null {
    const top = this.#chart.panes()[0].getHeight() - STRIP_PIXELS;
    const run = this.#isStripShown && point.y >= top ? this.#regimes.at(row) : null;
    return run === null ? null : { ...run, left: point.x, top, fromMs: this.#times[run.from] };
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
    const before = this.#times;
    this.#times = [...bars.openTime];
    this.#candles.setData(candlesOf(bars));
    this.#volume.setData(volumesOf(bars, this.#colours));
    this.#plots.rebuild(lines, this.#times, { drawn: this.#drawn, lengthMs: this.#lengthMs, colours: this.#colours });
    this.#regimes.take(0, regimes);
    this.#note(bars);
    // Other indicators and older bars leave in view what was in view.
    const view = range === null ? newestView(this.barCount) : keptView(range, before, this.#times);
    this.#chart.timeScale().setVisibleLogicalRange({ from: view.from, to: view.to });
    // Marks before the first bar were left out; now it may be another.
    this.#marks.recolour(this.#times, this.#colours);
  }

  #extend({ bars, lines, regimes }: ChartFrame): void {
    if (bars.openTime.length === 0) return;
    const candles = candlesOf(bars);
    const volumes = volumesOf(bars, this.#colours);
    const before = this.#times.length;
    const fromRow = rowAtOrAfter(this.#times, bars.openTime[0]);
    candles.forEach((candle, place) => {
      if (fromRow + place < before - 1) return;
      this.#candles.update(candle);
      this.#volume.update(volumes[place]);
      this.#times[fromRow + place] = bars.openTime[place];
    });
    this.#plots.extend(lines, fromRow, this.#times.length > before);
    if (regimes.length > 0) this.#regimes.take(fromRow, regimes);
    this.#note(bars);
    if (before === 0) {
      const { from, to } = newestView(this.barCount);
      this.#chart.timeScale().setVisibleLogicalRange({ from, to });
    }
  }

  #note(bars: BarColumns): void {
    const last = bars.openTime.length - 1;
    this.#lastBar = last < 0 ? null : candleAt(bars, last);
    this.#lastVolume = last < 0 ? 0 : bars.volume[last];
    if (this.#lastBar === null) return;
    this.#levels.setLast(this.#lastBar.close, this.#lastBar.close >= this.#lastBar.open);
    this.#freeTicks();
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

  /** The candles rule the scale: lines near them stay in view, and no indicator may flatten them. */
  #scale(info: AutoscaleInfo | null): AutoscaleInfo | null {
    const widened = this.#levels.widened(info);
    this.#plots.priceRange = widened?.priceRange ?? null;
    return widened;
  }

  /** Has the axis written anew once the labels lie over other prices than they did. */
  #freeTicks(): void {
    if (this.#ticks.isStale) this.#setMargins();
  }

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
}
