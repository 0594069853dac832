import * as fc from 'fast-check';
import { ATR, BollingerBands, EMA, MACD, RSI, SMA } from 'technicalindicators';
import { describe, expect, it } from 'vitest';
import { Ema } from '../../../../electron/engine/indicators/averages/ema.ts';
import { Sma } from '../../../../electron/engine/indicators/averages/sma.ts';
import { Macd } from '../../../../electron/engine/indicators/momentum/macd.ts';
import { Rsi } from '../../../../electron/engine/indicators/momentum/rsi.ts';
import { Atr } from '../../../../electron/engine/indicators/volatility/atr.ts';
import { Bollinger } from '../../../../electron/engine/indicators/volatility/bollinger.ts';

/** Closes that wander from 100 by a few percent a step. */
const closes = fc
  .array(fc.double({ min: -0.04, max: 0.04, noNaN: true }), { minLength: 60, maxLength: 160, size: 'max' })
  .map((steps) => steps.reduce<number[]>((path, step) => [...path, (path.at(-1) ?? 100) * (1 + step)], []));

const period = fc.integer({ min: 2, max: 20 });
const runs = { numRuns: 60 };

/** Expects that the values after the warm-up are as many and the same as the other library's, to within `tolerance`. */
function expectSame(found: readonly number[], expected: readonly (number | undefined)[], tolerance = 1e-9): void {
  const warm = found.filter((value) => !Number.isNaN(value));
  const known = expected.filter((value) => value !== undefined);
  expect(warm.length).toBe(known.length);
  for (const [place, value] of warm.entries())
    expect(Math.abs(value - known[place])).toBeLessThanOrEqual(tolerance * Math.abs(value) + tolerance);
}

describe('an indicator agrees with another library on any closes', () => {
  it('simple moving average', () => {
    fc.assert(
      fc.property(closes, period, (values, length) => {
        const sma = new Sma(length);
        expectSame(
          values.map((value) => sma.update(value)),
          SMA.calculate({ period: length, values }),
        );
      }),
      runs,
    );
  });

  it('exponential moving average', () => {
    fc.assert(
      fc.property(closes, period, (values, length) => {
        const ema = new Ema(length);
        expectSame(
          values.map((value) => ema.update(value)),
          EMA.calculate({ period: length, values }),
        );
      }),
      runs,
    );
  });

  it('relative strength index, which the other rounds to two places', () => {
    fc.assert(
      fc.property(closes, period, (values, length) => {
        const rsi = new Rsi(length);
        const found = values.map((value) => rsi.update(value)).filter((value) => !Number.isNaN(value));
        const expected = RSI.calculate({ period: length, values });
        expect(found.length).toBe(expected.length);
        for (const [place, value] of found.entries()) expect(Math.abs(value - expected[place])).toBeLessThanOrEqual(0.005 + 1e-9);
      }),
      runs,
    );
  });

  it('Bollinger bands', () => {
    fc.assert(
      fc.property(closes, period, fc.double({ min: 0.5, max: 4, noNaN: true }), (values, length, stdDev) => {
        const bands = new Bollinger(length, stdDev);
        const found = values.map((value) => {
          bands.update(value);
          return { upper: bands.upper, middle: bands.middle, lower: bands.lower };
        });
        const expected = BollingerBands.calculate({ period: length, stdDev, values });
        for (const name of ['upper', 'middle', 'lower'] as const) {
          expectSame(
            found.map((band) => band[name]),
            expected.map((band) => band[name]),
            1e-7,
          );
        }
      }),
      runs,
    );
  });

  it('moving average convergence / divergence, but for a price that stands still, where the other sees nothing', () => {
    const moving = closes.map((values) => values.map((value, bar) => value + (bar % 7) * 0.01));
    fc.assert(
      fc.property(moving, fc.integer({ min: 2, max: 9 }), fc.integer({ min: 10, max: 25 }), period, (values, fast, slow, signal) => {
        const macd = new Macd(fast, slow, signal);
        const found = values.map((value) => {
          macd.update(value);
          return { MACD: macd.macd, signal: macd.signal, histogram: macd.histogram };
        });
        const options = { fastPeriod: fast, slowPeriod: slow, signalPeriod: signal, SimpleMAOscillator: false, SimpleMASignal: false };
        const expected = MACD.calculate({ values, ...options });
        for (const name of ['MACD', 'signal', 'histogram'] as const) {
          expectSame(
            found.map((each) => each[name]),
            expected.map((each) => each[name]),
          );
        }
      }),
      runs,
    );
  });

  it('average true range', () => {
    const spreads = fc.array(fc.tuple(fc.double({ min: 0, max: 3, noNaN: true }), fc.double({ min: 0, max: 3, noNaN: true })), {
      minLength: 160,
      maxLength: 160,
    });
    fc.assert(
      fc.property(closes, spreads, period, (close, around, length) => {
        const high = close.map((value, bar) => value + around[bar][0]);
        const low = close.map((value, bar) => value - around[bar][1]);
        const atr = new Atr(length);
        expectSame(
          close.map((value, bar) => atr.update(high[bar], low[bar], value)),
          ATR.calculate({ period: length, high, low, close }),
        );
      }),
      runs,
    );
  });
});

describe('an average over a window', () => {
  it('forgets what left it: after a price far off it is as precise as one that never saw it, within one period', () => {
    fc.assert(
      fc.property(closes, fc.integer({ min: 2, max: 15 }), fc.nat(20), (values, length, at) => {
        const [sma, bands] = [new Sma(length), new Bollinger(length, 2)];
        const withSpike = values.map((value, bar) => (bar === at ? 1e12 : value));
        for (const value of withSpike) {
          sma.update(value);
          bands.update(value);
        }
        const window = values.slice(-length);
        const mean = window.reduce((sum, value) => sum + value, 0) / length;
        const deviation = Math.sqrt(window.reduce((sum, value) => sum + (value - mean) ** 2, 0) / length);
        expect(Math.abs(sma.value - mean)).toBeLessThan(1e-9);
        expect(Math.abs(bands.upper - (mean + 2 * deviation))).toBeLessThan(1e-6);
      }),
      runs,
    );
  });

  it('of a price that never moves has no width', () => {
    const bands = new Bollinger(20, 2);
    for (let bar = 0; bar < 100; bar += 1) bands.update(0.1);
    expect(bands.upper - bands.lower).toBeLessThan(1e-15);
    expect(Math.abs(bands.middle - 0.1)).toBeLessThan(1e-15);
  });
});

it('a price that never moves neither converges nor diverges', () => {
  const macd = new Macd(3, 6, 4);
  for (let bar = 0; bar < 20; bar += 1) macd.update(100);
  expect([macd.macd, macd.signal, macd.histogram]).toEqual([0, 0, 0]);
});

describe('the relative strength index', () => {
  it('is 100 where nothing fell, also for a price that never moved, and 0 where nothing rose', () => {
    const last = (values: readonly number[]): number => {
      const rsi = new Rsi(5);
      for (const value of values) rsi.update(value);
      return rsi.value;
    };
    const bars = Array.from({ length: 12 }, (_, bar) => bar);
    expect([last(bars.map((bar) => 100 + bar)), last(bars.map(() => 100)), last(bars.map((bar) => 100 - bar))]).toEqual([100, 100, 0]);
  });

  it('lies between 0 and 100', () => {
    fc.assert(
      fc.property(closes, period, (values, length) => {
        const rsi = new Rsi(length);
        for (const value of values) {
          const found = rsi.update(value);
          expect(Number.isNaN(found) || (found >= 0 && found <= 100)).toBe(true);
        }
      }),
      runs,
    );
  });
});
