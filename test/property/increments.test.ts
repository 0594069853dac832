import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalFromFloat, formatDecimal, ONE } from '../../shared/domain/decimal.ts';
import { formatPrice, isOnIncrement, parsePrice, priceFromFloat, priceFromUnits, priceToFloat } from '../../shared/domain/price.ts';
import {
  addQuantity,
  formatQuantity,
  parseQuantity,
  quantityFromFloat,
  quantityFromUnits,
  quantityToFloat,
  subtractQuantity,
} from '../../shared/domain/quantity.ts';

const step = fc.constantFrom(ONE, 5n * ONE, ONE / 100n, ONE / 4n, ONE / 1_000_000n, ONE / 100_000_000n);
const float = fc.oneof(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));

describe('a float price moved to the increment', () => {
  it('goes down with floor, up with ceil and at most half a step with half-even, but never below one step', () => {
    fc.assert(
      fc.property(float, step, (value, increment) => {
        const by = priceFromUnits(increment);
        const exact = decimalFromFloat(value);
        const [floor, ceil, nearest] = (['floor', 'ceil', 'half-even'] as const).map((how) => priceFromFloat(value, by, how));
        for (const price of [floor, ceil, nearest]) expect(price >= increment && isOnIncrement(price, by)).toBe(true);
        expect(floor <= exact || floor === increment).toBe(true);
        expect(exact - floor < increment).toBe(true);
        expect(ceil >= exact && (ceil - exact < increment || ceil === increment)).toBe(true);
        const away = nearest > exact ? nearest - exact : exact - nearest;
        expect(2n * away <= increment || nearest === increment).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('stays where it is when it lies on the increment already', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 7n }),
        step,
        fc.constantFrom('floor', 'ceil', 'truncate', 'half-even'),
        (count, increment, how) => {
          const price = priceFromUnits(count * increment);
          expect(priceFromFloat(priceToFloat(price), priceFromUnits(increment), how)).toBe(price);
        },
      ),
    );
  });
});

describe('a float quantity moved to the increment', () => {
  it('is a whole number of steps and with floor never more than was asked for', () => {
    fc.assert(
      fc.property(float, step, (value, increment) => {
        const moved = quantityFromFloat(value, quantityFromUnits(increment), 'floor');
        const exact = decimalFromFloat(value);
        expect(moved % increment).toBe(0n);
        expect(moved <= exact && exact - moved < increment).toBe(true);
      }),
    );
  });

  it('is refused when it is negative or no number', () => {
    for (const value of [-1, Number.NaN, Infinity]) {
      expect(() => quantityFromFloat(value, quantityFromUnits(ONE), 'floor')).toThrow(RangeError);
    }
  });
});

describe('quantities', () => {
  const units = fc.bigInt({ min: 0n, max: 10n ** 24n }).map(quantityFromUnits);

  it('can be taken apart again, but never below zero', () => {
    fc.assert(
      fc.property(units, units, (a, b) => {
        expect(subtractQuantity(addQuantity(a, b), b)).toBe(a);
        if (a < b) expect(() => subtractQuantity(a, b)).toThrow(RangeError);
      }),
    );
  });

  it('come back unchanged from text', () => {
    fc.assert(
      fc.property(units, (quantity) => {
        expect(parseQuantity(formatQuantity(quantity))).toEqual({ ok: true, value: quantity });
        expect(quantityToFloat(quantity)).toBe(Number(formatQuantity(quantity)));
      }),
    );
  });
});

describe('signs', () => {
  const negative = fc.bigInt({ min: -(10n ** 24n), max: -1n });

  it('are refused: a price must be above zero, a quantity not below', () => {
    fc.assert(
      fc.property(negative, (units) => {
        const text = formatDecimal(units);
        expect(parsePrice(text)).toMatchObject({ ok: false, error: { code: 'not-positive' } });
        expect(parseQuantity(text)).toMatchObject({ ok: false, error: { code: 'negative' } });
        expect(() => priceFromUnits(units)).toThrow(RangeError);
        expect(() => quantityFromUnits(units)).toThrow(RangeError);
      }),
    );
    expect(parsePrice('0')).toMatchObject({ ok: false, error: { code: 'not-positive' } });
    expect(parsePrice('-0')).toMatchObject({ ok: false, error: { code: 'not-positive' } });
    expect(parseQuantity('0')).toEqual({ ok: true, value: 0n });
  });

  it('leave a price above zero as it was written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 24n }), (units) => {
        expect(parsePrice(formatPrice(priceFromUnits(units), 2))).toEqual({ ok: true, value: units });
      }),
    );
  });
});
