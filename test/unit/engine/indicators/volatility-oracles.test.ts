import { BollingerBands, KeltnerChannels, SD, TrueRange } from 'technicalindicators';
import { AccelerationBands, DonchianChannels, PercentB, RogersSatchellVolatility } from 'trading-signals';
import { describe, expect, it } from 'vitest';
import {
  average,
  averageTrueRange,
  changes,
  deviation,
  exponential,
  mean,
  type OracleCase,
  ours,
  overWindow,
  pad,
  testAgainstOracles,
  trueRanges,
} from '../../../support/indicator-oracles.ts';
import { columnsFrom } from '../../../support/indicator-series.ts';

const around = (middle: readonly number[], width: readonly number[], times: number) => ({
  upper: middle.map((value, bar) => value + times * width[bar]),
  middle: middle.map((value, bar) => value + 0 * width[bar]),
  lower: middle.map((value, bar) => value - times * width[bar]),
});

const cases: readonly OracleCase[] = [
  {
    name: 'true-range',
    source: 'technicalindicators TrueRange',
    oracle: ({ high, low, close }) => ({ value: pad(TrueRange.calculate({ high, low, close }), close.length) }),
  },
  {
    name: 'natr',
    source: 'its definition (trading-signals begins with high − low, so it differs)',
    oracle: (bars, { period }) => ({ value: averageTrueRange(bars, period).map((range, bar) => (100 * range) / bars.close[bar]) }),
    also: [{ period: 1 }, { period: 30 }],
  },
  {
    name: 'average-range',
    source: 'its definition',
    oracle: ({ high, low }, { period }) => ({
      value: average(
        high.map((top, bar) => top - low[bar]),
        period,
      ),
    }),
  },
  {
    name: 'keltner',
    source: 'its definition',
    oracle: (bars, { period, multiplier, rangePeriod }) =>
      around(exponential(bars.close, period), averageTrueRange(bars, rangePeriod), multiplier),
    also: [{ period: 5, rangePeriod: 12, multiplier: 1.5 }],
  },
  {
    name: 'keltner',
    source: 'technicalindicators KeltnerChannels',
    oracle: ({ high, low, close }, { period, multiplier, rangePeriod }) => {
      const rows = KeltnerChannels.calculate({
        high,
        low,
        close,
        maPeriod: period,
        atrPeriod: rangePeriod,
        multiplier,
        useSMA: false,
      }) as { upper: number; middle: number; lower: number }[];
      const column = (output: 'upper' | 'middle' | 'lower') =>
        pad(
          rows.map((row) => row[output]),
          close.length,
        );
      return { upper: column('upper'), middle: column('middle'), lower: column('lower') };
    },
  },
  {
    name: 'donchian',
    source: 'trading-signals DonchianChannels',
    oracle: ({ high, low, close }, { period }) => {
      const channel = new DonchianChannels(period);
      const rows = close.map((_, bar) => channel.update({ high: high[bar], low: low[bar] }, false));
      const column = (output: 'upper' | 'middle' | 'lower') => rows.map((row) => row?.[output] ?? Number.NaN);
      return { upper: column('upper'), middle: column('middle'), lower: column('lower') };
    },
    also: [{ period: 1 }, { period: 7 }],
  },
  {
    name: 'standard-deviation',
    source: 'technicalindicators SD',
    oracle: ({ close }, { period }) => ({ value: pad(SD.calculate({ period, values: close }), close.length) }),
    also: [{ period: 5 }],
  },
  {
    name: 'chandelier-exit',
    source: 'its definition (technicalindicators mixes highs and lows in one list)',
    oracle: (bars, { period, multiplier }) => {
      const range = averageTrueRange(bars, period);
      const highest = overWindow(bars.high, period, (window) => Math.max(...window));
      const lowest = overWindow(bars.low, period, (window) => Math.min(...window));
      return {
        long: highest.map((value, bar) => value - multiplier * range[bar]),
        short: lowest.map((value, bar) => value + multiplier * range[bar]),
      };
    },
    also: [{ period: 5, multiplier: 2 }],
  },
  {
    name: 'ulcer-index',
    source: 'its definition (trading-signals looks for the highest close within the window only)',
    oracle: ({ close }, { period }) => {
      const falls = close.map((last, bar) => {
        const highest = Math.max(...close.slice(Math.max(0, bar - period + 1), bar + 1));
        return bar < period - 1 ? Number.NaN : ((last - highest) / highest) * 100;
      });
      return { value: overWindow(falls, period, (window) => Math.sqrt(mean(window.map((fall) => fall ** 2)))) };
    },
    also: [{ period: 1 }, { period: 5 }],
  },
  {
    name: 'percent-b',
    source: 'trading-signals PercentB',
    oracle: ({ close }, { period, deviations }) => {
      const place = new PercentB({ interval: period, deviationMultiplier: deviations });
      return { value: close.map((last) => place.update(last, false) ?? Number.NaN) };
    },
    also: [{ period: 8, deviations: 1.5 }],
  },
  {
    name: 'bandwidth',
    source: 'technicalindicators BollingerBands, in percent',
    oracle: ({ close }, { period, deviations }) => ({
      value: pad(
        BollingerBands.calculate({ period, stdDev: deviations, values: close }).map(
          ({ upper, middle, lower }) => (100 * (upper - lower)) / middle,
        ),
        close.length,
      ),
    }),
  },
  {
    name: 'historical-volatility',
    source: 'its definition with the population deviation',
    oracle: ({ close }, { period, barsPerYear }) => ({
      value: overWindow(changes(close.map(Math.log)), period, (window) => 100 * deviation(window) * Math.sqrt(barsPerYear)),
    }),
    also: [{ period: 21, barsPerYear: 252 }],
  },
  {
    name: 'parkinson',
    source: 'its definition',
    oracle: ({ high, low }, { period, barsPerYear }) => ({
      value: overWindow(
        high.map((top, bar) => Math.log(top / low[bar]) ** 2 / (4 * Math.log(2))),
        period,
        (window) => 100 * Math.sqrt(mean(window) * barsPerYear),
      ),
    }),
    also: [{ period: 30, barsPerYear: 252 }],
  },
  {
    name: 'garman-klass',
    source: 'its definition',
    oracle: ({ open, high, low, close }, { period, barsPerYear }) => ({
      value: overWindow(
        high.map((top, bar) => 0.5 * Math.log(top / low[bar]) ** 2 - (2 * Math.log(2) - 1) * Math.log(close[bar] / open[bar]) ** 2),
        period,
        (window) => 100 * Math.sqrt(Math.max(0, mean(window)) * barsPerYear),
      ),
    }),
    also: [{ period: 30, barsPerYear: 252 }],
  },
  {
    name: 'rogers-satchell',
    source: 'trading-signals RogersSatchellVolatility, in percent a year',
    oracle: ({ open, high, low, close }, { period, barsPerYear }) => {
      const volatility = new RogersSatchellVolatility(period);
      return {
        value: close.map((last, bar) => {
          const found = volatility.update({ open: open[bar], high: high[bar], low: low[bar], close: last }, false);
          return found === null ? Number.NaN : 100 * found * Math.sqrt(barsPerYear);
        }),
      };
    },
    also: [{ period: 14, barsPerYear: 252 }],
  },
  {
    name: 'chaikin-volatility',
    source: 'its definition (trading-signals seeds its average with the first value)',
    oracle: ({ high, low }, { period, change }) => {
      const range = exponential(
        high.map((top, bar) => top - low[bar]),
        period,
      );
      return {
        value: range.map((value, bar) => (bar < change ? Number.NaN : (100 * (value - range[bar - change])) / range[bar - change])),
      };
    },
    also: [{ period: 3, change: 7 }],
  },
  {
    name: 'relative-volatility',
    source: 'its definition with exponential averages (trading-signals smooths as Wilder does)',
    oracle: ({ close }, { period, smoothing }) => {
      const spread = overWindow(close, period, deviation);
      const moved = changes(close);
      const side = (isOn: (change: number) => boolean) =>
        exponential(
          spread.map((value, bar) => (bar === 0 || Number.isNaN(value) ? Number.NaN : isOn(moved[bar]) ? value : 0)),
          smoothing,
        );
      const up = side((change) => change > 0);
      const down = side((change) => change < 0);
      return { value: up.map((value, bar) => (100 * value) / (value + down[bar])) };
    },
    also: [{ period: 5, smoothing: 20 }],
  },
  {
    name: 'starc-bands',
    source: 'its definition',
    oracle: (bars, { period, multiplier, rangePeriod }) =>
      around(average(bars.close, period), averageTrueRange(bars, rangePeriod), multiplier),
    also: [{ period: 20, multiplier: 1.3, rangePeriod: 10 }],
  },
  {
    name: 'acceleration-bands',
    source: 'trading-signals AccelerationBands',
    oracle: ({ high, low, close }, { period, width }) => {
      const bands = new AccelerationBands(period, width);
      const rows = close.map((last, bar) => bands.update({ high: high[bar], low: low[bar], close: last }, false));
      const column = (output: 'upper' | 'middle' | 'lower') => rows.map((row) => row?.[output] ?? Number.NaN);
      return { upper: column('upper'), middle: column('middle'), lower: column('lower') };
    },
    also: [{ period: 10, width: 2 }],
  },
];

