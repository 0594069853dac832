import type { Fill } from '../../../../shared/domain/fill.ts';
import { type ClientOrderId, type InstrumentId, idFrom, type VenueOrderId } from '../../../../shared/domain/ids.ts';
import type { Order, OrderRole, OrderSide, OrderType } from '../../../../shared/domain/order.ts';
import { type Price, priceToFloat } from '../../../../shared/domain/price.ts';
import { type Quantity, subtractQuantity, ZERO_QUANTITY } from '../../../../shared/domain/quantity.ts';

export const restingStatuses = ['held', 'working', 'filled', 'cancelled'] as const;
export type RestingStatus = (typeof restingStatuses)[number];

/** An order as a venue keeps it: plain data, so that it can be stored and taken up again. */
export interface RestingOrder {
  readonly clientOrderId: ClientOrderId;
  readonly venueOrderId: VenueOrderId;
  /** Counts the orders that the venue took, from one. */
  readonly place: number;
  readonly groupId: ClientOrderId;
  readonly instrumentId: InstrumentId;
  readonly side: OrderSide;
  readonly type: OrderType;
  readonly role: OrderRole;
  readonly limitPrice: Price | null;
  readonly stopPrice: Price | null;
  readonly quantity: Quantity;
  readonly filledQuantity: Quantity;
  readonly status: RestingStatus;
  /** A stop whose price was reached; it fills at market from then on. */
  readonly isTriggered: boolean;
  /** A limit order that the market has left standing; from then on it is the maker. */
  readonly isResting: boolean;
  /** Why it was cancelled. */
  readonly reason: string | null;
  readonly fills: readonly Fill[];
}

/** Takes an order in; one that another order of its group must open for is held. */
export function restOrder(order: Order, place: number, isHeld: boolean): RestingOrder {
  return {
    clientOrderId: order.clientOrderId,
    venueOrderId: idFrom(`P${place}`),
    place,
    groupId: order.groupId,
    instrumentId: order.instrumentId,
    side: order.side,
    type: order.type,
    role: order.role,
    limitPrice: order.limitPrice,
    stopPrice: order.stopPrice,
    quantity: isHeld ? ZERO_QUANTITY : order.quantity,
    filledQuantity: ZERO_QUANTITY,
    status: isHeld ? 'held' : 'working',
    isTriggered: false,
    isResting: false,
    reason: null,
    fills: [],
  };
}

export function remainingOf(order: RestingOrder): Quantity {
  return subtractQuantity(order.quantity, order.filledQuantity);
}

/** The limit price as a float, or NaN. */
export function limitFloat(order: RestingOrder): number {
  return order.limitPrice === null ? Number.NaN : priceToFloat(order.limitPrice);
}

/** The stop price as a float, or NaN. */
export function stopFloat(order: RestingOrder): number {
  return order.stopPrice === null ? Number.NaN : priceToFloat(order.stopPrice);
}
