import { ADX } from 'technicalindicators';
import { describe } from 'vitest';
import {
  averageTrueRange,
  type OracleBars,
  type OracleCase,
  testAgainstOracles,
  trueRanges,
  wilder,
} from '../../../support/indicator-oracles.ts';

/** Wilder's directional movement from its definition. */
function directionalMovement(bars: OracleBars, period: number) {
  const { high, low } = bars;
  const range = wilder(trueRanges(bars), period);
  const rises = high.map((top, bar) => (bar === 0 ? Number.NaN : top - high[bar - 1]));
  const falls = low.map((bottom, bar) => (bar === 0 ? Number.NaN : low[bar - 1] - bottom));
  const part = (mine: readonly number[], other: readonly number[]) =>
    wilder(
      mine.map((value, bar) => (bar === 0 ? Number.NaN : value > other[bar] && value > 0 ? value : 0)),
      period,
    ).map((value, bar) => (100 * value) / range[bar]);
  const plusDi = part(rises, falls);
  const minusDi = part(falls, rises);
  const index = plusDi.map((plus, bar) => (100 * Math.abs(plus - minusDi[bar])) / (plus + minusDi[bar]));
  return { adx: wilder(index, period), plusDi, minusDi };
}

/** TradingView's script of SuperTrend, over whole columns, with its sign turned. */
function superTrend(bars: OracleBars, period: number, multiplier: number) {
  const range = averageTrueRange(bars, period);
  const upper: number[] = [];
  const lower: number[] = [];
  const value: number[] = [];
  const direction: number[] = [];
  for (const [bar, close] of bars.close.entries()) {
    const middle = (bars.high[bar] + bars.low[bar]) / 2;
    const [top, bottom] = [middle + multiplier * range[bar], middle - multiplier * range[bar]];
    const isWarm = !Number.isNaN(range[bar - 1] ?? Number.NaN);
    upper.push(isWarm && top >= upper[bar - 1] && bars.close[bar - 1] <= upper[bar - 1] ? upper[bar - 1] : top);
    lower.push(isWarm && bottom <= lower[bar - 1] && bars.close[bar - 1] >= lower[bar - 1] ? lower[bar - 1] : bottom);
    const turned = value[bar - 1] === upper[bar - 1] ? (close > upper[bar] ? 1 : -1) : close < lower[bar] ? -1 : 1;
    direction.push(Number.isNaN(range[bar]) ? Number.NaN : isWarm ? turned : -1);
    value.push(direction[bar] === 1 ? lower[bar] : upper[bar]);
  }
  return { value, direction };
}

const cases: readonly OracleCase[] = [
  {
    name: 'adx',
    source: 'its definition (trading-signals counts the first bar, which has none before it)',
    oracle: (bars, { period }) => directionalMovement(bars, period),
    also: [{ period: 5 }, { period: 30 }],
  },
  {
    name: 'adx',
    source: 'technicalindicators ADX, which leaves both sides out until the index is known',
    oracle: (bars, { period }) => {
      const { high, low, close } = bars;
      const rows = ADX.calculate({ high: [...high], low: [...low], close: [...close], period });
      const early = close.length - rows.length;
      const before = directionalMovement(bars, period);
      return {
        adx: close.map((_, bar) => rows[bar - early]?.adx ?? Number.NaN),
        plusDi: close.map((_, bar) => rows[bar - early]?.pdi ?? before.plusDi[bar]),
        minusDi: close.map((_, bar) => rows[bar - early]?.mdi ?? before.minusDi[bar]),
      };
    },
    also: [{ period: 7 }],
  },
  {
    name: 'supertrend',
    source: "TradingView's script, with its direction turned (trading-signals counts the first bar)",
    oracle: (bars, { period, multiplier }) => superTrend(bars, period, multiplier),
    also: [
      { period: 7, multiplier: 1.5 },
      { period: 1, multiplier: 1 },
    ],
  },
];

describe('a measure of trend', () => testAgainstOracles(cases));
