import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChartFrame } from '../../../../shared/contract/index.ts';

/** A series that keeps what it is given, as far as the chart asks of the library. */
class StandInSeries {
  points: readonly Record<string, unknown>[] = [];
  options: Record<string, unknown>;
  readonly levels: number[] = [];
  primitives: readonly unknown[] = [];

  constructor(options: Record<string, unknown>) {
    this.options = options;
  }

  setData(points: readonly Record<string, unknown>[]): void {
    this.points = points;
  }

  data(): readonly Record<string, unknown>[] {
    return this.points;
  }

  dataByIndex(place: number): Record<string, unknown> | null {
    return this.points[place] ?? null;
  }

  update(point: Record<string, unknown>): void {
    const known = this.points.findIndex(({ time }) => time === point['time']);
    this.points = known < 0 ? [...this.points, point] : this.points.with(known, point);
  }

  createPriceLine({ price }: { readonly price: number }): { applyOptions: (options: { readonly price: number }) => void } {
    const place = this.levels.push(price) - 1;
    return { applyOptions: (options) => void (this.levels[place] = options.price) };
  }

  attachPrimitive(primitive: unknown): void {
    this.primitives = [...this.primitives, primitive];
  }

  detachPrimitive(primitive: unknown): void {
    this.primitives = this.primitives.filter((each) => each !== primitive);
  }

  applyOptions(options: Record<string, unknown>): void {
    this.options = { ...this.options, ...options };
  }

  priceScale = (): unknown => ({ applyOptions: () => undefined });
}

/** Marks by the series that they stand on, the last that were set. */
const drawn = vi.hoisted(() => ({
  series: [] as unknown[],
  markers: [] as { readonly id: string; readonly time: number; readonly text: string }[][],
  view: { from: 0, to: 10 },
}));
const seriesAt = (place: number): StandInSeries => drawn.series[place] as StandInSeries;

vi.mock('lightweight-charts', () => ({
  CandlestickSeries: {},
  HistogramSeries: {},
  LineSeries: {},
  ColorType: {},
  CrosshairMode: {},
  LineStyle: {},
  LineType: { WithSteps: 1 },
  createSeriesMarkers: () => {
    const place = drawn.markers.push([]) - 1;
    return {
      setMarkers: (markers: { id: string; time: number; text: string }[]) => void (drawn.markers[place] = markers),
      detach: () => undefined,
    };
  },
  createChart: () => ({
    addSeries: (_kind: unknown, options: Record<string, unknown>) => {
      const series = new StandInSeries(options);
      drawn.series.push(series);
      return series;
    },
    removeSeries: () => undefined,
    applyOptions: () => undefined,
    panes: () => [{ setStretchFactor: () => undefined, getHeight: () => 300 }],
    priceScale: () => ({ applyOptions: () => undefined }),
    subscribeCrosshairMove: () => undefined,
    timeScale: () => ({
      subscribeVisibleLogicalRangeChange: () => undefined,
      getVisibleLogicalRange: () => drawn.view,
      setVisibleLogicalRange: (view: { from: number; to: number }) => void (drawn.view = view),
    }),
    remove: () => undefined,
  }),
}));

/** The chart by what this test asks of it; its module needs a page, so that its types are not those of a test. */
interface Chart {
  setShape(shape: object): void;
  setMarks(marks: readonly object[]): void;
  setColours(colours: object): void;
  take(frame: ChartFrame): void;
  readonly regime: { readonly label: string; readonly from: number; readonly to: number } | null;
  readonly barCount: number;
  dispose(): void;
}

const source = '../../../../renderer/charting/price-chart.ts';
const colours = (name: string): object => ({
  border: name,
  background: name,
  upSoft: `${name} up`,
  downSoft: `${name} down`,
  up: name,
  down: name,
  lines: [`${name} first`, `${name} second`],
});

const MINUTE = 60_000;

const definition = (name: string, plot: string, extra: object = {}): object => ({
  key: name,
  parameters: { period: 2 },
  definition: {
    name,
    title: name,
    placement: 'overlay',
    levels: [],
    range: null,
    isSparse: false,
    parameters: [{ name: 'period', default: 2, isWhole: true }],
    outputs: [{ name: 'value', title: 'Value', plot, shift: 0 }],
    ...extra,
  },
});

const DRAWN = [
  definition('ema', 'line'),
  definition('macd', 'histogram'),
  definition('ahead', 'line', { outputs: [{ name: 'value', title: 'Ahead', plot: 'line', shift: 2 }] }),
  definition('turns', 'mark', { isSparse: true }),
  definition('rsi', 'line', { placement: 'pane', levels: [30, 70], range: [0, 100] }),
];

function frame(firstMinute: number, closes: readonly number[], names = ['ema', 'macd'], isReset = true): ChartFrame {
  const bars = {
    openTime: closes.map((_, place) => (firstMinute + place) * MINUTE),
    open: closes.map(() => 10),
    high: closes,
    low: closes,
    close: closes,
    volume: closes.map(() => 1),
  };
  const line = (key: string) => ({ key, name: key, output: 'value', values: closes.map((close) => close - 10) });
  return { isReset, hasOlder: true, bars, lines: names.map(line), regimes: closes.map((close) => (close > 10 ? 0 : 1)) } as ChartFrame;
}

async function openChart(): Promise<Chart> {
  const { PriceChart } = (await import(source)) as { readonly PriceChart: new (container: object, options: object) => Chart };
  const chart = new PriceChart({}, { colours: colours('dark'), onLegend: () => undefined, onNearLeft: () => undefined });
  chart.setShape({ pricePlaces: 2, lengthMs: MINUTE, drawn: DRAWN, isStripShown: false });
  return chart;
}

