import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChartFrame } from '../../../../shared/contract/index.ts';

/** A series that keeps what it is given, as far as the chart asks of the library. */
class StandInSeries {
  points: readonly Record<string, unknown>[] = [];
  options: Record<string, unknown>;

  constructor(options: Record<string, unknown>) {
    this.options = options;
  }

  setData(points: readonly Record<string, unknown>[]): void {
    this.points = points;
  }

  data(): readonly Record<string, unknown>[] {
    return this.points;
  }

  applyOptions(options: Record<string, unknown>): void {
    this.options = { ...this.options, ...options };
  }

  priceScale = (): unknown => ({ applyOptions: () => undefined });
}

const drawn = vi.hoisted(() => ({ series: [] as unknown[], markers: [] as { readonly id: string }[] }));
const seriesAt = (place: number): StandInSeries => drawn.series[place] as StandInSeries;

vi.mock('lightweight-charts', () => ({
  CandlestickSeries: {},
  HistogramSeries: {},
  LineSeries: {},
  ColorType: {},
  CrosshairMode: {},
  LineStyle: {},
  createSeriesMarkers: () => ({ setMarkers: (markers: { id: string }[]) => void (drawn.markers = markers) }),
  createChart: () => ({
    addSeries: (_kind: unknown, options: Record<string, unknown>) => {
      const series = new StandInSeries(options);
      drawn.series.push(series);
      return series;
    },
    removeSeries: () => undefined,
    applyOptions: () => undefined,
    panes: () => [{ setStretchFactor: () => undefined }],
    priceScale: () => ({ applyOptions: () => undefined }),
    subscribeCrosshairMove: () => undefined,
    timeScale: () => ({
      subscribeVisibleLogicalRangeChange: () => undefined,
      getVisibleLogicalRange: () => ({ from: 0, to: 10 }),
      setVisibleLogicalRange: () => undefined,
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
  dispose(): void;
}

const source = '../../../../renderer/charting/price-chart.ts';
const colours = (name: string): object => ({
  upSoft: `${name} up`,
  downSoft: `${name} down`,
  up: name,
  down: name,
  lines: [`${name} first`, `${name} second`],
});

const MINUTE = 60_000;

function frame(firstMinute: number, closes: readonly number[]): ChartFrame {
  const bars = {
    openTime: closes.map((_, place) => (firstMinute + place) * MINUTE),
    open: closes.map(() => 10),
    high: closes,
    low: closes,
    close: closes,
    volume: closes.map(() => 1),
  };
  const line = (key: string, output: string) => ({ key, name: key, output, values: closes.map((close) => close - 10) });
  return { isReset: true, hasOlder: true, bars, lines: [line('ema', 'value'), line('macd', 'histogram')] } as ChartFrame;
}

async function openChart(): Promise<Chart> {
  const { PriceChart } = (await import(source)) as { readonly PriceChart: new (container: object, options: object) => Chart };
  const chart = new PriceChart({}, { colours: colours('dark'), onLegend: () => undefined, onNearLeft: () => undefined });
  chart.setShape({ pricePlaces: 2, lengthMs: MINUTE, catalogue: [] });
  return chart;
}

beforeEach(() => {
  drawn.series = [];
  drawn.markers = [];
});

describe('the chart', () => {
  it('marks what happened before its first bars once older ones have come', async () => {
    const chart = await openChart();
    chart.take(frame(100, [9, 11]));
    chart.setMarks([
      { key: 'old', timeMs: 50 * MINUTE, side: 'buy', kind: 'fill', text: '' },
      { key: 'new', timeMs: 101 * MINUTE, side: 'sell', kind: 'fill', text: '' },
    ]);
    expect(drawn.markers.map(({ id }) => id)).toEqual(['new']);
    chart.take(
      frame(
        40,
        Array.from({ length: 62 }, () => 11),
      ),
    );
    expect(drawn.markers.map(({ id }) => id)).toEqual(['old', 'new']);
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
});
