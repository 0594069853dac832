import { ADX, TRIX } from 'technicalindicators';
import { Aroon, CHOP, Qstick, VHF, VortexIndicator } from 'trading-signals';
import { describe, expect, it } from 'vitest';
import { defaultValues } from '../../../../electron/engine/indicators/indicator.ts';
import { trend } from '../../../../electron/engine/indicators/trend/trend.ts';
import {
  average,
  exponential,
  mean,
  type OracleBars,
  type OracleCase,
  ours,
  overWindow,
  pad,
  sum,
  testAgainstOracles,
  trueRanges,
  wilder,
} from '../../../support/indicator-oracles.ts';
import { columnsFrom } from '../../../support/indicator-series.ts';

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
    name: 'adxr',
    source: 'its definition, looking period − 1 bars back as TA-Lib does',
    oracle: (bars, { period }) => {
      const { adx } = directionalMovement(bars, period);
      return { value: adx.map((now, bar) => (now + (adx[bar - period + 1] ?? Number.NaN)) / 2) };
    },
    also: [{ period: 2 }, { period: 9 }],
  },
  {
    name: 'aroon',
    source: 'trading-signals Aroon',
    oracle: ({ high, low, close }, { period }) => {
      const lines = new Aroon(period);
      const rows = close.map((_, bar) => lines.update({ high: high[bar], low: low[bar] }, false));
      const [up, down] = [rows.map((row) => row?.aroonUp ?? Number.NaN), rows.map((row) => row?.aroonDown ?? Number.NaN)];
      return { up, down, oscillator: up.map((value, bar) => value - down[bar]) };
    },
    also: [{ period: 1 }, { period: 25 }],
  },
  {
    name: 'aroon-oscillator',
    source: 'its definition',
    oracle: ({ high, low }, { period }) => {
      const place = (values: readonly number[], best: (...of: number[]) => number) =>
        overWindow(values, period + 1, (window) => window.lastIndexOf(best(...window)));
      const lowest = place(low, Math.min);
      return { value: place(high, Math.max).map((newest, bar) => (100 * (newest - lowest[bar])) / period) };
    },
    also: [{ period: 5 }],
  },
  {
    name: 'vortex',
    source: 'trading-signals VortexIndicator',
    oracle: ({ high, low, close }, { period }) => {
      const vortex = new VortexIndicator(period);
      const rows = close.map((last, bar) => vortex.update({ high: high[bar], low: low[bar], close: last }, false));
      return { plus: rows.map((row) => row?.plus ?? Number.NaN), minus: rows.map((row) => row?.minus ?? Number.NaN) };
    },
    also: [{ period: 1 }, { period: 30 }],
  },
  {
    name: 'trix',
    source: 'technicalindicators TRIX, its signal a seeded exponential average (TradingView averages logarithms)',
    oracle: ({ close }, { period, signal }) => {
      const trix = pad(TRIX.calculate({ period, values: [...close] }), close.length);
      return { trix, signal: exponential(trix, signal) };
    },
    also: [
      { period: 5, signal: 3 },
      { period: 15, signal: 1 },
    ],
  },
  {
    name: 'choppiness',
    source: 'trading-signals CHOP (TradingView leaves gaps out of highest and lowest)',
    oracle: ({ high, low, close }, { period }) => {
      const index = new CHOP(period);
      return {
        value: close.map((last, bar) => index.update({ high: high[bar], low: low[bar], close: last }, false) ?? Number.NaN),
      };
    },
    also: [{ period: 2 }, { period: 30 }],
  },
  {
    name: 'vhf',
    source: 'trading-signals VHF',
    oracle: ({ close }, { period }) => {
      const filter = new VHF(period);
      return { value: close.map((last) => filter.update(last, false) ?? Number.NaN) };
    },
    also: [{ period: 2 }, { period: 10 }],
  },
  {
    name: 'qstick',
    source: 'trading-signals Qstick',
    oracle: ({ open, high, low, close }, { period }) => {
      const stick = new Qstick(period);
      const bar = (at: number) => ({ open: open[at], high: high[at], low: low[at], close: close[at] });
      return { value: close.map((_, at) => stick.update(bar(at), false) ?? Number.NaN) };
    },
    also: [{ period: 1 }, { period: 20 }],
  },
  {
    name: 'mass-index',
    source: 'its definition with seeded averages (trading-signals seeds them with the first value)',
    oracle: ({ high, low }, { period, smoothing }) => {
      const once = exponential(
        high.map((top, bar) => top - low[bar]),
        smoothing,
      );
      const twice = exponential(once, smoothing);
      return {
        value: overWindow(
          once.map((value, bar) => value / twice[bar]),
          period,
          sum,
        ),
      };
    },
    also: [{ period: 10 }, { period: 5, smoothing: 3 }],
  },
  {
    name: 'trend-intensity',
    source: 'its definition',
    oracle: ({ close }, { period, deviations }) => {
      const middle = average(close, period);
      const share = (window: readonly number[]) =>
        (100 * sum(window.filter((apart) => apart > 0))) / sum(window.map((apart) => Math.abs(apart)));
      return {
        value: overWindow(
          close.map((last, bar) => last - middle[bar]),
          deviations,
          share,
        ),
      };
    },
    also: [{ period: 20, deviations: 10 }],
  },
  {
    name: 'random-walk-index',
    source: 'its definition (trading-signals looks back one bar less and smooths the range as Wilder does)',
    oracle: (bars, { period }) => {
      const { high, low, close } = bars;
      const ranges = trueRanges(bars);
      const spans = Array.from({ length: period - 1 }, (_, place) => place + 2);
      const furthest = (bar: number, reach: (span: number) => number) =>
        bar < period
          ? Number.NaN
          : Math.max(...spans.map((span) => reach(span) / (mean(ranges.slice(bar - span + 1, bar + 1)) * Math.sqrt(span))));
      return {
        high: close.map((_, bar) => furthest(bar, (span) => high[bar] - low[bar - span])),
        low: close.map((_, bar) => furthest(bar, (span) => high[bar - span] - low[bar])),
      };
    },
    also: [{ period: 2 }, { period: 9 }],
  },
];

