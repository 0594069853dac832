import { readFileSync } from 'node:fs';
import { ADL, ForceIndex, MFI, OBV, VWAP } from 'technicalindicators';
import * as signals from 'trading-signals';
import { describe, expect, it } from 'vitest';
import {
  average,
  changes,
  expectAgree,
  exponential,
  mean,
  type Oracle,
  type OracleBars,
  type OracleCase,
  ours,
  overWindow,
  pad,
  runningTotal,
  sum,
  testAgainstOracles,
  typicalPrices,
  wilder,
} from '../../../support/indicator-oracles.ts';
import { columnsFrom, referenceQuotes, walkingColumns } from '../../../support/indicator-series.ts';
import { hasSharedData, NEEDS_SHARED_DATA, sharedData } from '../../../support/shared-data.ts';

interface CandleIndicator {
  update(candle: { open: number; high: number; low: number; close: number; volume: number }, replace: false): number | null;
}

/** The values of an indicator of trading-signals over candles; `first` where it has none. */
const candles =
  (make: (parameters: Readonly<Record<string, number>>) => CandleIndicator, first = Number.NaN): Oracle =>
  ({ open, high, low, close, volume }, parameters) => {
    const indicator = make(parameters);
    return {
      value: close.map((last, bar) => {
        const candle = { open: open[bar], high: high[bar], low: low[bar], close: last, volume: volume[bar] };
        return indicator.update(candle, false) ?? first;
      }),
    };
  };

const DAY_MS = 86_400_000;

/** Groups of bars that belong together, as the day of their opening says. */
const sameDay = ({ openTime }: OracleBars, bar: number): number[] =>
  openTime.flatMap((time, other) => (other <= bar && Math.floor(time / DAY_MS) === Math.floor(openTime[bar] / DAY_MS) ? [other] : []));

function weighted(bars: OracleBars, of: readonly number[]): { middle: number; deviation: number } {
  const typical = typicalPrices(bars);
  const volume = sum(of.map((bar) => bars.volume[bar]));
  const middle = sum(of.map((bar) => typical[bar] * bars.volume[bar])) / volume;
  const variance = sum(of.map((bar) => bars.volume[bar] * (typical[bar] - middle) ** 2)) / volume;
  return { middle, deviation: Math.sqrt(variance) };
}

const flow = (high: number, low: number, close: number, volume: number): number =>
  high === low ? 0 : (volume * (2 * close - high - low)) / (high - low);

