import { getCorrelation, getMedian, getZScore, LinearRegression, MAD } from 'trading-signals';
import { describe, expect, it } from 'vitest';
import { findIndicator } from '../../../../electron/engine/indicators/catalogue.ts';
import {
  average,
  deviation,
  expectAgree,
  mean,
  type OracleCase,
  ours,
  overWindow,
  sum,
  testAgainstOracles,
} from '../../../support/indicator-oracles.ts';
import { columnsFrom, walkingColumns } from '../../../support/indicator-series.ts';

/** The line through a window by the textbook: slope, value at the end, and squared distances from the mean and from the line. */
function fit(window: readonly number[]) {
  const xs = window.map((_, x) => x);
  const [middleX, middleY] = [mean(xs), mean(window)];
  const slope = sum(xs.map((x) => (x - middleX) * (window[x] - middleY))) / sum(xs.map((x) => (x - middleX) ** 2));
  const at = (x: number): number => middleY + slope * (x - middleX);
  return {
    slope,
    end: at(window.length - 1),
    squares: sum(window.map((value) => (value - middleY) ** 2)),
    residue: sum(window.map((value, x) => (value - at(x)) ** 2)),
  };
}

const relativeChanges = (values: readonly number[]): number[] =>
  values.map((value, bar) => (bar === 0 ? Number.NaN : value / values[bar - 1] - 1));

const moment = (window: readonly number[], power: number): number => {
  const middle = mean(window);
  return mean(window.map((value) => (value - middle) ** power));
};

/** Returns `f` of the last `period` pairs of two lists. */
const overPairs = (xs: readonly number[], ys: readonly number[], period: number, f: (x: number[], y: number[]) => number): number[] =>
  xs.map((_, bar) => {
    const [x, y] = [xs, ys].map((values) => values.slice(Math.max(0, bar - period + 1), bar + 1));
    return x.length < period || [...x, ...y].some((value) => Number.isNaN(value)) ? Number.NaN : f(x, y);
  });

const pearson = (x: readonly number[], y: readonly number[]): number => covariance(x, y) / (deviation(x) * deviation(y));
const covariance = (x: readonly number[], y: readonly number[]): number => {
  const [a, b] = [mean(x), mean(y)];
  return mean(x.map((value, place) => (value - a) * (y[place] - b)));
};

/** The slope of the mean rescaled range against length, both logarithmic. */
function hurstOf(window: readonly number[]): number {
  const points: [number, number][] = [];
  for (let length = window.length; length >= 8; length = Math.floor(length / 2)) {
    const ranges: number[] = [];
    for (let start = 0; start + length <= window.length; start += length) {
      const stretch = window.slice(start, start + length);
      const middle = mean(stretch);
      const path = [0, ...stretch.map((_, place) => sum(stretch.slice(0, place + 1).map((value) => value - middle)))];
      ranges.push((Math.max(...path) - Math.min(...path)) / deviation(stretch));
    }
    points.push([Math.log(length), Math.log(mean(ranges))]);
  }
  const slope =
    covariance(
      points.map(([x]) => x),
      points.map(([, y]) => y),
    ) /
    moment(
      points.map(([x]) => x),
      2,
    );
  return Math.min(1, Math.max(0, slope));
}

const referenceOf = (reference: number[] | null): number[] => reference ?? [];

