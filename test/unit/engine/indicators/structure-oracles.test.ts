import { HeikinAshi } from 'technicalindicators';
import { SwingHigh } from 'trading-signals';
import { describe, expect, it } from 'vitest';
import { findIndicator, parameterValues } from '../../../../electron/engine/indicators/catalogue.ts';
import {
  averageTrueRange,
  expectAgree,
  type OracleBars,
  type OracleCase,
  ours,
  testAgainstOracles,
} from '../../../support/indicator-oracles.ts';
import { columnsFrom, walkingColumns } from '../../../support/indicator-series.ts';

const DAY_MS = 86_400_000;

interface Period {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** Returns `f` of the day before and the open of the day of each bar, and nothing on the first day. */
function fromDayBefore(
  { openTime, open, high, low, close }: OracleBars,
  f: (before: Period, openNow: number) => Record<string, number>,
): Record<string, number[]> {
  const days = [...new Set(openTime.map((time) => Math.floor(time / DAY_MS)))];
  const barsOf = (day: number): number[] => [...openTime.keys()].filter((bar) => Math.floor(openTime[bar] / DAY_MS) === day);
  const periods = new Map(
    days.map((day) => {
      const bars = barsOf(day);
      const pick = (column: number[]): number[] => bars.map((bar) => column[bar]);
      const period = { open: open[bars[0]], high: Math.max(...pick(high)), low: Math.min(...pick(low)), close: pick(close).at(-1) ?? 0 };
      return [day, period] as const;
    }),
  );
  const names = Object.keys(f({ open: 1, high: 1, low: 1, close: 1 }, 1));
  const rows = openTime.map((time) => {
    const place = days.indexOf(Math.floor(time / DAY_MS));
    const before = periods.get(days[place - 1]);
    return before === undefined ? null : f(before, periods.get(days[place])?.open ?? 0);
  });
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row?.[name] ?? Number.NaN)]));
}

const turning = (values: readonly number[], left: number, right: number, isBeyond: (a: number, b: number) => boolean): number[] =>
  values.map((_, bar) => {
    const at = bar - right;
    if (at - left < 0) return Number.NaN;
    const others = [...values.slice(at - left, at), ...values.slice(at + 1, bar + 1)];
    return others.every((other) => isBeyond(values[at], other)) ? values[at] : Number.NaN;
  });

const held = (values: readonly number[]): number[] => {
  let last = Number.NaN;
  return values.map((value) => (last = Number.isNaN(value) ? last : value));
};

const above = (a: number, b: number): boolean => a > b;
const below = (a: number, b: number): boolean => a < b;

/** ZigZag by looking back over all bars since the last turn at each one. */
function turns({ high, low }: OracleBars, percent: number): { pivot: number[]; mark: number[] } {
  const pivot: number[] = [];
  const mark: number[] = [];
  let from = 0;
  let seeking = 0;
  for (const bar of high.keys()) {
    const highest = Math.max(...high.slice(from, bar));
    const lowest = Math.min(...low.slice(from, bar));
    const isBefore = bar > from;
    const turnsDown =
      isBefore &&
      seeking >= 0 &&
      low[bar] < highest &&
      low[bar] <= highest * (1 - percent / 100) &&
      (seeking === 0 || high[bar] <= highest);
    const turnsUp =
      isBefore && seeking <= 0 && high[bar] > lowest && high[bar] >= lowest * (1 + percent / 100) && (seeking === 0 || low[bar] >= lowest);
    const sign = turnsDown ? 1 : turnsUp ? -1 : 0;
    pivot.push(sign === 0 ? (pivot.at(-1) ?? Number.NaN) : sign === 1 ? highest : lowest);
    mark.push(sign === 0 ? Number.NaN : sign);
    if (sign === 0) continue;
    seeking = -sign;
    from = bar;
  }
  return { pivot, mark };
}

/** Renko one brick at a time. */
function bricksOf(closes: readonly number[], sizes: readonly number[]) {
  const rows = { open: [] as number[], close: [] as number[], direction: [] as number[], bricks: [] as number[] };
  let brick: { open: number; close: number } | null = null;
  let direction = 0;
  let size = Number.NaN;
  for (const [bar, price] of closes.entries()) {
    if (Number.isNaN(sizes[bar])) {
      for (const list of Object.values(rows)) list.push(Number.NaN);
      continue;
    }
    brick ??= { open: price, close: price };
    if (Number.isNaN(size)) size = sizes[bar];
    let added = 0;
    for (;;) {
      const top = Math.max(brick.open, brick.close);
      const bottom = Math.min(brick.open, brick.close);
      if (price >= top + size - 1e-12) brick = { open: direction === -1 ? top : brick.close, close: top + size };
      else if (price <= bottom - size + 1e-12) brick = { open: direction === 1 ? bottom : brick.close, close: bottom - size };
      else break;
      direction = brick.close > brick.open ? 1 : -1;
      added += 1;
    }
    if (added > 0) size = sizes[bar];
    for (const [name, value] of Object.entries({ ...brick, direction, bricks: direction * added }))
      rows[name as keyof typeof rows].push(value);
  }
  return rows;
}

