import { isProtective, type Order } from '../../../shared/domain/order.ts';
import type { CoreContext } from '../kernel/core-context.ts';
import type { ClosingDesk } from './closing-desk.ts';
import type { OrderDesk } from './order-desk.ts';

/** Ends orders that the venue lost or has otherwise than they were sent, so that nothing waits for them, and puts stops in place again. */
export class LostOrders {
  readonly #core: CoreContext;
  readonly #orders: OrderDesk;
  readonly #closing: ClosingDesk;

  constructor(core: CoreContext, rooms: { readonly orders: OrderDesk; readonly closing: ClosingDesk }) {
    this.#core = core;
    this.#orders = rooms.orders;
    this.#closing = rooms.closing;
  }

  /** The venue does not have a live order: it is over. An exit is sent anew, and what protected a position is put in place again. */
  lose(order: Order, reason: string): void {
    this.#replace(order);
    this.#core.emit({ kind: 'order-cancelled', clientOrderId: order.clientOrderId, reason });
    this.#closing.advance(order.instrumentId);
  }

  /** The venue has a live order with other values than it was sent with: it is cancelled there, and what is still wanted of it sent anew. */
  takeBack(order: Order, reason: string): void {
    this.#replace(order);
    this.#orders.cancel(this.#core.books.orders.get(order.clientOrderId) ?? order, reason);
    this.#closing.advance(order.instrumentId);
  }

  /** Notes that another order is wanted in the place of this one; it is sent when this one is over. */
  #replace({ clientOrderId, instrumentId, role }: Order): void {
    const position = this.#core.books.positions.get(instrumentId);
    if (position === undefined) return;
    if (role === 'exit') this.#closing.forgetExit(position, clientOrderId);
    else if (isProtective(role)) this.#closing.renewProtection(position);
  }
}
