import type { Brand } from '../base/brand.ts';
import { err, ok, type Result } from '../base/result.ts';
import {
  type DecimalFault,
  decimalFromFloat,
  decimalToFloat,
  formatDecimal,
  parseDecimal,
  type Rounding,
  roundToIncrement,
} from './decimal.ts';

/** An exact number of units of an instrument; never negative, the side is a field of its own. */
export type Quantity = Brand<bigint, 'Quantity'>;

export type QuantityFault = DecimalFault | { readonly code: 'negative'; readonly message: string };

export const ZERO_QUANTITY = 0n as Quantity;

/** Reads a quantity from plain decimal notation. Errors: those of `parseDecimal`, `negative`. */
export function parseQuantity(text: string): Result<Quantity, QuantityFault> {
  const parsed = parseDecimal(text);
  if (!parsed.ok) return parsed;
  if (parsed.value < 0n) return err({ code: 'negative', message: `expected a quantity of zero or more, found "${text}"` });
  return ok(parsed.value as Quantity);
}

/**
 * Makes a quantity from exact units.
 * @throws {RangeError} when `units` is negative.
 */
export function quantityFromUnits(units: bigint): Quantity {
  if (units < 0n) throw new RangeError(`expected a quantity of zero or more, found ${formatDecimal(units)}`);
  return units as Quantity;
}

/**
 * Moves a float to a whole multiple of the instrument's size increment by the named rounding.
 * @throws {RangeError} for a float that is negative or not finite.
 */
export function quantityFromFloat(value: number, increment: Quantity, rounding: Rounding): Quantity {
  return quantityFromUnits(roundToIncrement(decimalFromFloat(value), increment, rounding));
}

export function addQuantity(a: Quantity, b: Quantity): Quantity {
  return (a + b) as Quantity;
}

/**
 * Returns `a − b`.
 * @throws {RangeError} when `b` is larger than `a`.
 */
export function subtractQuantity(a: Quantity, b: Quantity): Quantity {
  return quantityFromUnits(a - b);
}

export function smallerQuantity(a: Quantity, b: Quantity): Quantity {
  return a < b ? a : b;
}

export function quantityToFloat(quantity: Quantity): number {
  return decimalToFloat(quantity);
}

export function formatQuantity(quantity: Quantity): string {
  return formatDecimal(quantity);
}
