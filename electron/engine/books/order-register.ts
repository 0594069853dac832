import { assert } from '../../../shared/base/assert.ts';
import type { ClientOrderId, InstrumentId } from '../../../shared/domain/ids.ts';
import { isProtective, isTerminal, type Order } from '../../../shared/domain/order.ts';
import { nextOrder, type OrderEvent } from '../../../shared/domain/order-transitions.ts';
import type { UtcMs } from '../../../shared/domain/time.ts';
import { BoundedMap } from './bounded-map.ts';

const RECENT_ORDERS = 5_000;

/** Every order that is not over, and the most recent ones that are. */
export class OrderRegister {
  readonly #orders = new BoundedMap<ClientOrderId, Order>(RECENT_ORDERS, (order) => !isTerminal(order.status));
  readonly #live = new Map<ClientOrderId, Order>();

  get(id: ClientOrderId): Order | undefined {
    return this.#orders.get(id);
  }

  /** Oldest first. */
  all(): IterableIterator<Order> {
    return this.#orders.values();
  }

  /** The orders that are not over, oldest first. */
  live(): IterableIterator<Order> {
    return this.#live.values();
  }

  get liveCount(): number {
    return this.#live.size;
  }

  liveOf(instrumentId: InstrumentId): Order[] {
    const found: Order[] = [];
    for (const order of this.#live.values()) if (order.instrumentId === instrumentId) found.push(order);
    return found;
  }

  /** The live stop and target orders of an instrument. */
  protectionOf(instrumentId: InstrumentId): Order[] {
    return this.liveOf(instrumentId).filter((order) => isProtective(order.role));
  }

  put(order: Order): void {
    this.#orders.set(order.clientOrderId, order);
    if (isTerminal(order.status)) this.#live.delete(order.clientOrderId);
    else this.#live.set(order.clientOrderId, order);
  }

  /** @throws {InvariantError} when the order is unknown or its state excludes the event. */
  change(id: ClientOrderId, event: OrderEvent, at: UtcMs): void {
    const order = this.#orders.get(id);
    assert(order !== undefined, `a fact names order ${id}, which the books don't have`);
    const next = nextOrder(order, event, at);
    assert(next.ok, next.ok ? '' : next.error.message);
    this.put(next.value);
  }
}