const cases: readonly OracleCase[] = [
  {
    name: 'obv',
    source: 'technicalindicators OBV after a 0 on the first bar',
    oracle: ({ close, volume }) => ({ value: [0, ...OBV.calculate({ close, volume })] }),
  },
  { name: 'adl', source: 'trading-signals AD', oracle: candles(() => new signals.AD()) },
  { name: 'mfi', source: 'trading-signals MFI', oracle: candles(({ period }) => new signals.MFI(period)), also: [{ period: 5 }] },
  { name: 'cmf', source: 'trading-signals CMF', oracle: candles(({ period }) => new signals.CMF(period)), also: [{ period: 3 }] },
  {
    name: 'chaikin-oscillator',
    source: 'its definition with seeded averages (trading-signals and TA-Lib begin with the first value)',
    oracle: (bars, { fast, slow }) => {
      const line = runningTotal(bars.close.map((last, bar) => flow(bars.high[bar], bars.low[bar], last, bars.volume[bar])));
      const other = exponential(line, slow);
      return { value: exponential(line, fast).map((value, bar) => value - other[bar]) };
    },
    also: [{ fast: 6, slow: 20 }],
  },
  {
    name: 'vwap',
    source: 'technicalindicators VWAP',
    oracle: ({ high, low, close, volume }) => ({ value: VWAP.calculate({ high, low, close, volume }) }),
  },
  {
    name: 'vwap',
    source: 'its definition',
    oracle: (bars, { span }) => ({
      value: bars.close.map(
        (_, bar) => weighted(bars, span === 0 ? Array.from({ length: bar + 1 }, (__, at) => at) : sameDay(bars, bar)).middle,
      ),
    }),
    also: [{ span: 1 }],
  },
  {
    name: 'session-vwap',
    source: 'its definition',
    oracle: (bars) => ({ value: bars.close.map((_, bar) => weighted(bars, sameDay(bars, bar)).middle) }),
  },
  {
    name: 'anchored-vwap',
    source: 'its definition',
    oracle: (bars, { bar: anchor }) => ({
      value: bars.close.map((_, bar) =>
        bar < anchor
          ? Number.NaN
          : weighted(
              bars,
              Array.from({ length: bar - anchor + 1 }, (__, at) => anchor + at),
            ).middle,
      ),
    }),
    also: [{ bar: 100 }],
  },
  {
    name: 'vwap-bands',
    source: 'its definition',
    oracle: (bars, { span, deviations }) => {
      const rows = bars.close.map((_, bar) =>
        weighted(bars, span === 0 ? Array.from({ length: bar + 1 }, (__, at) => at) : sameDay(bars, bar)),
      );
      return {
        upper: rows.map((row) => row.middle + deviations * row.deviation),
        middle: rows.map((row) => row.middle),
        lower: rows.map((row) => row.middle - deviations * row.deviation),
      };
    },
    also: [{ span: 0, deviations: 1 }],
  },
  {
    name: 'force-index',
    source: 'technicalindicators ForceIndex',
    oracle: ({ close, volume }, { period }) => ({
      value: pad(ForceIndex.calculate({ close, volume, period }), close.length),
    }),
    also: [{ period: 2 }],
  },
  {
    name: 'pvo',
    source: 'its definition with seeded averages',
    oracle: ({ volume }, { fast, slow, signal }) => {
      const other = exponential(volume, slow);
      const line = exponential(volume, fast).map((value, bar) => (100 * (value - other[bar])) / other[bar]);
      const behind = exponential(line, signal);
      return { pvo: line, signal: behind, histogram: line.map((value, bar) => value - behind[bar]) };
    },
    also: [{ fast: 5, slow: 10, signal: 3 }],
  },
  {
    name: 'kvo',
    source: 'the definition of charts (trading-signals has the one with cumulative ranges)',
    oracle: (bars, { fast, slow, signal }) => {
      const signed = changes(typicalPrices(bars)).map((change, bar) => (change >= 0 ? bars.volume[bar] : -bars.volume[bar]));
      signed[0] = Number.NaN;
      const other = exponential(signed, slow);
      const line = exponential(signed, fast).map((value, bar) => value - other[bar]);
      return { kvo: line, signal: exponential(line, signal) };
    },
    also: [{ fast: 5, slow: 10, signal: 3 }],
  },
  {
    name: 'emv',
    source: 'trading-signals EMV at our scale',
    oracle: candles(({ period, divisor }) => new signals.EMV(period, divisor)),
    also: [{ period: 3, divisor: 100_000_000 }],
  },
  { name: 'pvt', source: 'trading-signals PVT after a 0 on the first bar', oracle: candles(() => new signals.PVT(), 0) },
  { name: 'nvi', source: 'trading-signals NVI', oracle: candles(() => new signals.NVI()) },
  { name: 'pvi', source: 'trading-signals PVI', oracle: candles(() => new signals.PVI()) },
  { name: 'williams-ad', source: 'trading-signals WAD after a 0 on the first bar', oracle: candles(() => new signals.WAD(), 0) },
  {
    name: 'volume-average',
    source: 'its definition',
    oracle: ({ volume }, { period }) => ({ value: average(volume, period) }),
  },
  {
    name: 'relative-volume',
    source: 'trading-signals RVOL',
    oracle: ({ volume }, { period }) => {
      const relative = new signals.RVOL(period);
      return { value: volume.map((units) => relative.update(units, false) ?? Number.NaN) };
    },
    also: [{ period: 3 }],
  },
  {
    name: 'twiggs-money-flow',
    source: 'its definition with Wilder averages',
    oracle: ({ high, low, close, volume }, { period }) => {
      const within = close.map((last, bar) =>
        bar === 0 ? Number.NaN : flow(Math.max(high[bar], close[bar - 1]), Math.min(low[bar], close[bar - 1]), last, volume[bar]),
      );
      const total = wilder(
        volume.map((units, bar) => (bar === 0 ? Number.NaN : units)),
        period,
      );
      return { value: wilder(within, period).map((value, bar) => value / total[bar]) };
    },
    also: [{ period: 4 }],
  },
  {
    name: 'up-down-volume',
    source: 'its definition',
    oracle: ({ close, volume }, { period }) => {
      const signed = changes(close).map((change, bar) => (Number.isNaN(change) ? change : Math.sign(change) * volume[bar]));
      return {
        value: overWindow(signed, period, (window) => sum(window) / sum(window.map(Math.abs))),
      };
    },
    also: [{ period: 7 }],
  },
];

describe('a measure of volume', () => testAgainstOracles(cases));

