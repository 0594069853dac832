import { WEMA, WMA } from 'technicalindicators';
import * as signals from 'trading-signals';
import { describe, expect, it } from 'vitest';
import {
  average,
  changes,
  expectAgree,
  exponential,
  type OracleCase,
  ours,
  overWindow,
  pad,
  sum,
  testAgainstOracles,
  wilder,
} from '../../../support/indicator-oracles.ts';
import { columnsFrom, walkingColumns } from '../../../support/indicator-series.ts';
import { driven, joined, lineEnd, recursiveFrom, weighted, weightedBy, without } from '../../../support/naive-averages.ts';

const chain = (values: readonly number[], period: number, times: number): number[] =>
  times === 0 ? [...values] : exponential(chain(values, period, times - 1), period);

const efficiency = (close: readonly number[], period: number): number[] =>
  close.map((value, bar) => {
    const path = sum(
      close.slice(Math.max(0, bar - period), bar).map((before, place) => Math.abs(close[bar - Math.min(period, bar) + place + 1] - before)),
    );
    return Math.abs(value - close[bar - period]) / path;
  });

const cases: readonly OracleCase[] = [
  {
    name: 'wma',
    source: 'technicalindicators WMA',
    oracle: ({ close }, { period }) => ({ value: pad(WMA.calculate({ period, values: close }), close.length) }),
    also: [{ period: 3 }, { period: 55 }],
  },
  {
    name: 'wma',
    source: 'its definition',
    oracle: ({ close }, { period }) => ({ value: weighted(close, period) }),
    also: [{ period: 1 }],
  },
  {
    name: 'smma',
    source: 'technicalindicators WEMA',
    oracle: ({ close }, { period }) => ({ value: pad(WEMA.calculate({ period, values: close }), close.length) }),
    also: [{ period: 2 }, { period: 30 }],
  },
  {
    name: 'smma',
    source: 'trading-signals RMA by its definition',
    oracle: ({ close }, { period }) => ({ value: driven(new signals.WSMA(period), close) }),
  },
  {
    name: 'dema',
    source: 'its definition (trading-signals starts its EMAs from the first close)',
    oracle: ({ close }, { period }) => ({ value: joined([2, chain(close, period, 1)], [-1, chain(close, period, 2)]) }),
    also: [{ period: 1 }, { period: 7 }],
  },
  {
    name: 'tema',
    source: 'its definition (trading-signals starts its EMAs from the first close)',
    oracle: ({ close }, { period }) => ({
      value: joined([3, chain(close, period, 1)], [-3, chain(close, period, 2)], [1, chain(close, period, 3)]),
    }),
    also: [{ period: 1 }, { period: 7 }],
  },
  {
    name: 't3',
    source: 'its definition, as GD(GD(GD)) with GD = EMA·(1 + v) − EMA of EMA·v (trading-signals starts its EMAs from the first close)',
    oracle: ({ close }, { period, hump }) => {
      const generalised = (degree: number, from: number): number[] =>
        degree === 0
          ? chain(close, period, from)
          : joined([1 + hump, generalised(degree - 1, from + 1)], [-hump, generalised(degree - 1, from + 2)]);
      return { value: generalised(3, 0) };
    },
    also: [{ period: 1 }, { period: 9, hump: 0.4 }, { hump: 0 }, { hump: 1 }],
  },
  {
    name: 'hma',
    source: 'trading-signals HMA',
    oracle: ({ close }, { period }) => ({ value: driven(new signals.HMA(period), close) }),
    also: [{ period: 2 }, { period: 16 }, { period: 55 }],
  },
  {
    name: 'hma',
    source: 'its definition',
    oracle: ({ close }, { period }) => ({
      value: weighted(joined([2, weighted(close, Math.floor(period / 2))], [-1, weighted(close, period)]), Math.floor(Math.sqrt(period))),
    }),
  },
  {
    name: 'kama',
    source: 'trading-signals KAMA, which knows 2 and 30 only and counts a window at rest as straight',
    oracle: ({ close }, { period }) => ({ value: driven(new signals.KAMA(period), close) }),
    also: [{ period: 4 }, { period: 25 }],
  },
  {
    name: 'kama',
    source: 'its definition',
    oracle: ({ close }, { period, fast, slow }) => {
      const straight = efficiency(close, period);
      return {
        value: recursiveFrom(
          close.length,
          period - 1,
          (bar) => close[bar],
          (bar, before) => {
            const weight = (straight[bar] * (2 / (fast + 1) - 2 / (slow + 1)) + 2 / (slow + 1)) ** 2;
            return weight * close[bar] + (1 - weight) * before;
          },
        ),
      };
    },
    also: [{ period: 5, fast: 3, slow: 20 }],
  },
  {
    name: 'alma',
    source: 'trading-signals ALMA',
    oracle: ({ close }, { period, offset, sigma }) => ({ value: driven(new signals.ALMA(period, offset, sigma), close) }),
    also: [{ period: 1 }, { period: 30, offset: 0.5, sigma: 3 }],
  },
  {
    name: 'alma',
    source: 'its definition',
    oracle: ({ close }, { period, offset, sigma }) => ({
      value: weightedBy(close, period, (place) => Math.exp(-((place - offset * (period - 1)) ** 2) / (2 * (period / sigma) ** 2))),
    }),
  },
  {
    name: 'vwma',
    source: 'trading-signals VWMA',
    oracle: ({ high, low, close, volume }, { period }) => ({
      value: driven(
        new signals.VWMA(period),
        close.map((value, bar) => ({ high: high[bar], low: low[bar], close: value, open: value, volume: volume[bar] })),
      ),
    }),
    also: [{ period: 1 }, { period: 50 }],
  },
  {
    name: 'zlema',
    source: 'its definition (trading-signals starts it from one close)',
    oracle: ({ close }, { period }) => {
      const lag = Math.floor((period - 1) / 2);
      return {
        value: exponential(
          close.map((value, bar) => 2 * value - (close[bar - lag] ?? Number.NaN)),
          period,
        ),
      };
    },
    also: [{ period: 1 }, { period: 2 }, { period: 15 }],
  },
  {
    name: 'lsma',
    source: 'its definition, by the normal equations',
    oracle: ({ close }, { period, ahead }) => ({ value: lineEnd(close, period, ahead) }),
    also: [{ period: 2 }, { period: 14, ahead: 1 }, { period: 50, ahead: -3 }],
  },
  {
    name: 'lsma',
    source: 'trading-signals LinearRegression, whose prediction is for the next bar',
    oracle: ({ close }, { period }) => {
      const line = new signals.LinearRegression(period);
      return {
        value: close.map((value) => {
          const found = line.update(value, false);
          return found === null ? Number.NaN : found.prediction - found.slope;
        }),
      };
    },
  },
  {
    name: 'trima',
    source: 'trading-signals TRIMA, by its weights',
    oracle: ({ close }, { period }) => ({ value: driven(new signals.TRIMA(period), close) }),
    also: [{ period: 1 }, { period: 2 }, { period: 15 }],
  },
  {
    name: 'mcginley',
    source: 'trading-signals McGinley dynamic',
    oracle: ({ close }, { period }) => ({ value: without(driven(new signals.McGinleyDynamic(period), close), period - 1) }),
    also: [{ period: 5 }, { period: 40 }],
  },
  {
    name: 'mcginley',
    source: 'its definition',
    oracle: ({ close }, { period, constant }) => ({
      value: without(
        recursiveFrom(
          close.length,
          0,
          (bar) => close[bar],
          (bar, before) => before + (close[bar] - before) / (constant * period * (close[bar] / before) ** 4),
        ),
        period - 1,
      ),
    }),
    also: [{ period: 10, constant: 1 }],
  },
  {
    name: 'vidya',
    source: 'trading-signals VIDYA',
    oracle: ({ close }, { period }) => ({ value: driven(new signals.VIDYA(period), close) }),
    also: [{ period: 1 }, { period: 30 }],
  },
  {
    name: 'vidya',
    source: 'its definition',
    oracle: ({ close }, { period }) => {
      const moves = changes(close);
      const momentum = overWindow(moves, period, (window) => sum(window) / sum(window.map(Math.abs)));
      const first = (bar: number, before: number): number => before + (2 / (period + 1)) * Math.abs(momentum[bar]) * (close[bar] - before);
      return { value: recursiveFrom(close.length, period, (bar) => first(bar, close[0]), first) };
    },
  },
  {
    name: 'frama',
    source: 'its definition, on highs and lows (trading-signals reads closes only)',
    oracle: ({ high, low }, { period }) => {
      const half = period / 2;
      let dimension = 1;
      const range = (from: number, to: number): number => Math.max(...high.slice(from, to)) - Math.min(...low.slice(from, to));
      const price = high.map((top, bar) => (top + low[bar]) / 2);
      return {
        value: recursiveFrom(
          high.length,
          period - 1,
          (bar) => price[bar],
          (bar, before) => {
            const [newer, older] = [range(bar - half + 1, bar + 1) / half, range(bar - period + 1, bar - half + 1) / half];
            if (newer > 0 && older > 0) dimension = Math.log2((newer + older) / (range(bar - period + 1, bar + 1) / period));
            const weight = Math.min(1, Math.max(0.01, Math.exp(-4.6 * (dimension - 1))));
            return weight * price[bar] + (1 - weight) * before;
          },
        ),
      };
    },
    also: [{ period: 2 }, { period: 10 }, { period: 40 }],
  },
  {
    name: 'super-smoother',
    source: 'trading-signals SuperSmoother',
    oracle: ({ close }, { period }) => ({ value: without(driven(new signals.SuperSmoother(period), close), period - 1) }),
    also: [{ period: 1 }, { period: 48 }],
  },
  {
    name: 'swma',
    source: 'its definition',
    oracle: ({ close }) => ({ value: weightedBy(close, 4, (place) => [1, 2, 2, 1][place]) }),
  },
  {
    name: 'envelope',
    source: 'its definition',
    oracle: ({ close }, { period, percent }) => {
      const middle = average(close, period);
      return {
        upper: middle.map((value) => value + (value * percent) / 100),
        middle,
        lower: middle.map((value) => value - (value * percent) / 100),
      };
    },
    also: [{ period: 5, percent: 2.5 }],
  },
  {
    name: 'gmma',
    source: 'twelve EMAs by their definition',
    oracle: ({ close }) =>
      Object.fromEntries([3, 5, 8, 10, 12, 15, 30, 35, 40, 45, 50, 60].map((period) => [`ema${period}`, exponential(close, period)])),
  },
  {
    name: 'smma',
    source: 'its definition',
    oracle: ({ close }, { period }) => ({ value: wilder(close, period) }),
    also: [{ period: 1 }],
  },
];