describe('a measure of volatility', () => testAgainstOracles(cases));

describe('worked by hand', () => {
  const bars = columnsFrom([
    { open: 10, high: 11, low: 9, close: 10, volume: 5 },
    { open: 13, high: 14, low: 12, close: 13, volume: 5 },
    { open: 8, high: 9, low: 7, close: 8, volume: 5 },
  ]);

  it('a true range counts the gap from the close before', () => {
    expect(ours('true-range', {}, bars)).toEqual({ value: [Number.NaN, 4, 6] });
    expect(
      trueRanges({ openTime: [], open: [], high: [11, 14, 9], low: [9, 12, 7], close: [10, 13, 8], volume: [], reference: null }),
    ).toEqual([Number.NaN, 4, 6]);
  });

  it('a chandelier hangs from the highest high', () => {
    const { long, short } = ours('chandelier-exit', { period: 2, multiplier: 1 }, bars);
    expect([long, short]).toEqual([
      [Number.NaN, Number.NaN, 14 - 5],
      [Number.NaN, Number.NaN, 7 + 5],
    ]);
  });
});

describe('a price that stands still', () => {
  const still = columnsFrom(Array.from({ length: 80 }, () => ({ open: 0.1, high: 0.1, low: 0.1, close: 0.1, volume: 3 })));

  it.each([
    ['percent-b', 0.5],
    ['bandwidth', 0],
    ['standard-deviation', 0],
    ['historical-volatility', 0],
    ['parkinson', 0],
    ['garman-klass', 0],
    ['rogers-satchell', 0],
    ['chaikin-volatility', 0],
    ['relative-volatility', 50],
    ['ulcer-index', 0],
    ['natr', 0],
  ])('has %s of %d', (name, expected) => {
    expect(ours(name, {}, still)['value'].at(-1)).toBe(expected);
  });
});
