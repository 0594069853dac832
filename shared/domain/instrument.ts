import { multiply, placesOf, type Rounding } from './decimal.ts';
import type { InstrumentId, VenueId } from './ids.ts';
import { type Currency, type Money, money, notional } from './money.ts';
import type { Price } from './price.ts';
import type { Quantity } from './quantity.ts';
import type { Session } from './session.ts';

export const assetClasses = ['stock', 'crypto'] as const;
export type AssetClass = (typeof assetClasses)[number];

/** Which side of the book a fill took: `maker` rested there, `taker` came to it. */
export const liquiditySides = ['maker', 'taker'] as const;
export type LiquiditySide = (typeof liquiditySides)[number];

/** What the venue charges: exact ratios of the notional (0.001 is 0.1 %), rounded up to `feeIncrement`. */
export interface FeeSchedule {
  readonly makerRatio: bigint;
  readonly takerRatio: bigint;
  readonly feeIncrement: bigint;
}

/**
 * Below which traded volume a signal is not worth acting on (row A11). `daily`: units of the
 * instrument over the last 24 hours. `relative`: a ratio of the rolling median volume of a bar.
 */
export type VolumeFloor = { readonly kind: 'daily'; readonly units: number } | { readonly kind: 'relative'; readonly ratio: number };

/** One thing that can be traded at one venue, with the venue's rules for it. */
export interface Instrument {
  readonly id: InstrumentId;
  readonly symbol: string;
  /** What people call it, and what headlines name. */
  readonly name: string;
  /** What else headlines call it; may be empty. */
  readonly aliases: readonly string[];
  readonly venue: VenueId;
  readonly assetClass: AssetClass;
  readonly quoteCurrency: Currency;
  /** Prices of orders are whole multiples of this. */
  readonly priceIncrement: Price;
  /** Quantities of orders are whole multiples of this. */
  readonly sizeIncrement: Quantity;
  /** The smallest value of an order that opens or adds, in the quote currency. */
  readonly minimumNotional: Money;
  readonly session: Session;
  readonly fees: FeeSchedule;
  readonly isShortable: boolean;
  readonly volumeFloor: VolumeFloor;
}

/** Returns the value of `quantity` at `price` in the quote currency; exact unless increments have more than twelve places together. */
export function notionalOf(instrument: Instrument, price: Price, quantity: Quantity, rounding: Rounding = 'half-even'): Money {
  return notional(price, quantity, instrument.quoteCurrency, rounding);
}

/** Returns the venue's fee for a fill, rounded up to the fee increment; zero or more. */
export function feeOf(instrument: Instrument, fillNotional: Money, liquidity: LiquiditySide): Money {
  const ratio = liquidity === 'maker' ? instrument.fees.makerRatio : instrument.fees.takerRatio;
  const exact = multiply(fillNotional.amount, ratio, 'ceil');
  const { feeIncrement } = instrument.fees;
  const steps = exact % feeIncrement === 0n ? exact / feeIncrement : exact / feeIncrement + 1n;
  return money(steps * feeIncrement, fillNotional.currency);
}

/** Returns the decimal places that this instrument's prices are shown with. */
export function pricePlaces(instrument: Instrument): number {
  return placesOf(instrument.priceIncrement);
}

/** Returns the decimal places that this instrument's quantities are shown with. */
export function sizePlaces(instrument: Instrument): number {
  return placesOf(instrument.sizeIncrement);
}
