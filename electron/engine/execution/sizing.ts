import { divide, multiply, roundToIncrement } from '../../../shared/domain/decimal.ts';
import { feeOf, type Instrument, notionalOf } from '../../../shared/domain/instrument.ts';
import { addMoney, type Money, money } from '../../../shared/domain/money.ts';
import type { OrderSide } from '../../../shared/domain/order.ts';
import { type Price, type PriceFloat, priceFromFloat, priceFromUnits } from '../../../shared/domain/price.ts';
import { type Quantity, quantityFromUnits } from '../../../shared/domain/quantity.ts';

/** Where a position is given up and where its gain is taken. */
export interface Protection {
  readonly stop: Price;
  readonly target: Price;
}

/**
 * Returns stop and target at the named distances from `entry`, moved to the price increment away from
 * the entry, at least one increment off; or `null` when a stop or target would not be above zero.
 */
export function protectionAt(
  instrument: Instrument,
  side: OrderSide,
  entry: Price,
  distances: { readonly stop: PriceFloat; readonly target: PriceFloat },
): Protection | null {
  const { priceIncrement } = instrument;
  const stopDistance = priceFromFloat(distances.stop, priceIncrement, 'ceil');
  const targetDistance = priceFromFloat(distances.target, priceIncrement, 'ceil');
  const stop = side === 'buy' ? entry - stopDistance : entry + stopDistance;
  const target = side === 'buy' ? entry + targetDistance : entry - targetDistance;
  if (stop <= 0n || target <= 0n) return null;
  return {
    stop: priceFromUnits(roundToIncrement(stop, priceIncrement, side === 'buy' ? 'floor' : 'ceil')),
    target: priceFromUnits(roundToIncrement(target, priceIncrement, side === 'buy' ? 'ceil' : 'floor')),
  };
}

/** Tells why stop and target can't protect a position entered at `entry`, or `null` when they can. */
export function protectionFault(
  instrument: Instrument,
  side: OrderSide,
  entry: Price,
  stop: Price | null,
  target: Price | null,
): string | null {
  const { priceIncrement, symbol } = instrument;
  for (const [name, price] of [
    ['stop', stop],
    ['target', target],
  ] as const) {
    if (price !== null && price % priceIncrement !== 0n) return `${symbol}: the ${name} must be a whole multiple of the price increment`;
  }
  const isBuy = side === 'buy';
  if (stop !== null && (isBuy ? stop >= entry : stop <= entry))
    return `${symbol}: the stop must be ${isBuy ? 'below' : 'above'} the entry price`;
  if (target !== null && (isBuy ? target <= entry : target >= entry))
    return `${symbol}: the target must be ${isBuy ? 'above' : 'below'} the entry price`;
  return null;
}

/** Returns what is lost when `quantity` entered at `entry` leaves at `stop`, taker fees of both ways included. */
export function moneyAtRisk(instrument: Instrument, entry: Price, stop: Price, quantity: Quantity): Money {
  const distance = entry > stop ? entry - stop : stop - entry;
  const loss = distance === 0n ? money(0n, instrument.quoteCurrency) : notionalOf(instrument, priceFromUnits(distance), quantity, 'ceil');
  const entryFee = feeOf(instrument, notionalOf(instrument, entry, quantity), 'taker');
  const exitFee = feeOf(instrument, notionalOf(instrument, stop, quantity), 'taker');
  return addMoney(loss, addMoney(entryFee, exitFee));
}

/** What bounds the size of an entry. */
interface SizeBounds {
  /** The entry price that is furthest from the stop. */
  readonly entry: Price;
  readonly stop: Price;
  /** The most that may be lost between the two, fees included. */
  readonly risk: Money;
  /** The highest price that the entry is likely to fill at. */
  readonly costliest: Price;
  /** The most that the quantity may be worth there. */
  readonly budget: Money;
}

/** Returns the largest quantity, on the size increment, within all bounds; zero when not even one increment is. */
export function largestQuantity(instrument: Instrument, { entry, stop, risk, costliest, budget }: SizeBounds): Quantity {
  if (budget.amount <= 0n || risk.amount <= 0n) return quantityFromUnits(0n);
  const distance = entry > stop ? entry - stop : stop - entry;
  const feesPerUnit = multiply(entry + stop, instrument.fees.takerRatio, 'ceil');
  const byRisk = divide(risk.amount, distance + feesPerUnit, 'floor');
  const byBudget = divide(budget.amount, costliest, 'floor');
  const smaller = byRisk < byBudget ? byRisk : byBudget;
  return quantityFromUnits(roundToIncrement(smaller, instrument.sizeIncrement, 'floor'));
}
