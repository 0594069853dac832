import { assert } from '../../../shared/base/assert.ts';
import { divide, multiply } from '../../../shared/domain/decimal.ts';
import type { Fill } from '../../../shared/domain/fill.ts';
import type { ClientOrderId, InstrumentId } from '../../../shared/domain/ids.ts';
import { isProtective, isTerminal, type Order } from '../../../shared/domain/order.ts';
import { nextOrder, type OrderEvent } from '../../../shared/domain/order-transitions.ts';
import { type Price, priceFromUnits } from '../../../shared/domain/price.ts';
import type { UtcMs } from '../../../shared/domain/time.ts';
import { BoundedMap } from './bounded-map.ts';

const RECENT_ORDERS = 5_000;

/** What the fills of an order came to so far, price times quantity in units of 10⁻¹². */
export interface FilledValue {
  readonly clientOrderId: ClientOrderId;
  readonly value: bigint;
}

/** Every order that is not over, and the most recent ones that are. */
export class OrderRegister {
  readonly #orders = new BoundedMap<ClientOrderId, Order>(RECENT_ORDERS, (order) => !isTerminal(order.status));
  readonly #live = new Map<ClientOrderId, Order>();
  readonly #filledValues = new BoundedMap<ClientOrderId, FilledValue>(RECENT_ORDERS, ({ clientOrderId }) => this.#live.has(clientOrderId));

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

  /** What the orders with fills came to, oldest first. */
  filledValues(): IterableIterator<FilledValue> {
    return this.#filledValues.values();
  }

  putFilledValue(filled: FilledValue): void {
    this.#filledValues.set(filled.clientOrderId, filled);
  }

  /** Returns the mean price of an order's fills, weighed by their quantities and rounded half-even to twelve places; `null` without one. */
  averageFillPrice({ clientOrderId, filledQuantity }: Order): Price | null {
    const filled = this.#filledValues.get(clientOrderId);
    if (filled === undefined || filledQuantity <= 0n) return null;
    return priceFromUnits(divide(filled.value, filledQuantity, 'half-even'));
  }

  /** @throws {InvariantError} when the order is unknown or can't fill so far. */
  fill({ clientOrderId, price, quantity }: Fill, at: UtcMs): void {
    this.change(clientOrderId, { kind: 'filled', quantity }, at);
    const before = this.#filledValues.get(clientOrderId)?.value ?? 0n;
    this.putFilledValue({ clientOrderId, value: before + multiply(price, quantity, 'half-even') });
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
