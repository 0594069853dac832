import { PSAR } from 'technicalindicators';
import { Alligator, GatorOscillator, IchimokuCloud, LinearRegression } from 'trading-signals';
import { describe, expect, it } from 'vitest';
import { parameterValues } from '../../../../electron/engine/indicators/catalogue.ts';
import { defaultValues } from '../../../../electron/engine/indicators/indicator.ts';
import { alligator } from '../../../../electron/engine/indicators/trend/alligator.ts';
import { ichimoku } from '../../../../electron/engine/indicators/trend/ichimoku.ts';
import { movingAverageCross } from '../../../../electron/engine/indicators/trend/moving-average-cross.ts';
import { psar } from '../../../../electron/engine/indicators/trend/psar.ts';
import {
  average,
  averageTrueRange,
  mean,
  type OracleBars,
  type OracleCase,
  ours,
  overWindow,
  plainBars,
  sum,
  testAgainstOracles,
  wilder,
} from '../../../support/indicator-oracles.ts';
import { columnsFrom, referenceQuotes, walkingColumns } from '../../../support/indicator-series.ts';
import { hasSharedData, NEEDS_SHARED_DATA } from '../../../support/shared-data.ts';

const highestOf = (values: readonly number[], period: number) => overWindow(values, period, (window) => Math.max(...window));
const lowestOf = (values: readonly number[], period: number) => overWindow(values, period, (window) => Math.min(...window));
const middles = ({ high, low }: OracleBars) => high.map((top, bar) => (top + low[bar]) / 2);

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

/** Wilder's rules as TA-Lib reads them: every bar is judged by a stop that is worked out anew from the beginning of its trade. */
function parabolic({ high, low }: OracleBars, start: number, step: number, maximum: number): number[] {
  const value = [Number.NaN];
  let isLong = !(low[0] - low[1] > 0 && low[0] - low[1] > high[1] - high[0]);
  let stop = isLong ? low[0] : high[0];
  let extremes = [isLong ? high[1] : low[1]];
  for (let bar = 1; bar < high.length; bar += 1) {
    const [top, bottom] = [Math.max(...high.slice(Math.max(1, bar - 1), bar + 1)), Math.min(...low.slice(Math.max(1, bar - 1), bar + 1))];
    const last = extremes[extremes.length - 1];
    if (isLong ? low[bar] <= stop : high[bar] >= stop) {
      stop = isLong ? Math.max(last, top) : Math.min(last, bottom);
      isLong = !isLong;
      extremes = [isLong ? high[bar] : low[bar]];
    } else if (isLong ? high[bar] > last : low[bar] < last) extremes.push(isLong ? high[bar] : low[bar]);
    value.push(stop);
    const acceleration = Math.min(maximum, start + (extremes.length - 1) * step);
    const next = stop + acceleration * (extremes[extremes.length - 1] - stop);
    stop = isLong ? Math.min(next, bottom) : Math.max(next, top);
  }
  return value;
}

/** TradingView's script of the volatility stop, over whole columns. */
function volatilityStop(bars: OracleBars, period: number, multiplier: number) {
  const range = averageTrueRange(bars, period).map((value) => value * multiplier);
  const value: number[] = [];
  const direction: number[] = [];
  let [highest, lowest, stop, isUp] = [Number.NaN, Number.NaN, Number.NaN, true];
  for (const [bar, close] of bars.close.entries()) {
    if (!Number.isNaN(range[bar])) {
      highest = Number.isNaN(highest) ? close : Math.max(highest, close);
      lowest = Number.isNaN(lowest) ? close : Math.min(lowest, close);
      const trailing = isUp ? highest - range[bar] : lowest + range[bar];
      stop = Number.isNaN(stop) ? trailing : isUp ? Math.max(stop, trailing) : Math.min(stop, trailing);
      const isUpNow = close - stop >= 0 && (isUp || close !== stop);
      if (isUpNow !== isUp) {
        [highest, lowest] = [close, close];
        stop = isUpNow ? close - range[bar] : close + range[bar];
      }
      isUp = isUpNow;
    }
    value.push(stop);
    direction.push(Number.isNaN(range[bar]) ? Number.NaN : isUp ? 1 : -1);
  }
  return { value, direction };
}

