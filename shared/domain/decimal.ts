import { exhaustive } from '../base/assert.ts';
import { err, ok, type Result } from '../base/result.ts';

/**
 * Exact decimals: a bigint that counts units of 10⁻¹². Every price, quantity, rate and amount of
 * money in BitFlow is one, so that addition and comparison need no rounding and no conversion
 * (docs/adr/0002-one-scale-for-exact-numbers.md).
 */

/** Decimal places that every exact number carries. */
export const DECIMAL_PLACES = 12;

/** The exact number one. */
export const ONE = 1_000_000_000_000n;

/** The largest magnitude accepted from outside: 10¹⁸. */
const LARGEST = 10n ** 18n * ONE;

/**
 * How an exact result that has no exact place is moved to one. `floor` and `ceil` go towards
 * −∞ and +∞, `truncate` towards zero, `half-even` to the nearest with ties to the even neighbour.
 */
export const roundings = ['floor', 'ceil', 'truncate', 'half-even'] as const;
export type Rounding = (typeof roundings)[number];

export type DecimalFault = {
  readonly code: 'not-a-decimal' | 'too-many-places' | 'too-large';
  readonly message: string;
};

const PATTERN = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/;

/**
 * Reads plain decimal notation (`-12.5`; no exponent, no sign `+`, no separators).
 * Errors: `not-a-decimal`, `too-many-places` (non-zero digits beyond the twelfth place),
 * `too-large` (beyond ±10¹⁸).
 */
export function parseDecimal(text: string): Result<bigint, DecimalFault> {
  const match = PATTERN.exec(text);
  if (match === null) {
    return err({ code: 'not-a-decimal', message: `expected a plain decimal number, found "${text.slice(0, 40)}"` });
  }
  const [, sign, whole = '0', fraction = ''] = match;
  const kept = fraction.slice(0, DECIMAL_PLACES);
  if (/[1-9]/.test(fraction.slice(DECIMAL_PLACES))) {
    return err({ code: 'too-many-places', message: `expected at most ${DECIMAL_PLACES} decimal places, found "${text}"` });
  }
  const magnitude = BigInt(whole) * ONE + BigInt(kept.padEnd(DECIMAL_PLACES, '0'));
  if (magnitude > LARGEST) {
    return err({ code: 'too-large', message: `expected a number of at most 10^18, found "${text}"` });
  }
  return ok(sign === '-' ? -magnitude : magnitude);
}

/**
 * Writes plain decimal notation without trailing zeros, but with at least `minimumPlaces` places.
 * @default minimumPlaces 0
 */
export function formatDecimal(units: bigint, minimumPlaces = 0): string {
  const magnitude = units < 0n ? -units : units;
  const digits = magnitude.toString().padStart(DECIMAL_PLACES + 1, '0');
  const split = digits.length - DECIMAL_PLACES;
  let end = digits.length;
  while (end > split + minimumPlaces && digits.charCodeAt(end - 1) === 48) end -= 1;
  const sign = units < 0n ? '-' : '';
  const whole = digits.slice(0, split);
  return end === split ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(split, end)}`;
}

/** Divides two integers with the named rounding; `divisor` must not be zero. */
export function divideRounded(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  const quotient = dividend / divisor;
  const remainder = dividend % divisor;
  if (remainder === 0n) return quotient;
  const isNegative = dividend < 0n !== divisor < 0n;
  switch (rounding) {
    case 'truncate':
      return quotient;
    case 'floor':
      return isNegative ? quotient - 1n : quotient;
    case 'ceil':
      return isNegative ? quotient : quotient + 1n;
    case 'half-even': {
      const twice = (remainder < 0n ? -remainder : remainder) * 2n;
      const limit = divisor < 0n ? -divisor : divisor;
      const isAway = twice > limit || (twice === limit && quotient % 2n !== 0n);
      if (!isAway) return quotient;
      return isNegative ? quotient - 1n : quotient + 1n;
    }
    default:
      return exhaustive(rounding);
  }
}

/** Multiplies two exact numbers and rounds the product to the scale as named. */
export function multiply(a: bigint, b: bigint, rounding: Rounding): bigint {
  return divideRounded(a * b, ONE, rounding);
}

/** Divides two exact numbers and rounds the quotient to the scale as named. */
export function divide(a: bigint, b: bigint, rounding: Rounding): bigint {
  return divideRounded(a * ONE, b, rounding);
}

/** Moves `units` to a whole multiple of `increment`, which must be positive. */
export function roundToIncrement(units: bigint, increment: bigint, rounding: Rounding): bigint {
  return divideRounded(units, increment, rounding) * increment;
}

/**
 * Returns the exact number that a float's shortest decimal form denotes, so that a price that was
 * read from text as `51234.1` comes back as exactly that. Places beyond the twelfth are rounded
 * half-even. Expects a finite number of magnitude at most 10¹⁸.
 * @throws {RangeError} for NaN, an infinity or a larger magnitude.
 */
export function decimalFromFloat(value: number): bigint {
  if (!Number.isFinite(value) || Math.abs(value) > 1e18) {
    throw new RangeError(`expected a finite number of at most 10^18, found ${value}`);
  }
  if (Number.isSafeInteger(value)) return BigInt(value) * ONE;
  const [mantissa = '0', exponentText = '0'] = String(value).split('e');
  const isNegative = mantissa.startsWith('-');
  const [whole = '0', fraction = ''] = (isNegative ? mantissa.slice(1) : mantissa).split('.');
  const places = DECIMAL_PLACES + Number(exponentText) - fraction.length;
  const digits = BigInt(whole + fraction);
  const units = places >= 0 ? digits * 10n ** BigInt(places) : divideRounded(digits, 10n ** BigInt(-places), 'half-even');
  return isNegative ? -units : units;
}

/** Returns the nearest float; for display, statistics and limits, never for books. */
export function decimalToFloat(units: bigint): number {
  return Number(formatDecimal(units));
}

/** Returns how many decimal places a positive increment shows: 2 for 0.01, 0 for 5. */
export function placesOf(increment: bigint): number {
  const text = formatDecimal(increment);
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}
