import { assert } from '../../shared/base/assert.ts';
import type { Fact } from '../../shared/domain/fact.ts';
import { type ClientOrderId } from '../../shared/domain/ids.ts';
import type { Order } from '../../shared/domain/order.ts';
import type { EngineCore } from '../engine/engine-core.ts';
import type { Broker } from '../engine/ports/broker.ts';

/** Hands to the venue what recorded facts say we want of it, in order. */
export class Outbound {
  readonly #broker: Broker;
  readonly #core: EngineCore;
  readonly #busy = new Set<Promise<void>>();
  #failure: unknown = null;

  constructor(broker: Broker, core: EngineCore) {
    this.#broker = broker;
    this.#core = core;
  }

  /** Whether a fact asks something of the venue. */
  static concerns(this: void, fact: Fact): boolean {
    return (
      fact.kind === 'order-submitted' ||
      fact.kind === 'order-resent' ||
      fact.kind === 'order-cancel-requested' ||
      fact.kind === 'order-replace-requested'
    );
  }

  get isBusy(): boolean {
    return this.#busy.size > 0;
  }

  send(facts: readonly Fact[]): void {
    for (const fact of facts) {
      if (fact.kind === 'order-submitted') this.#follow(this.#broker.submit(fact.order, fact.attached));
      else if (fact.kind === 'order-resent') this.#resend(fact.clientOrderId);
      else if (fact.kind === 'order-cancel-requested') this.#follow(this.#broker.cancel(fact.clientOrderId));
      else if (fact.kind === 'order-replace-requested') this.#follow(this.#broker.replace(fact.clientOrderId, fact.price));
    }
  }

  /**
   * After a restart: asks the venue for every order that is not over, and repeats what had been asked of it but not
   * answered. Of an order that it never had, what was asked goes out with the order, if that is sent again.
   */
  async reconcile(take: (reports: Awaited<ReturnType<Broker['reconcile']>>) => void): Promise<void> {
    const live = [...this.#core.books.orders.live()];
    const { orders } = this.#core.books;
    take(
      await this.#broker.reconcile(
        live.map((order) => order.clientOrderId),
        (id) => orders.get(id) !== undefined,
      ),
    );
    // What the reports themselves led to leaves once it is on disk, as everything does.
    for (const before of live) {
      const order = this.#core.books.orders.get(before.clientOrderId);
      if (order === undefined || order.venueOrderId === null) continue;
      if (before.isCancelRequested === order.isCancelRequested && before.requestedPrice === order.requestedPrice)
        this.#repeatRequest(order);
    }
  }

  /** Resolves when everything sent so far was handed over; rejects with what the venue's side failed with. */
  async drained(): Promise<void> {
    await Promise.all(this.#busy);
    if (this.#failure !== null) throw this.#failure;
  }

  #resend(id: ClientOrderId): void {
    const order = this.#core.books.orders.get(id);
    assert(order !== undefined, `order ${id} is to be sent again, but the books don't have it`);
    const attached: Order[] = this.#core.books.orders
      .liveOf(order.instrumentId)
      .filter((other) => other.groupId === order.groupId && other.clientOrderId !== id && !other.isCancelRequested);
    this.#follow(this.#broker.submit(order, attached));
    for (const sent of [order, ...attached]) this.#repeatRequest(sent);
  }

  #repeatRequest({ clientOrderId, isCancelRequested, requestedPrice }: Order): void {
    if (isCancelRequested) this.#follow(this.#broker.cancel(clientOrderId));
    else if (requestedPrice !== null) this.#follow(this.#broker.replace(clientOrderId, requestedPrice));
  }

  #follow(sending: Promise<void>): void {
    const followed = sending
      .catch((error: unknown) => {
        this.#failure = error;
      })
      .finally(() => this.#busy.delete(followed));
    this.#busy.add(followed);
  }
}