function smoothedMiddles(bars: OracleBars, { jaw, teeth, lips }: Readonly<Record<string, number>>) {
  const middle = middles(bars);
  return { jaw: wilder(middle, jaw), teeth: wilder(middle, teeth), lips: wilder(middle, lips) };
}

function ichimokuLines(bars: OracleBars, { conversion, base, span }: Readonly<Record<string, number>>) {
  const line = (period: number) => {
    const lowest = lowestOf(bars.low, period);
    return highestOf(bars.high, period).map((top, bar) => (top + lowest[bar]) / 2);
  };
  const [fast, slow] = [line(conversion), line(base)];
  return {
    conversion: fast,
    base: slow,
    spanA: fast.map((value, bar) => (value + slow[bar]) / 2),
    spanB: line(span),
    chikou: bars.close,
  };
}

const cases: readonly OracleCase[] = [
  {
    name: 'supertrend',
    source: "TradingView's script, with its direction turned (trading-signals counts the first bar)",
    oracle: (bars, { period, multiplier }) => superTrend(bars, period, multiplier),
    also: [
      { period: 7, multiplier: 1.5 },
      { period: 1, multiplier: 1 },
    ],
  },
  {
    name: 'psar',
    source: 'its definition, begun as in TA-Lib (technicalindicators always begins with a rise, trading-signals keeps a cent away)',
    oracle: (bars, { start, step, maximum }) => ({ value: parabolic(bars, start, step, maximum) }),
    also: [
      { start: 0.05, step: 0.03, maximum: 0.4 },
      { start: 0.1, step: 0.1, maximum: 0.1 },
    ],
  },
  {
    name: 'volatility-stop',
    source: "TradingView's script (whose average range counts the first bar)",
    oracle: (bars, { period, multiplier }) => volatilityStop(bars, period, multiplier),
    also: [{ period: 5, multiplier: 1 }],
  },
  {
    name: 'chande-kroll-stop',
    source: "TradingView's script (its average range and that of trading-signals count the first bar)",
    oracle: (bars, { period, multiplier, stopPeriod }) => {
      const range = averageTrueRange(bars, period);
      const below = highestOf(bars.high, period).map((top, bar) => top - multiplier * range[bar]);
      const above = lowestOf(bars.low, period).map((bottom, bar) => bottom + multiplier * range[bar]);
      return { long: lowestOf(above, stopPeriod), short: highestOf(below, stopPeriod) };
    },
    also: [{ period: 5, multiplier: 3, stopPeriod: 20 }],
  },
  {
    name: 'ichimoku',
    source: 'its definition',
    oracle: ichimokuLines,
    also: [{ conversion: 3, base: 12, span: 7 }],
  },
  {
    name: 'ichimoku',
    source: 'trading-signals IchimokuCloud, which waits until all lines are known',
    oracle: (bars, parameters) => {
      const cloud = new IchimokuCloud({
        conversionInterval: parameters['conversion'],
        baseInterval: parameters['base'],
        spanBInterval: parameters['span'],
      });
      const early = ichimokuLines(bars, parameters);
      const rows = bars.close.map((_, bar) => cloud.update({ high: bars.high[bar], low: bars.low[bar] }, false));
      const column = (output: 'conversion' | 'base' | 'spanA' | 'spanB') => rows.map((row, bar) => row?.[output] ?? early[output][bar]);
      return { conversion: column('conversion'), base: column('base'), spanA: column('spanA'), spanB: column('spanB'), chikou: bars.close };
    },
  },
  {
    name: 'alligator',
    source: 'its definition',
    oracle: smoothedMiddles,
    also: [{ jaw: 3, teeth: 21, lips: 1 }],
  },
  {
    name: 'alligator',
    source: 'trading-signals Alligator without shifts, which waits until all lines are known',
    oracle: (bars, parameters) => {
      const lines = new Alligator({
        jawInterval: parameters['jaw'],
        teethInterval: parameters['teeth'],
        lipsInterval: parameters['lips'],
        jawShift: 0,
        teethShift: 0,
        lipsShift: 0,
      });
      const early = smoothedMiddles(bars, parameters);
      const rows = bars.close.map((_, bar) => lines.update({ high: bars.high[bar], low: bars.low[bar] }, false));
      const column = (output: 'jaw' | 'teeth' | 'lips') => rows.map((row, bar) => row?.[output] ?? early[output][bar]);
      return { jaw: column('jaw'), teeth: column('teeth'), lips: column('lips') };
    },
  },
  {
    name: 'gator',
    source: 'trading-signals GatorOscillator',
    oracle: ({ high, low, close }, { jaw, teeth, lips, jawShift, teethShift, lipsShift }) => {
      const mouth = new GatorOscillator({
        jawInterval: jaw,
        teethInterval: teeth,
        lipsInterval: lips,
        jawShift,
        teethShift,
        lipsShift,
      });
      const rows = close.map((_, bar) => mouth.update({ high: high[bar], low: low[bar] }, false));
      return { upper: rows.map((row) => row?.upper ?? Number.NaN), lower: rows.map((row) => row?.lower ?? Number.NaN) };
    },
    also: [{ jaw: 4, teeth: 9, lips: 2, jawShift: 1, teethShift: 12, lipsShift: 2 }],
  },
  {
    name: 'moving-average-cross',
    source: 'its definition',
    oracle: ({ close }, { fast, slow }) => {
      const [short, long] = [average(close, fast), average(close, slow)];
      return { fast: short, slow: long, direction: short.map((value, bar) => Math.sign(value - long[bar])) };
    },
    also: [{ fast: 1, slow: 50 }],
  },
  {
    name: 'linear-regression-channel',
    source:
      'trading-signals LinearRegression (whose prediction is one bar ahead of the end of its line), and the deviation from the line by its definition',
    oracle: ({ close }, { period, deviations }) => {
      const line = new LinearRegression(period);
      const rows = close.map((last) => line.update(last, false));
      const middle = rows.map((row) => (row === null ? Number.NaN : row.prediction - row.slope));
      const width = rows.map((row, bar) => {
        const window = close.slice(bar - period + 1, bar + 1);
        if (row === null) return Number.NaN;
        const across = (period - 1) / 2;
        const level = mean(window);
        const slope = sum(window.map((last, at) => (at - across) * (last - level))) / sum(window.map((_, at) => (at - across) ** 2));
        const apart = window.map((last, at) => (last - level - slope * (at - across)) ** 2);
        return deviations * Math.sqrt(sum(apart) / (period - 1));
      });
      return {
        upper: middle.map((value, bar) => value + width[bar]),
        middle,
        lower: middle.map((value, bar) => value - width[bar]),
      };
    },
    also: [{ period: 10, deviations: 1 }],
  },
];

