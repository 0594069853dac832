import type { Event } from '../../../shared/base/emitter.ts';
import type { Fill } from '../../../shared/domain/fill.ts';
import type { ClientOrderId, InstrumentId, VenueBooksId, VenueOrderId } from '../../../shared/domain/ids.ts';
import type { Order, OrderRole, OrderSide, OrderType } from '../../../shared/domain/order.ts';
import type { Price } from '../../../shared/domain/price.ts';
import type { Quantity } from '../../../shared/domain/quantity.ts';
import type { UtcMs } from '../../../shared/domain/time.ts';

/** An order as a venue's books have it. */
export interface VenueOrder {
  readonly clientOrderId: ClientOrderId;
  readonly venueOrderId: VenueOrderId;
  /** Counts the orders that these books took, from one. */
  readonly place: number;
  readonly groupId: ClientOrderId;
  readonly instrumentId: InstrumentId;
  readonly side: OrderSide;
  readonly type: OrderType;
  readonly role: OrderRole;
  readonly limitPrice: Price | null;
  readonly stopPrice: Price | null;
  /** Zero while it is held. */
  readonly quantity: Quantity;
  readonly filledQuantity: Quantity;
  readonly status: 'held' | 'working' | 'filled' | 'cancelled';
}

/** What a venue says of its books at one moment. */
export interface VenueStatement {
  readonly books: VenueBooksId;
  /** How many orders these books ever took, and how many trades they ever made. */
  readonly orderCount: number;
  readonly tradeCount: number;
  /** The orders that are held or working, oldest first. */
  readonly resting: readonly VenueOrder[];
  /** What the venue found wrong with its own books, in sentences; an order that it can't trust is not among its orders. */
  readonly faults: readonly string[];
}

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
  /**
   * Told after a start, before all else of the order: the venue has it, and the books don't. `isOurs`: under a name that a run of ours
   * gave.
   */
  | { readonly kind: 'recovered'; readonly clientOrderId: ClientOrderId; readonly order: VenueOrder; readonly isOurs: boolean }
  /** The venue was asked for the order by our name and has never had it, or lost it. */
  | { readonly kind: 'unknown'; readonly clientOrderId: ClientOrderId }
);

/** What is known here of the names of orders. */
export interface KnownNames {
  /** Whether the books have the order, or leave it to somebody else. */
  readonly isKnown: (order: VenueOrder) => boolean;
  /** Whether a run of ours gave this name. */
  readonly isOurs: (id: ClientOrderId) => boolean;
}

/**
 * A venue that trades. Every call resolves when the request was handed over, not when the venue
 * answered; answers come as reports. Requests reach the venue in the order of the calls: a cancellation that overtook its
 * order would be answered `unknown`, and the order stand there while our books have let it go. Calls may be repeated: the venue
 * knows an order by our name. Stop and target are held there and cancel each other, and a working order's price can be moved;
 * the adapter of a venue that can't do one of them has to.
 */
export interface Broker {
  readonly onDidReport: Event<VenueReport>;
  /** Tells which books these are and how they stand, everything that was asked before included. */
  statement(): Promise<VenueStatement>;
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
   * venue's are; an order that it never had is reported `unknown`. Every order that the books don't know is told as `recovered`,
   * oldest first and before all other reports; then everything of it is told as of the named ones.
   */
  reconcile(ids: readonly ClientOrderId[], names: KnownNames): Promise<readonly VenueReport[]>;
}
