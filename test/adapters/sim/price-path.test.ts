import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simRegimes } from '../../../electron/adapters/sim/day-shape.ts';
import { FIRST_DAY, type PathSecond, PricePath, SIM_VERSION } from '../../../electron/adapters/sim/price-path.ts';
import { simInstruments } from '../../../electron/adapters/sim/sim-instruments.ts';
import { decimalToFloat } from '../../../shared/domain/decimal.ts';

const OPENED = FIRST_DAY * 86_400;

function readAt(path: PricePath, second: number): PathSecond {
  const into: PathSecond = { price: 0, bid: 0, ask: 0, volume: 0 };
  path.read(second, into);
  return into;
}

const someSeconds = fc.array(fc.integer({ min: OPENED, max: OPENED + 40 * 86_400 - 1 }), { minLength: 2, maxLength: 12 });
const someInstrument = fc.nat(simInstruments.length - 1);

describe('a price path', () => {
  it('answers the same for a second whatever was asked before', () => {
    fc.assert(
      fc.property(someInstrument, someSeconds, fc.nat(1000), (instrument, seconds, seed) => {
        const inOneGo = new PricePath(simInstruments[instrument], seed);
        const answers = seconds.map((second) => readAt(inOneGo, second));
        const alone = seconds.map((second) => readAt(new PricePath(simInstruments[instrument], seed), second));
        const backwards = new PricePath(simInstruments[instrument], seed);
        const inReverse = seconds
          .toReversed()
          .map((second) => readAt(backwards, second))
          .toReversed();
        expect(answers).toEqual(alone);
        expect(inReverse).toEqual(alone);
      }),
      { numRuns: 60 },
    );
  });

  it('quotes prices on the increment, above zero, with the price between bid and ask and a spread between them', () => {
    fc.assert(
      fc.property(someInstrument, someSeconds, fc.nat(1000), (instrument, seconds, seed) => {
        const path = new PricePath(simInstruments[instrument], seed);
        const increment = decimalToFloat(simInstruments[instrument].instrument.priceIncrement);
        for (const second of seconds) {
          const { price, bid, ask, volume } = readAt(path, second);
          expect(bid > 0 && bid <= price && price <= ask && bid < ask && volume >= 0).toBe(true);
          for (const value of [price, bid, ask]) {
            const ticks = value / increment;
            expect(Math.abs(ticks - Math.round(ticks))).toBeLessThan(1e-6);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is another path for another seed and for another instrument', () => {
    const noon = OPENED + 2.5 * 86_400;
    const closes = (instrument: number, seed: number): number[] => {
      const path = new PricePath(simInstruments[instrument], seed);
      return Array.from({ length: 20 }, (_, n) => readAt(path, noon + n * 60).price / simInstruments[instrument].character.anchorPrice);
    };
    expect(closes(0, 1)).not.toEqual(closes(0, 2));
    expect(closes(0, 1)).not.toEqual(closes(7, 1));
  });

  it('refuses a second before the exchange opened', () => {
    expect(() => readAt(new PricePath(simInstruments[0], 1), OPENED - 1)).toThrow(RangeError);
  });

  it('goes through all regimes within days', () => {
    const path = new PricePath(simInstruments[0], 42);
    const seen = new Set(Array.from({ length: 10 }, (_, n) => path.shape(FIRST_DAY + n).regimes).flat());
    expect([...seen].toSorted()).toEqual(simRegimes.toSorted());
  });

  it('joins its days without a jump', () => {
    const path = new PricePath(simInstruments[8], 42);
    for (let day = FIRST_DAY + 1; day < FIRST_DAY + 60; day += 1) {
      const [before, after] = [readAt(path, day * 86_400 - 1).price, readAt(path, day * 86_400).price];
      expect(Math.abs(after / before - 1)).toBeLessThan(0.004);
    }
  });
});

/** A change of these values is a change of every recorded market: then SIM_VERSION goes up and these are taken anew. */
describe('version 1 of the simulated market', () => {
  it.each<{ seed: number; instrument: number; at: string; expected: PathSecond }>([
    { seed: 42, instrument: 0, at: '2024-01-02T12:00:00Z', expected: { price: 177.01, bid: 177, ask: 177.02, volume: 221 } },
    { seed: 42, instrument: 8, at: '2024-01-02T12:00:00Z', expected: { price: 62047.2, bid: 62045.2, ask: 62049.2, volume: 0.6616 } },
    { seed: 42, instrument: 11, at: '2024-03-15T23:59:59Z', expected: { price: 0.5181, bid: 0.518, ask: 0.5182, volume: 1424.8004 } },
    { seed: 7, instrument: 3, at: '2024-06-30T09:30:01Z', expected: { price: 275.08, bid: 275.07, ask: 275.1, volume: 25 } },
    { seed: 42, instrument: 0, at: '2026-11-22T14:00:00Z', expected: { price: 286.17, bid: 286.15, ask: 286.19, volume: 179 } },
  ])('still says what it said of $instrument with seed $seed at $at', ({ seed, instrument, at, expected }) => {
    expect({ version: SIM_VERSION, second: readAt(new PricePath(simInstruments[instrument], seed), Date.parse(at) / 1000) }).toEqual({
      version: 1,
      second: expected,
    });
  });

  it('still has the headlines it had', () => {
    const path = new PricePath(simInstruments[0], 42);
    expect(path.headlines(FIRST_DAY + 1)[0]).toEqual({ second: 7387, meaning: 'good', choice: 1618397962, impact: 0.00803555476402398 });
  });
});
