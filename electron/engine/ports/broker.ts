import type { Event } from '../../../shared/base/emitter.ts';
import type { Fill } from '../../../shared/domain/fill.ts';
import type { ClientOrderId, VenueOrderId } from '../../../shared/domain/ids.ts';
import type { Order } from '../../../shared/domain/order.ts';
import type { Price } from '../../../shared/domain/price.ts';
import type { Quantity } from '../../../shared/domain/quantity.ts';
import type { UtcMs } from '../../../shared/domain/time.ts';

/** What a venue said of an order. It may come late, twice, or in another order than it happened. */
export type VenueReport = { readonly tsEvent: UtcMs } & (
  | { readonly kind: 'accepted'; readonly clientOrderId: ClientOrderId; readonly venueOrderId: VenueOrderId; readonly isHeld: boolean }
  /** A held order can fill now, or its size followed what its entry has opened. */
  | { readonly kind: 'activated'; readonly clientOrderId: ClientOrderId; readonly quantity: Quantity }
  | { readonly kind: 'filled'; readonly clientOrderId: ClientOrderId; readonly fill: Fill }
  | { readonly kind: 'rejected'; readonly clientOrderId: ClientOrderId; readonly reason: string }
  | { readonly kind: 'cancelled'; readonly clientOrderId: ClientOrderId; readonly reason: string }
  | { readonly kind: 'cancel-refused'; readonly clientOrderId: ClientOrderId; readonly reason: string }
  | { readonly kind: 'replaced'; readonly clientOrderId: ClientOrderId; readonly price: Price }
  | { readonly kind: 'replace-refused'; readonly clientOrderId: ClientOrderId; readonly reason: string }
  | { readonly kind: 'expired'; readonly clientOrderId: ClientOrderId }
  /** The venue was asked for the order by our name and has never had it. */
  | { readonly kind: 'unknown'; readonly clientOrderId: ClientOrderId }
);

/**
 * A venue that trades. Every call resolves when the request was handed over, not when the venue
 * answered; answers come as reports. Requests reach the venue in the order of the calls: a cancellation that overtook its
 * order would be answered `unknown`, and the order stand there while our books have let it go. Calls may be repeated: the venue
 * knows an order by our name. Stop and target are held there and cancel each other, and a working order's price can be moved;
 * the adapter of a venue that can't do one of them has to.
 */
export interface Broker {
  readonly onDidReport: Event<VenueReport>;
  /**
   * Sends an order; `attached` holds the stop and target that wait for it. When the order ends without having filled, each of
   * them is reported as ended too.
   */
  submit(order: Order, attached: readonly Order[]): Promise<void>;
  cancel(id: ClientOrderId): Promise<void>;
  /** Moves the stop price of a stop order or the limit price of a limit order. */
  replace(id: ClientOrderId, price: Price): Promise<void>;
  /**
   * Tells everything the venue knows of the named orders, as reports that bring our books to where the
   * venue's are; an order that it never had is reported `unknown`. Tells as well of orders that are alive or have filled and
   * that nobody here knows, so that a record that lost its end is noticed.
   */
  reconcile(ids: readonly ClientOrderId[], isKnown: (id: ClientOrderId) => boolean): Promise<readonly VenueReport[]>;
}
