import { assert } from '../base/assert.ts';
import type { Brand } from '../base/brand.ts';
import { err, ok, type Result } from '../base/result.ts';
import { decimalToFloat, formatDecimal, multiply, type Rounding } from './decimal.ts';
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

/** Writes the amount with at least two places, without its currency. */
export function formatMoney(value: Money): string {
  return formatDecimal(value.amount, 2);
}

export function moneyToFloat(value: Money): number {
  return decimalToFloat(value.amount);
}
