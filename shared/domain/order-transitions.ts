import { exhaustive } from '../base/assert.ts';
import { err, ok, type Result } from '../base/result.ts';
import { formatDecimal } from './decimal.ts';
import type { VenueOrderId } from './ids.ts';
import { isTerminal, type Order } from './order.ts';
import type { Price } from './price.ts';
import type { Quantity } from './quantity.ts';
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

/**
 * Returns the order after `event`. Venue words may come late or in another order than things
 * happened: an acceptance after a fill only adds the venue's id, a fill after a cancellation still
 * counts. Errors: `overfill` when more would fill than was ordered; `impossible-transition` for an
 * event that the order's state excludes. Neither changes the order.
 */
export function nextOrder(order: Order, event: OrderEvent, at: UtcMs): Result<Order, OrderFault> {
  const changed = (change: Partial<Order>): Result<Order, OrderFault> => ok({ ...order, ...change, tsUpdated: at });
  const impossible = (): Result<Order, OrderFault> =>
    err({ code: 'impossible-transition', message: `order ${order.clientOrderId} is ${order.status} and can't become ${event.kind}` });

  switch (event.kind) {
    case 'accepted': {
      const { venueOrderId } = event;
      if (order.status !== 'submitted') return changed({ venueOrderId: order.venueOrderId ?? venueOrderId });
      return changed({ venueOrderId, status: event.isHeld ? 'held' : 'working' });
    }
    case 'activated': {
      if (isTerminal(order.status)) return impossible();
      if (event.quantity < order.filledQuantity) return impossible();
      return changed({ quantity: event.quantity, status: order.filledQuantity > 0n ? 'partially-filled' : 'working' });
    }
    case 'filled': {
      if (order.status === 'filled' || order.status === 'rejected') return impossible();
      const filledQuantity = (order.filledQuantity + event.quantity) as Quantity;
      if (event.quantity <= 0n) return impossible();
      if (filledQuantity > order.quantity) {
        return err({
          code: 'overfill',
          message: `order ${order.clientOrderId} for ${formatDecimal(order.quantity)} would be filled to ${formatDecimal(filledQuantity)}`,
        });
      }
      if (filledQuantity === order.quantity)
        return changed({ filledQuantity, status: 'filled', isCancelRequested: false, requestedPrice: null });
      return changed({ filledQuantity, status: isTerminal(order.status) ? order.status : 'partially-filled' });
    }
    case 'cancel-requested':
      return isTerminal(order.status) ? impossible() : changed({ isCancelRequested: true });
    case 'cancel-refused':
      return changed({ isCancelRequested: false, reason: event.reason });
    case 'replace-requested':
      return isTerminal(order.status) ? impossible() : changed({ requestedPrice: event.price });
    case 'replaced': {
      if (isTerminal(order.status)) return impossible();
      const price = order.type === 'stop' ? { stopPrice: event.price } : { limitPrice: event.price };
      return changed({ ...price, requestedPrice: null });
    }
    case 'replace-refused':
      return changed({ requestedPrice: null, reason: event.reason });
    case 'cancelled':
    case 'rejected':
    case 'expired':
      if (isTerminal(order.status)) return impossible();
      if (event.kind === 'rejected' && order.filledQuantity > 0n) return impossible();
      return changed({
        status: event.kind,
        isCancelRequested: false,
        requestedPrice: null,
        reason: event.kind === 'expired' ? order.reason : event.reason,
      });
    default:
      return exhaustive(event);
  }
}