describe('a stop or line that follows the trend', () => testAgainstOracles(cases));

describe('the parabolic stop', () => {
  const agrees = (columns: ReturnType<typeof walkingColumns>) => {
    const bars = plainBars(columns);
    const theirs = PSAR.calculate({ high: [...bars.high], low: [...bars.low], step: 0.02, max: 0.2 });
    const { value } = ours('psar', {}, columns);
    const apart = value.flatMap((stop, bar) => (Math.abs(stop - theirs[bar]) <= 1e-9 * stop ? [] : [bar]));
    expect(apart.every((bar) => bar < 60)).toBe(true);
  };

  it('equals technicalindicators PSAR once both have turned on the same bar', () => {
    for (const seed of [1, 5, 9]) agrees(walkingColumns(900, seed));
  });

  it.skipIf(!hasSharedData)(`equals technicalindicators PSAR once both have turned on the same bar, on real bars${NEEDS_SHARED_DATA}`, () =>
    agrees(referenceQuotes('default')),
  );
});

describe('worked by hand', () => {
  const { NaN: none } = Number;
  const around = (closes: readonly number[]) =>
    columnsFrom(closes.map((close) => ({ open: close, high: close + 1, low: close - 1, close, volume: 5 })));

  it('SuperTrend waits above, jumps below with a close beyond it, and then only rises', () => {
    // Average ranges of one bar: 2, 6, 3, 2, 9; stops at one of them from the close.
    expect(ours('supertrend', { period: 1, multiplier: 1 }, around([10, 10, 15, 17, 17, 9]))).toEqual({
      value: [none, 12, 9, 14, 15, 18],
      direction: [none, -1, 1, 1, 1, -1],
    });
  });

  it('a parabolic stop gains speed with each new high and turns where price reaches it', () => {
    const { value } = ours('psar', { start: 0.1, step: 0.1, maximum: 0.3 }, around([10, 12, 14, 16, 9]));
    // 9; then 9 + 0.1 × (13 − 9) = 9.4, held at 9.4; then 9.4 + 0.2 × (15 − 9.4) = 10.52; 9 − 1 breaks it: the high of 17.
    expect(value.slice(0, 3)).toEqual([none, 9, 9.4]);
    expect(value[3]).toBeCloseTo(10.52, 12);
    expect(value[4]).toBe(17);
  });

  it('Ichimoku draws its spans ahead and its lagging span behind, the bar itself counted', () => {
    const shifts = ichimoku.outputs.map(({ shift }) => shift?.(defaultValues(ichimoku)) ?? 0);
    expect(shifts).toEqual([0, 0, 25, 25, -25]);
  });

  it('the lines of the alligator are drawn ahead by their shifts', () => {
    expect(alligator.outputs.map(({ shift }) => shift?.(defaultValues(alligator)))).toEqual([8, 5, 3]);
  });

  it('a cross has the sign of fast less slow', () => {
    expect(ours('moving-average-cross', { fast: 1, slow: 2 }, around([5, 5, 7, 4]))).toEqual({
      fast: [5, 5, 7, 4],
      slow: [none, 5, 6, 5.5],
      direction: [none, 0, 1, -1],
    });
  });
});