const cases: readonly OracleCase[] = [
  {
    name: 'slope',
    source: 'trading-signals LinearRegression',
    oracle: ({ close }, { period }) => {
      const line = new LinearRegression(period);
      return { value: close.map((last) => line.update(last, false)?.slope ?? Number.NaN) };
    },
    also: [{ period: 2 }, { period: 50 }],
  },
  {
    name: 'r-squared',
    source: 'the square of the correlation with time',
    oracle: ({ close }, { period }) => ({
      value: overWindow(
        close,
        period,
        (window) =>
          pearson(
            window,
            window.map((_, x) => x),
          ) ** 2,
      ),
    }),
    also: [{ period: 3 }, { period: 40 }],
  },
  {
    name: 'standard-error-bands',
    source: 'its definition',
    oracle: ({ close }, { period, errors, smoothing }) => {
      const middle = average(
        overWindow(close, period, (window) => fit(window).end),
        smoothing,
      );
      const error = average(
        overWindow(close, period, (window) => Math.sqrt(fit(window).residue / (period - 2))),
        smoothing,
      );
      return {
        upper: middle.map((value, bar) => value + errors * error[bar]),
        middle,
        lower: middle.map((value, bar) => value - errors * error[bar]),
      };
    },
    also: [{ period: 10, errors: 1, smoothing: 1 }],
  },
  {
    name: 'variance',
    source: 'its definition',
    oracle: ({ close }, { period }) => ({ value: overWindow(close, period, (window) => moment(window, 2)) }),
    also: [{ period: 1 }, { period: 5 }],
  },
  {
    name: 'zscore',
    source: 'trading-signals getZScore',
    oracle: ({ close }, { period }) => ({
      value: overWindow(close, period, (window) => getZScore([...window])),
    }),
    also: [{ period: 50 }],
  },
  {
    name: 'skewness',
    source: 'its definition',
    oracle: ({ close }, { period }) => ({
      value: overWindow(relativeChanges(close), period, (window) => moment(window, 3) / moment(window, 2) ** 1.5),
    }),
    also: [{ period: 10 }],
  },
  {
    name: 'kurtosis',
    source: 'its definition',
    oracle: ({ close }, { period }) => ({
      value: overWindow(relativeChanges(close), period, (window) => moment(window, 4) / moment(window, 2) ** 2 - 3),
    }),
    also: [{ period: 10 }],
  },
  {
    name: 'median',
    source: 'trading-signals getMedian',
    oracle: ({ close }, { period }) => ({ value: overWindow(close, period, (window) => getMedian([...window].toSorted((a, b) => a - b))) }),
    also: [{ period: 1 }, { period: 7 }],
  },
  {
    name: 'percent-rank',
    source: 'its definition',
    oracle: ({ close }, { period }) => ({
      value: close.map((last, bar) =>
        bar < period ? Number.NaN : (100 * close.slice(bar - period, bar).filter((before) => before <= last).length) / period,
      ),
    }),
    also: [{ period: 5 }],
  },
  {
    name: 'mean-deviation',
    source: 'trading-signals MAD',
    oracle: ({ close }, { period }) => {
      const spread = new MAD(period);
      return { value: close.map((last) => spread.update(last, false) ?? Number.NaN) };
    },
    also: [{ period: 4 }],
  },
  {
    name: 'autocorrelation',
    source: 'its definition with a mean for each side',
    oracle: ({ close }, { period, lag }) => {
      const moves = relativeChanges(close);
      const before = moves.map((_, bar) => (bar < lag ? Number.NaN : moves[bar - lag]));
      return { value: overPairs(moves, before, period, pearson) };
    },
    also: [{ period: 30, lag: 5 }],
  },
  {
    name: 'hurst',
    source: 'its definition',
    oracle: ({ close }, { period }) => ({
      value: overWindow(
        close.map((last, bar) => (bar === 0 ? Number.NaN : Math.log(last / close[bar - 1]))),
        period,
        hurstOf,
      ),
    }),
    also: [{ period: 100 }, { period: 33 }],
  },
  {
    name: 'correlation',
    source: 'trading-signals getCorrelation',
    oracle: ({ close, reference }, { period }) => ({ value: overPairs(close, referenceOf(reference), period, getCorrelation) }),
    also: [{ period: 100 }],
  },
  {
    name: 'beta',
    source: 'its definition',
    oracle: ({ close, reference }, { period }) => ({
      value: overPairs(relativeChanges(close), relativeChanges(referenceOf(reference)), period, (x, y) => covariance(x, y) / moment(y, 2)),
    }),
    also: [{ period: 5 }],
  },
  {
    name: 'relative-strength',
    source: 'its definition',
    oracle: ({ close, reference }, { period }) => ({
      value: close.map((last, bar) => {
        if (bar < period) return Number.NaN;
        const other = referenceOf(reference);
        return 100 * (last / close[bar - period] / (other[bar] / other[bar - period]) - 1);
      }),
    }),
    also: [{ period: 3 }],
  },
];

describe('a statistic', () => testAgainstOracles(cases));

