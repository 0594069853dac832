import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DECIMAL_PLACES,
  decimalFromFloat,
  decimalToFloat,
  divide,
  divideRounded,
  formatDecimal,
  multiply,
  ONE,
  parseDecimal,
  placesOf,
  type Rounding,
  roundings,
  roundToIncrement,
} from '../../shared/domain/decimal.ts';

const LARGEST = 10n ** 18n * ONE;

const anyUnits = fc.oneof(
  fc.bigInt({ min: -LARGEST, max: LARGEST }),
  fc.bigInt({ min: -10n * ONE, max: 10n * ONE }),
  fc.bigInt({ min: -20n, max: 20n }),
);
const nonZero = anyUnits.filter((units) => units !== 0n);
const increment = fc.oneof(
  fc.bigInt({ min: 1n, max: 1000n }),
  fc.integer({ min: 0, max: 12 }).map((places) => 10n ** BigInt(places)),
);
const rounding = fc.constantFrom(...roundings);
const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

/** Whether `quotient` is what the named rounding says of `dividend ÷ divisor`, by its definition on rational numbers. */
function isRounded(quotient: bigint, dividend: bigint, divisor: bigint, how: Rounding): boolean {
  const [n, d] = divisor < 0n ? [-dividend, -divisor] : [dividend, divisor];
  const rest = n - quotient * d;
  const holds: Readonly<Record<Rounding, boolean>> = {
    floor: rest >= 0n && rest < d,
    ceil: rest <= 0n && -rest < d,
    truncate: magnitude(rest) < d && (rest === 0n || rest > 0n === n > 0n),
    'half-even': 2n * magnitude(rest) < d || (2n * magnitude(rest) === d && quotient % 2n === 0n),
  };
  return holds[how];
}

describe('exact decimals as text', () => {
  it('come back unchanged after being written and read', () => {
    fc.assert(
      fc.property(anyUnits, fc.integer({ min: 0, max: DECIMAL_PLACES }), (units, places) => {
        expect(parseDecimal(formatDecimal(units, places))).toEqual({ ok: true, value: units });
      }),
    );
  });

  it('are written with the least places above the minimum that lose nothing', () => {
    fc.assert(
      fc.property(anyUnits, fc.integer({ min: 0, max: DECIMAL_PLACES }), (units, places) => {
        const fraction = formatDecimal(units, places).split('.')[1] ?? '';
        expect(fraction.length).toBeGreaterThanOrEqual(places);
        expect(fraction.length === places || !fraction.endsWith('0')).toBe(true);
      }),
    );
  });

  it('mean the same whatever zeros surround them', () => {
    fc.assert(
      fc.property(anyUnits, fc.nat(5), fc.nat(5), (units, before, after) => {
        const text = formatDecimal(magnitude(units), 1);
        expect(parseDecimal(`${'0'.repeat(before)}${text}${'0'.repeat(after)}`)).toEqual({ ok: true, value: magnitude(units) });
      }),
    );
  });

  it('are read or refused with a code, and never throw, whatever text arrives', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789.-+eE, _'.split('')) }));
    fc.assert(
      fc.property(text, (found) => {
        const parsed = parseDecimal(found);
        if (parsed.ok) expect(parseDecimal(formatDecimal(parsed.value))).toEqual(parsed);
        else expect(['not-a-decimal', 'too-many-places', 'too-large']).toContain(parsed.error.code);
      }),
      { numRuns: 500 },
    );
  });

  it('are refused beyond the twelfth place instead of being rounded', () => {
    fc.assert(
      fc.property(anyUnits, fc.integer({ min: 1, max: 9 }), (units, digit) => {
        const parsed = parseDecimal(`${formatDecimal(units, DECIMAL_PLACES)}${digit}`);
        expect(parsed).toMatchObject({ ok: false, error: { code: 'too-many-places' } });
      }),
    );
  });

  it('are refused beyond 10^18', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: LARGEST + 1n, max: LARGEST * 10n }), fc.boolean(), (units, isNegative) => {
        const parsed = parseDecimal(formatDecimal(isNegative ? -units : units));
        expect(parsed).toMatchObject({ ok: false, error: { code: 'too-large' } });
      }),
    );
  });
});

