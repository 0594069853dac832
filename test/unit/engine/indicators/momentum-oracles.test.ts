import { AwesomeOscillator, CCI, KST, ROC, WilliamsR } from 'technicalindicators';
import * as signals from 'trading-signals';
import { describe } from 'vitest';
import {
  average,
  changes,
  deviation,
  exponential,
  mean,
  type OracleBars,
  type OracleCase,
  overWindow,
  pad,
  testAgainstOracles,
  typicalPrices,
  wilder,
} from '../../../support/indicator-oracles.ts';
import {
  driven,
  highest,
  joined,
  lineEnd,
  lowest,
  position,
  recursiveFrom,
  summed,
  weighted,
  weightedBy,
} from '../../../support/naive-averages.ts';

const candles = ({ open, high, low, close, volume }: OracleBars) =>
  close.map((value, bar) => ({ open: open[bar], high: high[bar], low: low[bar], close: value, volume: volume[bar] }));

const quotient = (a: readonly number[], b: readonly number[]): number[] => a.map((value, bar) => value / b[bar]);
const rate = (values: readonly number[], bars: number): number[] =>
  values.map((value, bar) => (bar < bars ? Number.NaN : (100 * (value - values[bar - bars])) / values[bar - bars]));

function strength(values: readonly number[], period: number): number[] {
  const moves = changes(values);
  const gains = wilder(
    moves.map((move) => Math.max(move, 0)),
    period,
  );
  const losses = wilder(
    moves.map((move) => Math.max(-move, 0)),
    period,
  );
  return gains.map((gain, bar) => (losses[bar] === 0 ? 100 : (100 * gain) / (gain + losses[bar])));
}

const slow = (high: readonly number[], low: readonly number[], close: readonly number[], [period, slowing, signal]: readonly number[]) => {
  const k = average(position(high, low, close, period), slowing);
  return { k, d: average(k, signal) };
};

const twice = (values: readonly number[], first: number, second: number): number[] => exponential(exponential(values, first), second);

function relativeVolatility(close: readonly number[], period: number, smoothing: number): number[] {
  const widths = overWindow(close, period, deviation);
  const side = (sign: 1 | -1): number[] =>
    exponential(
      changes(close).map((move, bar) => (Number.isNaN(move) ? move : move * sign > 0 ? widths[bar] : widths[bar] * 0)),
      smoothing,
    );
  const [up, down] = [side(1), side(-1)];
  return up.map((value, bar) => (100 * value) / (value + down[bar]));
}