describe('compared with a reference instrument', () => {
  const names = ['correlation', 'beta', 'relative-strength'];

  it.each(names)('%s has no value without one', (name) => {
    const columns = { ...walkingColumns(200), reference: null };
    expect(ours(name, {}, columns)['value'].every(Number.isNaN)).toBe(true);
    expect(findIndicator(name)?.needsReference).toBe(true);
  });

  it.each(names)('%s passes over bars that the reference has not', (name) => {
    const all = walkingColumns(300);
    const isThere = (bar: number): boolean => bar % 7 !== 3;
    const gappy = { ...all, reference: all.reference?.map((value, bar) => (isThere(bar) ? value : Number.NaN)) ?? null };
    const kept = [...all.close.keys()].filter(isThere);
    const pick = (column: Float64Array): Float64Array => Float64Array.from(kept, (bar) => column[bar]);
    const dense = {
      openTime: pick(all.openTime),
      open: pick(all.open),
      high: pick(all.high),
      low: pick(all.low),
      close: pick(all.close),
      volume: pick(all.volume),
      reference: pick(all.reference ?? new Float64Array(300)),
    };
    const found = ours(name, {}, gappy)['value'];
    expectAgree({ value: kept.map((bar) => found[bar]) }, ours(name, {}, dense));
    expect(found.filter((_, bar) => !isThere(bar)).every(Number.isNaN)).toBe(true);
  });

  it('price that is twice the reference correlates fully, has a beta of 1 and no relative strength', () => {
    const columns = walkingColumns(200);
    const twice = { ...columns, reference: columns.close.map((value) => value / 2) };
    const last = (name: string): number => ours(name, {}, twice)['value'].at(-1) ?? Number.NaN;
    expect(last('correlation')).toBeCloseTo(1, 12);
    expect(last('beta')).toBeCloseTo(1, 12);
    expect(last('relative-strength')).toBeCloseTo(0, 12);
  });
});

describe('a price that stands still', () => {
  const still = columnsFrom(
    Array.from({ length: 300 }, () => ({ open: 0.1, high: 0.1, low: 0.1, close: 0.1, volume: 3 })),
    Array.from({ length: 300 }, (_, bar) => 50 + (bar % 9)),
  );

  it.each([
    ['zscore', 0],
    ['slope', 0],
    ['r-squared', 0],
    ['variance', 0],
    ['mean-deviation', 0],
    ['median', 0.1],
    ['percent-rank', 100],
    ['skewness', 0],
    ['kurtosis', 0],
    ['autocorrelation', 0],
    ['hurst', 0.5],
    ['correlation', 0],
    ['beta', 0],
  ])('has a %s of %d', (name, expected) => {
    expect(ours(name, {}, still)['value'].at(-1)).toBeCloseTo(expected, 15);
  });
});

describe('worked by hand', () => {
  const ramp = columnsFrom([1, 2, 4, 3, 5].map((close) => ({ open: close, high: close, low: close, close, volume: 1 })));

  it.each([
    ['slope', { period: 5 }, 0.9],
    ['r-squared', { period: 5 }, 0.81],
    ['variance', { period: 5 }, 2],
    ['zscore', { period: 5 }, 2 / Math.SQRT2],
    ['median', { period: 4 }, 3.5],
    ['percent-rank', { period: 4 }, 100],
    ['mean-deviation', { period: 5 }, 1.2],
  ])('%s with %j of 1, 2, 4, 3, 5 is %d', (name, given, expected) => {
    expect(ours(name, given, ramp)['value'].at(-1)).toBeCloseTo(expected, 12);
  });

  it('a walk at random has a Hurst exponent near a half, a steady trend after a fall one near 1', () => {
    const closes = (step: (bar: number) => number): ReturnType<typeof columnsFrom> => {
      let price = 100;
      return columnsFrom(
        Array.from({ length: 520 }, (_, bar) => {
          price *= 1 + step(bar);
          return { open: price, high: price, low: price, close: price, volume: 1 };
        }),
      );
    };
    const persistent = ours(
      'hurst',
      { period: 512 },
      closes((bar) => (bar < 260 ? -0.001 : 0.001) * (1 + (bar % 3))),
    )['value'].at(-1);
    const returning = ours(
      'hurst',
      { period: 512 },
      closes((bar) => (bar % 2 === 0 ? 0.01 : -0.01) * (1 + (bar % 5))),
    )['value'].at(-1);
    expect(persistent).toBeGreaterThan(0.7);
    expect(returning).toBeLessThan(0.3);
  });
});