describe('a measure of volume, roughly', () => {
  it('adl follows technicalindicators ADL, which rounds every step to a whole unit', () => {
    const { high, low, close, volume } = walkingColumns(300);
    const expected = ADL.calculate({ high: [...high], low: [...low], close: [...close], volume: [...volume] });
    const found = ours('adl', {}, walkingColumns(300))['value'];
    for (const [bar, value] of found.entries()) expect(Math.abs(value - expected[bar])).toBeLessThanOrEqual(bar + 1);
  });

  it('mfi follows technicalindicators MFI, which begins a bar later and rounds to two places', () => {
    const { high, low, close, volume } = walkingColumns(300);
    const expected = MFI.calculate({ high: [...high], low: [...low], close: [...close], volume: [...volume], period: 14 });
    const found = ours('mfi', {}, walkingColumns(300))['value'].slice(-expected.length);
    for (const [bar, value] of found.entries()) expect(Math.abs(value - expected[bar])).toBeLessThanOrEqual(0.005 + 1e-9);
  });
});

it.skipIf(!hasSharedData)(`vwap equals the reference results of Stock.Indicators${NEEDS_SHARED_DATA}`, () => {
  const rows = JSON.parse(readFileSync(sharedData('indicators/results/vwap.standard.json'), 'utf8')) as { vwap: number }[];
  expectAgree(ours('vwap', {}, referenceQuotes('default')), { value: rows.map(({ vwap }) => vwap) });
});

describe('worked by hand', () => {
  const bars = columnsFrom([
    { open: 10, high: 12, low: 8, close: 10, volume: 100 },
    { open: 10, high: 12, low: 10, close: 12, volume: 300 },
    { open: 12, high: 12, low: 10, close: 11, volume: 200 },
  ]);

  it('on-balance volume adds rising bars and takes off falling ones', () => {
    expect(ours('obv', {}, bars)).toEqual({ value: [0, 300, 100] });
  });

  it('money flow is the volume times where the close lies in its bar', () => {
    expect(ours('adl', {}, bars)).toEqual({ value: [0, 300, 300] });
    expect(ours('cmf', { period: 2 }, bars)).toEqual({ value: [Number.NaN, 0.75, 0.6] });
  });

  it('the balance of volume and its averages', () => {
    expect(ours('up-down-volume', { period: 2 }, bars)['value'][2]).toBe(0.2);
    expect(ours('relative-volume', { period: 2 }, bars)['value'][2]).toBe(200 / mean([100, 300]));
  });

  it('an anchored VWAP begins at the first bar that opens at its time or later', () => {
    const expected = [Number.NaN, 34 / 3, (300 * (34 / 3) + 200 * 11) / 500];
    expectAgree(ours('anchored-vwap', { time: bars.openTime[1] - 1 }, bars), { value: expected });
  });
});

describe('without volume', () => {
  const silent = columnsFrom(
    Array.from({ length: 120 }, (_, bar) => ({ open: 10, high: 12 + (bar % 3), low: 8, close: 10 + (bar % 2), volume: 0 })),
  );
  it.each([
    ['mfi', 50],
    ['cmf', 0],
    ['twiggs-money-flow', 0],
    ['up-down-volume', 0],
    ['relative-volume', 1],
    ['emv', 0],
    ['vwap', 11],
  ])('%s is %d', (name, expected) => {
    expect(ours(name, {}, silent)['value'].at(-1)).toBeCloseTo(expected, 12);
  });
});

it('a span of the calendar is a UTC day, a week from Monday or a month', () => {
  const at = (text: string) => ({ time: Date.parse(text), bar: { open: 1, high: 1, low: 1, close: 1, volume: 1 } });
  const rows = [
    '2024-02-25T23:59Z',
    '2024-02-26T00:00Z',
    '2024-02-29T23:59Z',
    '2024-03-01T00:00Z',
    '2024-12-31T12:00Z',
    '2025-01-01T00:00Z',
  ].map(at);
  const columns = columnsFrom(rows.map(({ bar }, row) => ({ ...bar, high: row + 1, close: row + 1 })));
  columns.openTime.set(rows.map(({ time }) => time));
  const fresh = (span: number): boolean[] => {
    const typical = typicalPrices({
      openTime: [],
      open: [],
      volume: [],
      reference: null,
      high: [...columns.high],
      low: [...columns.low],
      close: [...columns.close],
    });
    return ours('vwap', { span }, columns)['value'].map((value, row) => Math.abs(value - typical[row]) < 1e-12);
  };
  expect({ day: fresh(1), week: fresh(2), month: fresh(3) }).toEqual({
    day: [true, true, true, true, true, true],
    week: [true, true, false, false, true, false],
    month: [true, false, false, true, true, true],
  });
});