const pivotCases: readonly OracleCase[] = [
  {
    name: 'pivot-points',
    source: 'its definition',
    oracle: (bars) =>
      fromDayBefore(bars, ({ high, low, close }) => {
        const p = (high + low + close) / 3;
        const range = high - low;
        return {
          p,
          r1: 2 * p - low,
          s1: 2 * p - high,
          r2: p + range,
          s2: p - range,
          r3: 2 * p + high - 2 * low,
          s3: 2 * p - 2 * high + low,
        };
      }),
  },
  {
    name: 'fibonacci-pivots',
    source: 'its definition',
    oracle: (bars) =>
      fromDayBefore(bars, ({ high, low, close }) => {
        const at = (part: number): number => (high + low + close) / 3 + part * (high - low);
        return { p: at(0), r1: at(0.382), s1: at(-0.382), r2: at(0.618), s2: at(-0.618), r3: at(1), s3: at(-1) };
      }),
  },
  {
    name: 'camarilla-pivots',
    source: 'its definition',
    oracle: (bars) =>
      fromDayBefore(bars, ({ high, low, close }) => {
        const at = (parts: number): number => close + ((high - low) * 1.1) / parts;
        const up = { r1: at(12), r2: at(6), r3: at(4), r4: at(2) };
        return { p: (high + low + close) / 3, ...up, s1: at(-12), s2: at(-6), s3: at(-4), s4: at(-2) };
      }),
  },
  {
    name: 'woodie-pivots',
    source: 'its definition',
    oracle: (bars) =>
      fromDayBefore(bars, ({ high, low }, open) => {
        const p = (high + low + 2 * open) / 4;
        const range = high - low;
        return {
          p,
          r1: 2 * p - low,
          s1: 2 * p - high,
          r2: p + range,
          s2: p - range,
          r3: 2 * p + high - 2 * low,
          s3: 2 * p - 2 * high + low,
        };
      }),
  },
  {
    name: 'demark-pivots',
    source: 'its definition',
    oracle: (bars) =>
      fromDayBefore(bars, ({ open, high, low, close }) => {
        const x = close === open ? high + low + 2 * close : close > open ? 2 * high + low + close : high + 2 * low + close;
        return { p: x / 4, r1: x / 2 - low, s1: x / 2 - high };
      }),
  },
  {
    name: 'previous-levels',
    source: 'its definition',
    oracle: (bars) => fromDayBefore(bars, ({ high, low, close }) => ({ high, low, close })),
  },
];

const cases: readonly OracleCase[] = [
  {
    name: 'swing-points',
    source: 'its definition',
    oracle: ({ high, low }, { left, right }) => ({ high: turning(high, left, right, above), low: turning(low, left, right, below) }),
    also: [
      { left: 3, right: 1 },
      { left: 1, right: 5 },
    ],
  },
  {
    name: 'fractals',
    source: 'its definition',
    oracle: ({ high, low }) => ({ up: turning(high, 2, 2, above), down: turning(low, 2, 2, below) }),
  },
  {
    name: 'support-resistance',
    source: 'its definition',
    oracle: ({ high, low }, { left, right }) => ({
      resistance: held(turning(high, left, right, above)),
      support: held(turning(low, left, right, below)),
    }),
    also: [{ left: 2, right: 2 }],
  },
  {
    name: 'zigzag',
    source: 'its definition',
    oracle: (bars, { percent }) => turns(bars, percent),
    also: [{ percent: 1 }, { percent: 0.2 }],
  },
  {
    name: 'heikin-ashi',
    source: 'technicalindicators HeikinAshi',
    oracle: ({ open, high, low, close }) => {
      const found = HeikinAshi.calculate({ open, high, low, close, volume: [], timestamp: [] });
      return { open: found.open ?? [], high: found.high ?? [], low: found.low ?? [], close: found.close ?? [] };
    },
  },
  {
    name: 'renko',
    source: 'bricks laid one at a time',
    oracle: (bars, { period, percent }) =>
      bricksOf(bars.close, percent > 0 ? bars.close.map((last) => (last * percent) / 100) : averageTrueRange(bars, period)),
    also: [{ percent: 1 }, { period: 3 }],
  },
  {
    name: 'gap',
    source: 'its definition',
    oracle: ({ open, close }) => ({
      value: open.map((first, bar) => (bar === 0 ? Number.NaN : (first / close[bar - 1] - 1) * 100)),
    }),
  },
  {
    name: 'inside-bar',
    source: 'its definition',
    oracle: ({ high, low }) => ({
      value: high.map((top, bar) => {
        if (bar === 0) return Number.NaN;
        const isInside = top <= high[bar - 1] && low[bar] >= low[bar - 1] && !(top === high[bar - 1] && low[bar] === low[bar - 1]);
        return isInside ? -1 : Number(top > high[bar - 1] && low[bar] < low[bar - 1]);
      }),
    }),
  },
];