describe('rounding by name', () => {
  it('moves a quotient as its name says, for every pair of signs', () => {
    fc.assert(
      fc.property(anyUnits, nonZero, rounding, (dividend, divisor, how) => {
        expect(isRounded(divideRounded(dividend, divisor, how), dividend, divisor, how)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('decides small ties as its name says', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -30n, max: 30n }), fc.constantFrom(-4n, -2n, 2n, 4n), rounding, (dividend, divisor, how) => {
        expect(isRounded(divideRounded(dividend, divisor, how), dividend, divisor, how)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('applies to products and quotients of decimals', () => {
    fc.assert(
      fc.property(anyUnits, nonZero, rounding, (a, b, how) => {
        expect(isRounded(multiply(a, b, how), a * b, ONE, how)).toBe(true);
        expect(isRounded(divide(a, b, how), a * ONE, b, how)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves exact products and quotients as they are, whatever its name', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -1_000_000n, max: 1_000_000n }), nonZero, rounding, (whole, b, how) => {
        const product = multiply(whole * ONE, b, how);
        expect(product).toBe(whole * b);
        expect(divide(product, b, how)).toBe(whole * ONE);
      }),
    );
  });

  it('moves a number to a multiple of the increment that is less than one increment away', () => {
    fc.assert(
      fc.property(anyUnits, increment, rounding, (units, step, how) => {
        const moved = roundToIncrement(units, step, how);
        expect(moved % step).toBe(0n);
        expect(isRounded(moved / step, units, step, how)).toBe(true);
        expect(roundToIncrement(moved, step, how)).toBe(moved);
      }),
    );
  });
});

describe('decimals and floats', () => {
  it('take a float for exactly the number that its shortest text denotes', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 12 }), (digits, places) => {
        const units = digits * 10n ** BigInt(DECIMAL_PLACES - places);
        expect(decimalFromFloat(Number(formatDecimal(units)))).toBe(units);
      }),
      { numRuns: 500 },
    );
  });

  it('give a float back unchanged where twelve places can hold it', () => {
    const float = fc.double({ min: 1, max: 1e15, noNaN: true }).map((value) => Number(value.toPrecision(12)));
    fc.assert(
      fc.property(float, fc.boolean(), (value, isNegative) => {
        const signed = isNegative ? -value : value;
        expect(decimalToFloat(decimalFromFloat(signed))).toBe(signed);
      }),
    );
  });

  it('are off by at most half of the twelfth place for any float in range', () => {
    fc.assert(
      fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (value) => {
        const exact = rational(value);
        const error = magnitude(decimalFromFloat(value) * exact.denominator - exact.numerator * ONE);
        // The shortest text of a float is itself up to half a unit in the last place away.
        expect(error * 2n).toBeLessThanOrEqual(exact.denominator + exact.denominator / 1000n);
      }),
      { numRuns: 500 },
    );
  });

  it('refuse what is not a finite number of at most 10^18', () => {
    for (const value of [Number.NaN, Infinity, -Infinity, 1.1e18, -1.1e18]) expect(() => decimalFromFloat(value)).toThrow(RangeError);
    expect(decimalFromFloat(1e18)).toBe(LARGEST);
  });

  it('keep the order of numbers', () => {
    fc.assert(
      fc.property(anyUnits, anyUnits, (a, b) => {
        if (a < b) expect(decimalToFloat(a)).toBeLessThanOrEqual(decimalToFloat(b));
      }),
    );
  });
});

it('shows an increment with exactly the places that it needs', () => {
  fc.assert(
    fc.property(increment, (step) => {
      const places = placesOf(step);
      const scale = 10n ** BigInt(DECIMAL_PLACES - places);
      expect(step % scale).toBe(0n);
      expect(places === 0 || step % (scale * 10n) !== 0n).toBe(true);
    }),
  );
});

/** The exact value of a float as a fraction, from its bits. */
function rational(value: number): { numerator: bigint; denominator: bigint } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = exponent === 0 ? fraction : fraction | 0x10000000000000n;
  const shift = (exponent === 0 ? 1 : exponent) - 1075;
  const signed = bits >> 63n === 1n ? -mantissa : mantissa;
  return shift >= 0 ? { numerator: signed << BigInt(shift), denominator: 1n } : { numerator: signed, denominator: 1n << BigInt(-shift) };
}
