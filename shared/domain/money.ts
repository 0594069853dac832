import { assert } from '../base/assert.ts';
import type { Brand } from '../base/brand.ts';
import { err, ok, type Result } from '../base/result.ts';
import { decimalToFloat, formatDecimal, multiply, type Rounding, roundToIncrement } from './decimal.ts';
import type { Price } from './price.ts';
import type { Quantity } from './quantity.ts';

/** A currency's code: 2 to 10 capital letters or digits, `USD`, `USDT`. */
export type Currency = Brand<string, 'Currency'>;

/** An exact amount, of either sign, in one currency. Amounts of two currencies never mix. */
export interface Money {
  readonly currency: Currency;
  /** Units of 10⁻¹². */
  readonly amount: bigint;
}

/** Reads a currency code. Error: `not-a-currency`. */
export function parseCurrency(text: string): Result<Currency, { readonly code: 'not-a-currency'; readonly message: string }> {
  if (!/^[A-Z0-9]{2,10}$/.test(text)) {
    return err({ code: 'not-a-currency', message: `expected a currency code such as USD, found "${text.slice(0, 40)}"` });
  }
  return ok(text as Currency);
}

export function money(amount: bigint, currency: Currency): Money {
  return { currency, amount };
}

export function zeroMoney(currency: Currency): Money {
  return { currency, amount: 0n };
}

/** @throws {InvariantError} when the currencies differ. */
export function addMoney(a: Money, b: Money): Money {
  assert(a.currency === b.currency, `amounts of ${a.currency} and ${b.currency} can't be added`);
  return money(a.amount + b.amount, a.currency);
}

/** @throws {InvariantError} when the currencies differ. */
export function subtractMoney(a: Money, b: Money): Money {
  return addMoney(a, negateMoney(b));
}

export function negateMoney(value: Money): Money {
  return money(-value.amount, value.currency);
}

/**
 * Returns what `quantity` units at `price` are worth. The product is exact where price and size
 * increments have twelve places together or fewer; beyond, it is rounded as named.
 */
export function notional(price: Price, quantity: Quantity, currency: Currency, rounding: Rounding): Money {
  return money(multiply(price, quantity, rounding), currency);
}

/** Currencies whose amounts are not written with two places. */
const PLACES: Readonly<Record<string, number>> = {
  ...Object.fromEntries(['CLP', 'ISK', 'JPY', 'KRW', 'PYG', 'UGX', 'VND', 'XAF', 'XOF'].map((code) => [code, 0])),
  ...Object.fromEntries(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((code) => [code, 3])),
  ...Object.fromEntries(['BTC', 'ETH', 'LTC', 'SOL', 'XBT'].map((code) => [code, 8])),
};

/**
 * Returns how many places amounts of a currency are written with; two unless it is known to have others.
 * @source ISO 4217 minor units; whole coins have eight places.
 */
export function currencyPlaces(currency: string): number {
  return PLACES[currency] ?? 2;
}

/**
 * Writes the amount to its currency's places, without its currency; for people, never to be read back. Where two amounts are held against
 * each other, the one that is too large is rounded up and the other down, so that they never read the same.
 */
export function formatMoney({ amount, currency }: Money, rounding: Rounding = 'half-even'): string {
  const places = currencyPlaces(currency);
  return formatDecimal(roundToIncrement(amount, 10n ** BigInt(12 - places), rounding), places);
}

export function moneyToFloat(value: Money): number {
  return decimalToFloat(value.amount);
}