describe('levels of the day before', () => testAgainstOracles(pivotCases));
describe('a drawing of price', () => testAgainstOracles(cases));

/** Two days of minutes, so that there is a day before. */
const twoDays = (): ReturnType<typeof walkingColumns> => walkingColumns(2_500, 8);

describe.each(pivotCases)('$name over days of minutes', ({ name, oracle }) => {
  it('has the levels of each day before from its first bar on', () => {
    const columns = twoDays();
    const { openTime, open, high, low, close, volume } = columns;
    const bars = {
      openTime: [...openTime],
      open: [...open],
      high: [...high],
      low: [...low],
      close: [...close],
      volume: [...volume],
      reference: null,
    };
    expectAgree(ours(name, {}, columns), oracle(bars, {}));
  });
});

it('swing highs equal trading-signals SwingHigh', () => {
  const columns = walkingColumns(600);
  const other = new SwingHigh({ lookback: 4 });
  const expected = [...columns.high].map((high, bar) => other.update({ high, low: columns.low[bar] }, false) ?? Number.NaN);
  expectAgree({ high: ours('swing-points', { left: 4, right: 4 }, columns)['high'] }, { high: expected });
});

describe('turning points are drawn where they were', () => {
  it.each([
    ['swing-points', [4, 7], -7],
    ['fractals', [], -2],
  ])('%s with %j shifts by %d', (name, values, shift) => {
    expect(findIndicator(name)?.outputs.map((output) => output.shift?.(values))).toEqual([shift, shift]);
  });

  it('a plateau is none', () => {
    const bars = columnsFrom([1, 2, 3, 3, 2, 1, 2, 5, 2, 1].map((high) => ({ open: 1, high, low: 1, close: 1, volume: 1 })));
    expect(ours('fractals', {}, bars)['up'].filter((value) => !Number.isNaN(value))).toEqual([5]);
  });
});

describe('worked by hand', () => {
  const path = (closes: readonly number[]): ReturnType<typeof columnsFrom> =>
    columnsFrom(closes.map((close) => ({ open: close, high: close, low: close, close, volume: 1 })));

  it('a zigzag confirms a turn once price has come back by enough, and never takes it back', () => {
    const { pivot, mark } = ours('zigzag', { percent: 10 }, path([100, 105, 110, 100, 98, 90, 95, 99, 120]));
    const none = Number.NaN;
    // 110 is 10 % above 100, so the low comes first; 98 is more than 10 % below 110.
    expect(mark).toEqual([none, none, -1, none, 1, none, none, -1, none]);
    expect(pivot).toEqual([none, none, 100, 100, 110, 110, 110, 90, 90]);
  });

  it('a renko brick goes on after one size and turns after two', () => {
    const { close, direction, bricks } = ours('renko', { percent: 10 }, path([100, 109, 110, 115, 101]));
    expect(close).toEqual([100, 100, 110, 110, 110]);
    expect(direction).toEqual([0, 0, 1, 1, 1]);
    expect(bricks).toEqual([0, 0, 1, 0, 0]);
  });

  it.each([5e-324, 1e-300, 1e-12, 0.0009])('a renko brick of %s percent is refused: a float could not count them', (percent) => {
    const renko = findIndicator('renko');
    expect(renko && parameterValues(renko, { percent })).toMatchObject({ error: { code: 'does-not-fit' } });
  });

  it('a renko brick of the finest percent adds as many as fit into a jump', () => {
    const { close, bricks } = ours('renko', { percent: 0.001 }, path([100, 200]));
    expect(bricks).toEqual([0, expect.closeTo(100_000, -1)]);
    expect(close[1]).toBeCloseTo(200, 2);
  });

  it('an opening range is known once its minutes are over', () => {
    const day = columnsFrom([1, 2, 3, 9, 4].map((high) => ({ open: 1, high, low: -high, close: 1, volume: 1 })));
    expect(ours('opening-range', { minutes: 3 }, day)).toEqual({
      high: [Number.NaN, Number.NaN, Number.NaN, 3, 3],
      low: [Number.NaN, Number.NaN, Number.NaN, -3, -3],
    });
  });
});
