import { exhaustive } from '../base/assert.ts';
import { err, ok, type Result } from '../base/result.ts';
import { formatDecimal } from './decimal.ts';
import type { VenueOrderId } from './ids.ts';
import { isTerminal, type Order } from './order.ts';
import type { Price } from './price.ts';
import { addQuantity, type Quantity } from './quantity.ts';
import type { UtcMs } from './time.ts';

/** What can happen to an order after it was submitted; all but the requests are the venue's words. */
export type OrderEvent =
  | { readonly kind: 'accepted'; readonly venueOrderId: VenueOrderId; readonly isHeld: boolean }
  /** A held order became able to fill, or its size followed what its entry has opened. */
  | { readonly kind: 'activated'; readonly quantity: Quantity }
  | { readonly kind: 'filled'; readonly quantity: Quantity }
  | { readonly kind: 'cancel-requested' }
  | { readonly kind: 'cancelled'; readonly reason: string }
  | { readonly kind: 'cancel-refused'; readonly reason: string }
  | { readonly kind: 'replace-requested'; readonly price: Price }
  | { readonly kind: 'replaced'; readonly price: Price }
  | { readonly kind: 'replace-refused'; readonly reason: string }
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'expired' };

export type OrderFault = { readonly code: 'impossible-transition' | 'overfill'; readonly message: string };

type Next = Result<Order, OrderFault>;

/**
 * Returns the order after `event`. Venue words may come late or in another order than things
 * happened: an acceptance after a fill only adds the venue's id, a fill after a cancellation still
 * counts. Errors: `overfill` when more would fill than was ordered; `impossible-transition` for an
 * event that the order's state excludes. Neither changes the order.
 */
export function nextOrder(order: Order, event: OrderEvent, at: UtcMs): Next {
  switch (event.kind) {
    case 'accepted':
      return accepted(order, event, at);
    case 'filled':
      return filled(order, event.quantity, at);
    case 'cancel-refused':
      return changed(order, { isCancelRequested: false, reason: event.reason }, at);
    case 'replace-refused':
      return changed(order, { requestedPrice: null, reason: event.reason }, at);
    case 'activated':
    case 'cancel-requested':
    case 'replace-requested':
    case 'replaced':
    case 'cancelled':
    case 'rejected':
    case 'expired':
      return isTerminal(order.status) ? impossible(order, event) : whileLive(order, event, at);
    default:
      return exhaustive(event);
  }
}

type LiveEvent = Exclude<OrderEvent, { kind: 'accepted' | 'filled' | 'cancel-refused' | 'replace-refused' }>;

/** What can only happen to an order that is not over. */
function whileLive(order: Order, event: LiveEvent, at: UtcMs): Next {
  switch (event.kind) {
    case 'activated': {
      if (event.quantity < order.filledQuantity) return impossible(order, event);
      return changed(order, { quantity: event.quantity, status: order.filledQuantity > 0n ? 'partially-filled' : 'working' }, at);
    }
    case 'cancel-requested':
      return changed(order, { isCancelRequested: true }, at);
    case 'replace-requested':
      return changed(order, { requestedPrice: event.price }, at);
    case 'replaced': {
      const price = order.type === 'stop' ? { stopPrice: event.price } : { limitPrice: event.price };
      return changed(order, { ...price, requestedPrice: null }, at);
    }
    case 'rejected':
      if (order.filledQuantity > 0n) return impossible(order, event);
      return over(order, 'rejected', event.reason, at);
    case 'cancelled':
      return over(order, 'cancelled', event.reason, at);
    case 'expired':
      return over(order, 'expired', order.reason, at);
    default:
      return exhaustive(event);
  }
}

function accepted(order: Order, { venueOrderId, isHeld }: Extract<OrderEvent, { kind: 'accepted' }>, at: UtcMs): Next {
  if (order.status !== 'submitted') return changed(order, { venueOrderId: order.venueOrderId ?? venueOrderId }, at);
  return changed(order, { venueOrderId, status: isHeld ? 'held' : 'working' }, at);
}

function filled(order: Order, quantity: Quantity, at: UtcMs): Next {
  if (order.status === 'filled' || order.status === 'rejected' || quantity <= 0n) return impossible(order, { kind: 'filled', quantity });
  const filledQuantity = addQuantity(order.filledQuantity, quantity);
  if (filledQuantity > order.quantity) {
    return err({
      code: 'overfill',
      message: `order ${order.clientOrderId} for ${formatDecimal(order.quantity)} would be filled to ${formatDecimal(filledQuantity)}`,
    });
  }
  if (filledQuantity === order.quantity) {
    return changed(order, { filledQuantity, status: 'filled', isCancelRequested: false, requestedPrice: null }, at);
  }
  return changed(order, { filledQuantity, status: isTerminal(order.status) ? order.status : 'partially-filled' }, at);
}

function over(order: Order, status: 'cancelled' | 'rejected' | 'expired', reason: string | null, at: UtcMs): Next {
  return changed(order, { status, reason, isCancelRequested: false, requestedPrice: null }, at);
}

function changed(order: Order, change: Partial<Order>, at: UtcMs): Next {
  return ok({ ...order, ...change, tsUpdated: at });
}

function impossible(order: Order, event: OrderEvent): Next {
  return err({ code: 'impossible-transition', message: `order ${order.clientOrderId} is ${order.status} and can't become ${event.kind}` });
}