describe('a moving average', () => testAgainstOracles(cases));

const line = (closes: readonly number[]) =>
  columnsFrom(closes.map((close) => ({ open: close, high: close, low: close, close, volume: 0 })));
const last = (name: string, given: Readonly<Record<string, number>>, closes: readonly number[]): number =>
  ours(name, given, line(closes))['value'].at(-1) ?? Number.NaN;

describe('worked by hand', () => {
  it.each([
    ['wma', { period: 3 }, [1, 2, 6], (1 + 4 + 18) / 6],
    ['hma', { period: 4 }, [1, 2, 3, 4, 6], ((2 * 16) / 3 - 4.4 + 0) * (2 / 3) + ((2 * 11) / 3 - 3) / 3],
    ['dema', { period: 2 }, [1, 3, 5], 2 * 4 - 3 - (2 / 3) * 0 - 0],
    ['trima', { period: 5 }, [1, 2, 3, 4, 10], (1 + 4 + 9 + 8 + 10) / 9],
    ['lsma', { period: 3 }, [1, 2, 6], 3 + 2.5],
    ['lsma', { period: 3, ahead: 1 }, [1, 2, 6], 3 + 5],
    ['swma', {}, [6, 3, 3, 12], (6 + 6 + 6 + 12) / 6],
    ['mcginley', { period: 2, constant: 0.5 }, [10, 20], 10 + 10 / 16],
    ['vwma', { period: 2 }, [3, 5], 4],
  ] as const)('%s %j of %j is %d', (name, given, closes, expected) => {
    expect(Math.abs(last(name, given, closes) - expected)).toBeLessThan(1e-12);
  });
});