beforeEach(() => {
  drawn.series = [];
  drawn.markers = [];
  drawn.view = { from: 0, to: 10 };
});

describe('the chart', () => {
  it('marks what happened before its first bars once older ones have come', async () => {
    const chart = await openChart();
    chart.take(frame(100, [9, 11]));
    chart.setMarks([
      { key: 'old', timeMs: 50 * MINUTE, side: 'buy', kind: 'fill', words: 'Bought 3 at 10' },
      { key: 'new', timeMs: 101 * MINUTE, side: 'sell', kind: 'fill', words: 'Bought 3 at 10' },
    ]);
    expect(drawn.markers[0].map(({ id }) => id)).toEqual(['new']);
    // Words are said on hover; a chart full of them can't be read.
    expect(drawn.markers[0].map(({ text }) => text)).toEqual(['']);
    chart.take(
      frame(
        40,
        Array.from({ length: 62 }, () => 11),
      ),
    );
    expect(drawn.markers[0].map(({ id }) => id)).toEqual(['old', 'new']);
    chart.dispose();
  });

  it('shows nothing in the colours of a theme that was left', async () => {
    const chart = await openChart();
    chart.take(frame(100, [9, 11]));
    const [volume, average, histogram] = [seriesAt(1), seriesAt(2), seriesAt(3)];
    expect(volume.points.map(({ color }) => color)).toEqual(['dark down', 'dark up']);
    chart.setColours(colours('light'));
    expect(volume.points).toEqual([
      { time: 6_000, value: 1, color: 'light down' },
      { time: 6_060, value: 1, color: 'light up' },
    ]);
    expect(average.options['color']).toBe('light first');
    expect(average.points.map(({ color }) => color)).toEqual([undefined, undefined]);
    expect(histogram.points.map(({ color }) => color)).toEqual(['light down', 'light up']);
    chart.dispose();
  });

  it('draws an output so many bars ahead as the catalogue says, and further ahead with every new bar', async () => {
    const chart = await openChart();
    chart.take(frame(100, [9, 11], ['ahead']));
    const timesAndValues = () => seriesAt(2).points.map(({ time, value }) => [time, value]);
    expect(timesAndValues()).toEqual([
      [6_120, -1],
      [6_180, 1],
    ]);
    chart.take(frame(101, [12, 13], ['ahead'], false));
    expect(timesAndValues()).toEqual([
      [6_120, -1],
      [6_180, 2],
      [6_240, 3],
    ]);
    chart.dispose();
  });

  it('puts marks at the signs of a pattern, and lines at the levels of a pane', async () => {
    const chart = await openChart();
    chart.take(frame(100, [9, 10, 11], ['turns', 'rsi']));
    expect(drawn.markers[1].map(({ time }) => time)).toEqual([6_000, 6_120]);
    expect(seriesAt(2).levels).toEqual([30, 70]);
    const scaled = seriesAt(2).options['autoscaleInfoProvider'] as (original: () => object) => object;
    expect(scaled(() => ({ priceRange: { minValue: -5, maxValue: 55 } }))).toEqual({ priceRange: { minValue: 0, maxValue: 70 } });
    chart.dispose();
  });

  it('keeps its bars in view when it has been open for hours and is asked anew with fewer', async () => {
    const chart = await openChart();
    const flat = (count: number) => Array.from({ length: count }, () => 11);
    chart.take(frame(0, flat(400)));
    for (let minute = 400; minute < 800; minute += 1) chart.take(frame(minute, [12], [], false));
    drawn.view = { from: 670, to: 806 };
    chart.take(frame(400, flat(400), ['rsi']));
    expect(drawn.view).toEqual({ from: 270, to: 406 });
    chart.dispose();
  });

  it('begins with the first bar that comes, where there were none', async () => {
    const chart = await openChart();
    chart.take(frame(0, []));
    expect(chart.barCount).toBe(0);
    chart.take(frame(100, [12], [], false));
    expect(chart.barCount).toBe(1);
    expect(drawn.view.to).toBeGreaterThan(0);
    chart.dispose();
  });

  it('labels the last price there is, not the last in view', async () => {
    const chart = await openChart();
    chart.take(frame(100, [9, 11]));
    expect(seriesAt(0).options['lastValueVisible']).toBe(false);
    expect(seriesAt(0).levels).toEqual([11]);
    chart.take(frame(101, [12, 13], [], false));
    expect(seriesAt(0).levels).toEqual([13]);
    chart.dispose();
  });

  it('is scaled by its candles: a line far from them is left out, one beside them is not', async () => {
    const chart = await openChart();
    chart.take(frame(100, [9, 11]));
    const scaleOf = (place: number) => seriesAt(place).options['autoscaleInfoProvider'] as (original: () => object) => object;
    scaleOf(0)(() => ({ priceRange: { minValue: 100, maxValue: 104 } }));
    const average = (minValue: number, maxValue: number) => scaleOf(2)(() => ({ priceRange: { minValue, maxValue } }));
    expect(average(20, 21)).toEqual({ priceRange: { minValue: 99, maxValue: 104 } });
    expect(average(101, 104.5)).toEqual({ priceRange: { minValue: 100, maxValue: 104.5 } });
    chart.dispose();
  });

  it('keeps the regime of every bar, also of those that come later', async () => {
    const chart = await openChart();
    chart.take(frame(100, [9, 9, 11]));
    expect(chart.regime).toEqual({ label: 'trend', from: 2, to: 2 });
    chart.take(frame(102, [12, 12, 9], [], false));
    expect(chart.regime).toEqual({ label: 'range', from: 4, to: 4 });
    expect(chart.barCount).toBe(5);
    chart.dispose();
  });
});
