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

/** An exact price of one unit of an instrument, in its quote currency; always above zero. */
export type Price = Brand<bigint, 'Price'>;

/** A price as indicators, models and charts see it; never booked. */
export type PriceFloat = number;

export type PriceFault = DecimalFault | { readonly code: 'not-positive'; readonly message: string };

/** Reads a price from plain decimal notation. Errors: those of `parseDecimal`, `not-positive`. */
export function parsePrice(text: string): Result<Price, PriceFault> {
  const parsed = parseDecimal(text);
  if (!parsed.ok) return parsed;
  if (parsed.value <= 0n) return err({ code: 'not-positive', message: `expected a price above zero, found "${text}"` });
  return ok(parsed.value as Price);
}

/**
 * Makes a price from exact units.
 * @throws {RangeError} unless `units` is above zero.
 */
export function priceFromUnits(units: bigint): Price {
  if (units <= 0n) throw new RangeError(`expected a price above zero, found ${formatDecimal(units)}`);
  return units as Price;
}

/**
 * Moves a float price to the instrument's price increment, by the named rounding, but never below
 * one increment.
 * @throws {RangeError} for a float that is not finite.
 */
export function priceFromFloat(value: PriceFloat, increment: Price, rounding: Rounding): Price {
  const units = roundToIncrement(decimalFromFloat(value), increment, rounding);
  return (units < increment ? increment : units) as Price;
}

/** Tells whether `price` lies on a whole multiple of the instrument's price increment. */
export function isOnIncrement(price: Price, increment: Price): boolean {
  return price % increment === 0n;
}

export function priceToFloat(price: Price): PriceFloat {
  return decimalToFloat(price);
}

export function formatPrice(price: Price, places = 0): string {
  return formatDecimal(price, places);
}