describe('an average of a price that stands still', () => {
  it.each([
    'wma',
    'smma',
    'dema',
    'tema',
    't3',
    'hma',
    'kama',
    'alma',
    'vwma',
    'zlema',
    'lsma',
    'trima',
    'mcginley',
    'vidya',
    'frama',
    'super-smoother',
    'swma',
  ])('%s is that price, traded or not', (name) => {
    for (const price of [100, 0.1, 1e-9, 1e12, 0]) {
      const found = last(
        name,
        {},
        Array.from({ length: 150 }, () => price),
      );
      expect(Math.abs(found - price)).toBeLessThanOrEqual(1e-13 * price);
    }
  });
});

it('the McGinley dynamic takes the close where its formula would step past it, so that a crash leaves it finite', () => {
  const closes = [...Array.from({ length: 30 }, () => 100), 10, 9, 11, 10, 1, 1000, 0.001, 5];
  expect(last('mcginley', {}, closes.slice(0, 31))).toBe(10);
  for (const value of ours('mcginley', {}, line(closes))['value'].slice(13)) expect(value > 0 && value <= 1000).toBe(true);
});

it('a fractal average needs an even period, and an adaptive one a fast below a slow', () => {
  expect(() => ours('frama', { period: 15 }, walkingColumns(40))).toThrow('frama: expected period to be even, found 15');
  expect(() => ours('kama', { fast: 30, slow: 30 }, walkingColumns(40))).toThrow('kama: expected fast to be below slow, found 30 and 30');
});

it('a zero-lag average equals the other library once its different beginning has faded', () => {
  const columns = walkingColumns(900);
  const theirs = driven(new signals.ZLEMA(20), [...columns.close]);
  expectAgree({ value: ours('zlema', {}, columns)['value'].slice(600) }, { value: theirs.slice(600) });
});