describe('a measure of trend', () => testAgainstOracles(cases));

/** Bars whose high and low lie one above and below their close, which is their open too. */
const around = (closes: readonly number[]) =>
  columnsFrom(closes.map((close) => ({ open: close, high: close + 1, low: close - 1, close, volume: 5 })));

describe('worked by hand', () => {
  const { NaN: none } = Number;

  it('each side of directional movement is its part of the true range', () => {
    // True ranges 3, 3, 4; up 2, 0, 3; down 0, 2, 0.
    const { adx, plusDi, minusDi } = ours('adx', { period: 2 }, around([10, 12, 10, 13]));
    expect(plusDi.slice(0, 2)).toEqual([none, none]);
    expect([plusDi[2], minusDi[2]].map((value) => value.toFixed(6))).toEqual(['33.333333', '33.333333']);
    // Smoothed: up (1 + 3) ÷ 2 = 2, down 1 ÷ 2, range (3 + 4) ÷ 2: 57.14 and 14.29, 60 apart in a hundred; with 0 before, 30.
    expect([plusDi[3], minusDi[3], adx[3]].map((value) => value.toFixed(6))).toEqual(['57.142857', '14.285714', '30.000000']);
  });

  it('Aroon counts the bars since both extremes', () => {
    expect(ours('aroon', { period: 4 }, around([5, 9, 1, 2, 3, 4]))).toEqual({
      up: [none, none, none, none, 25, 0],
      down: [none, none, none, none, 50, 25],
      oscillator: [none, none, none, none, -25, -25],
    });
  });

  it('a straight way is not choppy, a filter sees all of it, and intensity is full', () => {
    const line = around(Array.from({ length: 120 }, (_, bar) => 100 + 4 * bar));
    // The true range of each bar is 5: 14 of them along 13 × 4 + 5 = 57.
    expect(ours('choppiness', {}, line)['value'].at(-1)).toBeCloseTo((100 * Math.log(70 / 57)) / Math.log(14), 10);
    expect(ours('vhf', {}, line)['value'].at(-1)).toBeCloseTo(27 / 28, 12);
    expect(ours('trend-intensity', {}, line)['value'].at(-1)).toBe(100);
    expect(ours('adx', {}, line)['adx'].at(-1)).toBeCloseTo(100, 12);
    // Over two bars, 2 × 4 + 1 + 1 against 5 × √2.
    expect(ours('random-walk-index', { period: 2 }, line)['high'].at(-1)).toBeCloseTo(10 / (5 * Math.SQRT2), 12);
  });
});

describe('a price that stands still', () => {
  it.each([
    ['adx', 'adx', 0],
    ['adx', 'plusDi', 0],
    ['adxr', 'value', 0],
    ['aroon', 'oscillator', 0],
    ['vortex', 'plus', 0],
    ['trix', 'signal', 0],
    ['choppiness', 'value', 100],
    ['vhf', 'value', 0],
    ['qstick', 'value', 0],
    ['mass-index', 'value', 25],
    ['trend-intensity', 'value', 50],
    ['random-walk-index', 'high', 0],
  ])('has %s %s of %d, also at zero', (name, output, expected) => {
    for (const close of [0.1, 0]) {
      const still = columnsFrom(Array.from({ length: 120 }, () => ({ open: close, high: close, low: close, close, volume: 0 })));
      expect(ours(name, {}, still)[output].at(-1)).toBe(expected);
    }
  });
});

describe('any indicator of trend', () => {
  const flat = (close: number, spread = 0) => ({ open: close, high: close + spread, low: close - spread, close, volume: 0 });
  /** Ripples, then a long time at zero, then one price far off all others. */
  const odd = columnsFrom(
    Array.from({ length: 600 }, (_, bar) => {
      if (bar < 200) return flat(100 + (bar % 7), 1);
      return flat(bar < 400 ? 0 : bar === 450 ? 1e9 : 5);
    }),
  );

  it.each(trend.map((definition) => ({ definition, name: definition.name })))(
    'is finite and within its range after its warm-up, whatever prices do: $name',
    ({ definition }) => {
      const found = Object.values(ours(definition.name, {}, odd));
      const [lowest, highest] = definition.range ?? [-Infinity, Infinity];
      for (const values of found) {
        const first = values.findIndex((value) => !Number.isNaN(value));
        expect(first).toBeLessThanOrEqual(definition.warmUp(defaultValues(definition)));
        expect(values.slice(first).filter((value) => !Number.isFinite(value) || value < lowest || value > highest)).toEqual([]);
      }
    },
  );

  it.each(trend.map((definition) => ({ definition, name: definition.name })))(
    'knows nothing, or its price, after one bar: $name',
    ({ definition }) => {
      for (const [output, [value]] of Object.entries(ours(definition.name, {}, columnsFrom([flat(7)]))))
        expect([output, value]).toEqual([output, definition.name === 'ichimoku' && output === 'chikou' ? 7 : Number.NaN]);
    },
  );
});