const cases: readonly OracleCase[] = [
  {
    name: 'stochastic',
    source: 'its definition (trading-signals gives nothing before %D is known)',
    oracle: ({ high, low, close }, { period, slowing, signal }) => slow(high, low, close, [period, slowing, signal]),
    also: [
      { period: 5, slowing: 1, signal: 1 },
      { period: 30, slowing: 4, signal: 6 },
    ],
  },
  {
    name: 'fast-stochastic',
    source: 'its definition',
    oracle: ({ high, low, close }, { period, signal }) => slow(high, low, close, [period, 1, signal]),
    also: [{ period: 5, signal: 5 }],
  },
  {
    name: 'stochrsi',
    source: 'its definition (technicalindicators rounds RSI to two places)',
    oracle: ({ close }, { rsiPeriod, period, slowing, signal }) => {
      const values = strength(close, rsiPeriod);
      return slow(values, values, values, [period, slowing, signal]);
    },
    also: [{ rsiPeriod: 5, period: 9, slowing: 2, signal: 4 }],
  },
  {
    name: 'ppo',
    source: 'its definition (trading-signals starts its EMAs from the first close)',
    oracle: ({ close }, { fast, slow, signal }) => {
      const ppo = joined([100, quotient(exponential(close, fast), exponential(close, slow))], [-100, close.map(() => 1)]);
      const line = exponential(ppo, signal);
      return { ppo, signal: line, histogram: joined([1, ppo], [-1, line]) };
    },
    also: [{ fast: 3, slow: 10, signal: 4 }],
  },
  {
    name: 'apo',
    source: 'its definition (trading-signals starts its EMAs from the first close)',
    oracle: ({ close }, { fast, slow }) => ({ value: joined([1, exponential(close, fast)], [-1, exponential(close, slow)]) }),
    also: [{ fast: 3, slow: 10 }],
  },
  {
    name: 'roc',
    source: 'technicalindicators ROC',
    oracle: ({ close }, { period }) => ({ value: pad(ROC.calculate({ period, values: close }), close.length) }),
    also: [{ period: 1 }, { period: 60 }],
  },
  {
    name: 'momentum',
    source: 'trading-signals MOM',
    oracle: ({ close }, { period }) => ({ value: driven(new signals.MOM(period), close) }),
    also: [{ period: 1 }],
  },
  {
    name: 'cci',
    source: 'technicalindicators CCI',
    oracle: ({ high, low, close }, { period }) => ({ value: pad(CCI.calculate({ period, high, low, close }), close.length) }),
    also: [{ period: 5 }],
  },
  {
    name: 'cci',
    source: 'its definition',
    oracle: (bars, { period }) => ({
      value: overWindow(typicalPrices(bars), period, (window) => {
        const middle = mean(window);
        return ((window.at(-1) ?? Number.NaN) - middle) / (0.015 * mean(window.map((price) => Math.abs(price - middle))));
      }),
    }),
  },
  {
    name: 'williams-r',
    source: 'technicalindicators WilliamsR',
    oracle: ({ high, low, close }, { period }) => ({ value: pad(WilliamsR.calculate({ period, high, low, close }), close.length) }),
    also: [{ period: 3 }],
  },
  {
    name: 'williams-r',
    source: 'trading-signals WilliamsR',
    oracle: (bars, { period }) => ({ value: driven(new signals.WilliamsR(period), candles(bars)) }),
  },
  {
    name: 'tsi',
    source: 'its definition (trading-signals starts its EMAs from the first change)',
    oracle: ({ close }, { long, short, signal }) => {
      const moves = changes(close);
      const tsi = quotient(twice(moves, long, short), twice(moves.map(Math.abs), long, short)).map((value) => 100 * value);
      return { tsi, signal: exponential(tsi, signal) };
    },
    also: [{ long: 13, short: 7, signal: 7 }],
  },
  {
    name: 'uo',
    source: 'trading-signals UltimateOscillator',
    oracle: (bars, { short, medium, long }) => ({
      value: driven(new signals.UltimateOscillator({ shortPeriod: short, mediumPeriod: medium, longPeriod: long }), candles(bars)),
    }),
    also: [{ short: 2, medium: 5, long: 9 }],
  },
  {
    name: 'ao',
    source: 'technicalindicators AwesomeOscillator',
    oracle: ({ high, low }, { fast, slow }) => ({
      value: pad(AwesomeOscillator.calculate({ high, low, fastPeriod: fast, slowPeriod: slow }), high.length),
    }),
    also: [{ fast: 2, slow: 9 }],
  },
  {
    name: 'ac',
    source: 'trading-signals AC',
    oracle: (bars, { fast, slow, signal }) => ({ value: driven(new signals.AC(fast, slow, signal), candles(bars)) }),
    also: [{ fast: 2, slow: 9, signal: 3 }],
  },
  {
    name: 'cmo',
    source: 'trading-signals CMO',
    oracle: ({ close }, { period }) => ({ value: driven(new signals.CMO(period), close) }),
    also: [{ period: 1 }, { period: 20 }],
  },
  {
    name: 'fisher',
    source: 'trading-signals FisherTransform',
    oracle: (bars, { period }) => {
      const fisher = driven(new signals.FisherTransform(period), candles(bars));
      return { fisher, trigger: [Number.NaN, ...fisher.slice(0, -1)] };
    },
    also: [{ period: 5 }],
  },
  {
    name: 'connors-rsi',
    source: 'trading-signals ConnorsRSI',
    oracle: ({ close }, { period, runPeriod, rankPeriod }) => ({
      value: driven(new signals.ConnorsRSI({ rsiInterval: period, streakRsiInterval: runPeriod, percentRankInterval: rankPeriod }), close),
    }),
    also: [{ period: 5, runPeriod: 3, rankPeriod: 20 }],
  },
  {
    name: 'dpo',
    source: 'its definition (trading-signals takes the close of before less the average of now)',
    oracle: ({ close }, { period }) => {
      const middle = average(close, period);
      return { value: close.map((value, bar) => value - (middle[bar - Math.floor(period / 2) - 1] ?? Number.NaN)) };
    },
    also: [{ period: 1 }, { period: 10 }],
  },
  {
    name: 'kst',
    source: 'technicalindicators KST',
    oracle: ({ close }, p) => {
      const rows = KST.calculate({
        values: close,
        ROCPer1: p['roc1'],
        ROCPer2: p['roc2'],
        ROCPer3: p['roc3'],
        ROCPer4: p['roc4'],
        SMAROCPer1: p['sma1'],
        SMAROCPer2: p['sma2'],
        SMAROCPer3: p['sma3'],
        SMAROCPer4: p['sma4'],
        signalPeriod: p['signal'],
      });
      return {
        kst: pad(
          rows.map((row) => row.kst),
          close.length,
        ),
        signal: pad(
          rows.map((row) => row.signal ?? Number.NaN),
          close.length,
        ),
      };
    },
  },
  {
    name: 'coppock',
    source: 'trading-signals CoppockCurve',
    oracle: ({ close }, { period, long, short }) => ({
      value: driven(new signals.CoppockCurve({ longRocInterval: long, shortRocInterval: short, wmaInterval: period }), close),
    }),
    also: [{ period: 4, long: 9, short: 20 }],
  },
  {
    name: 'coppock',
    source: 'its definition',
    oracle: ({ close }, { period, long, short }) => ({ value: weighted(joined([1, rate(close, long)], [1, rate(close, short)]), period) }),
  },
  {
    name: 'bop',
    source: 'trading-signals BOP, averaged',
    oracle: (bars, { period }) => ({ value: average(driven(new signals.BOP(), candles(bars)), period) }),
    also: [{ period: 14 }],
  },
  {
    name: 'relative-vigor',
    source: 'its definition (trading-signals gives nothing before the signal is known)',
    oracle: ({ open, high, low, close }, { period }) => {
      const smooth = (values: readonly number[]): number[] => weightedBy(values, 4, (place) => [1, 2, 2, 1][place]);
      const body = summed(smooth(joined([1, close], [-1, open])), period);
      const vigor = quotient(body, summed(smooth(joined([1, high], [-1, low])), period));
      return { vigor, signal: smooth(vigor) };
    },
    also: [{ period: 4 }],
  },
  {
    name: 'stc',
    source: 'its definition (trading-signals starts its EMAs from the first close)',
    oracle: ({ close }, { period, fast, slow }) => {
      const halved = (values: readonly number[]): number[] => {
        const first = values.findIndex((value) => !Number.isNaN(value));
        return recursiveFrom(
          values.length,
          first,
          (bar) => values[bar],
          (bar, before) => (before + values[bar]) / 2,
        );
      };
      const line = joined([1, exponential(close, fast)], [-1, exponential(close, slow)]);
      const once = halved(position(line, line, line, period));
      return { value: halved(position(once, once, once, period)) };
    },
    also: [{ period: 5, fast: 6, slow: 13 }],
  },
  {
    name: 'qqe',
    source: 'its definition, side by side of the last crossing (trading-signals starts its EMAs from the first value)',
    oracle: ({ close }, { period, smoothing, multiplier }) => {
      const rsi = exponential(strength(close, period), smoothing);
      const width = twice(changes(rsi).map(Math.abs), 2 * period - 1, 2 * period - 1).map((value) => value * multiplier);
      const first = width.findIndex((value) => !Number.isNaN(value));
      const [below, above, stop]: number[][] = [[], [], []];
      let side = 1;
      for (const [bar, value] of rsi.entries()) {
        const [floor, roof] = [below[bar - 1], above[bar - 1]];
        const isLater = bar > first;
        if (isLater && value > roof) side = 1;
        if (isLater && value < floor) side = -1;
        below.push(isLater && rsi[bar - 1] > floor && value > floor ? Math.max(floor, value - width[bar]) : value - width[bar]);
        above.push(isLater && rsi[bar - 1] < roof && value < roof ? Math.min(roof, value + width[bar]) : value + width[bar]);
        stop.push(side === 1 ? below[bar] : above[bar]);
      }
      return { rsi, stop };
    },
    also: [{ period: 7, smoothing: 3, multiplier: 1.5 }],
  },
  {
    name: 'elder-ray',
    source: 'its definition (trading-signals starts its EMA from the first close)',
    oracle: ({ high, low, close }, { period }) => ({
      bull: joined([1, high], [-1, exponential(close, period)]),
      bear: joined([1, low], [-1, exponential(close, period)]),
    }),
    also: [{ period: 1 }],
  },
  {
    name: 'smi',
    source: 'its definition (trading-signals starts its EMAs from the first value)',
    oracle: ({ high, low, close }, { period, smoothing, signal }) => {
      const [top, bottom] = [highest(high, period), lowest(low, period)];
      const distance = twice(joined([1, close], [-0.5, top], [-0.5, bottom]), smoothing, smoothing);
      const smi = quotient(distance, twice(joined([1, top], [-1, bottom]), smoothing, smoothing)).map((value) => 200 * value);
      return { smi, signal: exponential(smi, signal) };
    },
    also: [{ period: 5, smoothing: 8, signal: 5 }],
  },
  {
    name: 'inertia',
    source: 'its definition, on the naive relative volatility index',
    oracle: (bars, { period, deviationPeriod, smoothing }) => ({
      value: lineEnd(relativeVolatility(bars.close, deviationPeriod, smoothing), period),
    }),
    also: [{ period: 5, deviationPeriod: 4, smoothing: 3 }],
  },
  {
    name: 'efficiency-ratio',
    source: 'its definition (trading-signals divides by the range of the window)',
    oracle: ({ close }, { period }) => {
      const path = summed(changes(close).map(Math.abs), period);
      return { value: changes(close, period).map((change, bar) => (path[bar] === 0 ? 0 : Math.abs(change) / path[bar])) };
    },
    also: [{ period: 1 }, { period: 30 }],
  },
  {
    name: 'psychological-line',
    source: 'trading-signals PSL',
    oracle: ({ close }, { period }) => ({ value: driven(new signals.PSL({ interval: period }), close) }),
    also: [{ period: 1 }],
  },
  {
    name: 'pmo',
    source: 'its definition (trading-signals starts from the first value)',
    oracle: ({ close }, { first, second, signal }) => {
      const smooth = (values: readonly number[], period: number): number[] => {
        const seed = values.findIndex((value) => !Number.isNaN(value)) + period - 1;
        const begin = (bar: number): number => mean(values.slice(bar - period + 1, bar + 1));
        return recursiveFrom(values.length, seed, begin, (bar, before) => (values[bar] * 2) / period + before * (1 - 2 / period));
      };
      const pmo = smooth(
        smooth(rate(close, 1), first).map((value) => 10 * value),
        second,
      );
      return { pmo, signal: exponential(pmo, signal) };
    },
    also: [{ first: 10, second: 5, signal: 4 }],
  },
];

describe('a measure of momentum', () => testAgainstOracles(cases));
