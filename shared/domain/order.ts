import { exhaustive } from '../base/assert.ts';
import type { ClientOrderId, InstrumentId, ProposalId, VenueOrderId } from './ids.ts';
import type { Price } from './price.ts';
import type { Quantity } from './quantity.ts';
import type { UtcMs } from './time.ts';

export const orderSides = ['buy', 'sell'] as const;
export type OrderSide = (typeof orderSides)[number];

/** `market`: at once at the best price; `limit`: at `limitPrice` or better; `stop`: at market once `stopPrice` is reached. */
export const orderTypes = ['market', 'limit', 'stop'] as const;
export type OrderType = (typeof orderTypes)[number];

/**
 * What an order is for. `entry` opens or adds; `stop-loss` and `take-profit` protect what their
 * entry has opened; `exit` closes. All but `entry` only ever reduce a position.
 */
export const orderRoles = ['entry', 'stop-loss', 'take-profit', 'exit'] as const;
export type OrderRole = (typeof orderRoles)[number];

/**
 * `submitted`: our intent is recorded; whether the venue has it is not known yet. `held`: the venue
 * has it and waits for the entry it protects. `working`: it can fill. `partially-filled`: it has
 * filled in part and can fill further. `filled`, `cancelled`, `rejected`, `expired`: it is over.
 */
export const orderStatuses = ['submitted', 'held', 'working', 'partially-filled', 'filled', 'cancelled', 'rejected', 'expired'] as const;
export type OrderStatus = (typeof orderStatuses)[number];

export const orderOrigins = ['user', 'auto', 'engine'] as const;
export type OrderOrigin = (typeof orderOrigins)[number];

/** An order as we sent it and as far as the venue has told us of it. */
export interface Order {
  readonly clientOrderId: ClientOrderId;
  readonly venueOrderId: VenueOrderId | null;
  readonly instrumentId: InstrumentId;
  readonly side: OrderSide;
  readonly type: OrderType;
  readonly role: OrderRole;
  /**
   * Orders that belong together carry the same name: an entry with the stop and target that it activates,
   * and a stop and target that cancel each other. It is the name of the group's first order.
   */
  readonly groupId: ClientOrderId;
  readonly proposalId: ProposalId | null;
  readonly origin: OrderOrigin;
  readonly quantity: Quantity;
  readonly filledQuantity: Quantity;
  readonly limitPrice: Price | null;
  readonly stopPrice: Price | null;
  /** The market when an entry was decided on; `null` for all other orders. */
  readonly referencePrice: Price | null;
  /** By how much the market may be worse than the limit, or without one than the reference, when an entry is sent; `null` for all other orders. */
  readonly priceTolerance: Price | null;
  /** When the engine cancels what is left of an entry; `null` for no end. */
  readonly expiresAt: UtcMs | null;
  readonly status: OrderStatus;
  /** A cancellation is on its way to the venue. */
  readonly isCancelRequested: boolean;
  /** A new price is on its way to the venue. */
  readonly requestedPrice: Price | null;
  /** Why it is over, where it did not fill; or why the venue refused a change. */
  readonly reason: string | null;
  readonly tsInit: UtcMs;
  readonly tsUpdated: UtcMs;
}

/** Tells whether nothing further can happen to an order. */
export function isTerminal(status: OrderStatus): boolean {
  switch (status) {
    case 'filled':
    case 'cancelled':
    case 'rejected':
    case 'expired':
      return true;
    case 'submitted':
    case 'held':
    case 'working':
    case 'partially-filled':
      return false;
    default:
      return exhaustive(status);
  }
}

/** Tells whether the venue has the order and it can fill now. */
export function isOpen(status: OrderStatus): boolean {
  return status === 'working' || status === 'partially-filled';
}

/** Tells whether the venue has not answered for the order yet. */
export function isInFlight(status: OrderStatus): boolean {
  return status === 'submitted';
}

export function isProtective(role: OrderRole): boolean {
  return role === 'stop-loss' || role === 'take-profit';
}

export function oppositeSide(side: OrderSide): OrderSide {
  return side === 'buy' ? 'sell' : 'buy';
}

/**
 * Returns the highest price that an entry is likely to fill at, which is what it costs and what a short is worth: a buy pays
 * its limit at most, while a sale takes its limit at least and the market where that is higher. `null` for a market
 * order without a market price.
 */
export function costliestPrice(side: OrderSide, limitPrice: Price | null, mark: Price | null): Price | null {
  if (limitPrice === null || mark === null) return limitPrice ?? mark;
  return side === 'buy' || limitPrice > mark ? limitPrice : mark;
}

/** Returns the price that an entry would fill at if it filled now: the market where the limit allows that, its limit otherwise. */
export function nearestPrice(side: OrderSide, limitPrice: Price | null, mark: Price): Price {
  if (limitPrice === null) return mark;
  const isMarketable = side === 'buy' ? limitPrice >= mark : limitPrice <= mark;
  return isMarketable ? mark : limitPrice;
}

/** Returns what is still to fill. */
export function remainingQuantity(order: Order): Quantity {
  return (order.quantity - order.filledQuantity) as Quantity;
}