describe('parameters that do not go together', () => {
  it('are refused', () => {
    expect(parameterValues(movingAverageCross, { fast: 21 })).toMatchObject({ ok: false, error: { code: 'does-not-fit' } });
    expect(parameterValues(psar, { start: 0.3 })).toMatchObject({ ok: false, error: { code: 'does-not-fit' } });
  });
});

describe('a price that stands still', () => {
  it.each([
    ['supertrend', 'value'],
    ['psar', 'value'],
    ['volatility-stop', 'value'],
    ['chande-kroll-stop', 'long'],
    ['chande-kroll-stop', 'short'],
    ['ichimoku', 'spanB'],
    ['moving-average-cross', 'slow'],
    ['linear-regression-channel', 'upper'],
  ])('is all that %s %s knows', (name, output) => {
    const still = columnsFrom(Array.from({ length: 200 }, () => ({ open: 0.1, high: 0.1, low: 0.1, close: 0.1, volume: 0 })));
    expect(ours(name, {}, still)[output].at(-1)).toBe(0.1);
  });

  it('crosses nothing', () => {
    const still = columnsFrom(Array.from({ length: 60 }, () => ({ open: 0.1, high: 0.1, low: 0.1, close: 0.1, volume: 0 })));
    expect(ours('moving-average-cross', {}, still)['direction'].at(-1)).toBe(0);
  });
});
