import { assert } from '../../shared/base/assert.ts';
import type { Fact } from '../../shared/domain/fact.ts';
import { type ClientOrderId } from '../../shared/domain/ids.ts';
import type { Order } from '../../shared/domain/order.ts';
import type { EngineCore } from '../engine/engine-core.ts';
import { incarnationOf } from '../engine/kernel/id-source.ts';
import type { Broker } from '../engine/ports/broker.ts';

/** Hands to the venue what recorded facts say we want of it, in order. */
export class Outbound {
  readonly #broker: Broker;
  readonly #core: EngineCore;
  readonly #runs: ReadonlySet<string>;
  readonly #busy = new Set<Promise<void>>();
  /** Entries that were not sent and are let go, with what is attached to them. */
  readonly #heldBack = new Set<ClientOrderId>();
  #failure: unknown = null;

  /** `runs` are the incarnations of all runs on record, this one included. */
  constructor(broker: Broker, core: EngineCore, runs: ReadonlySet<string>) {
    this.#broker = broker;
    this.#core = core;
    this.#runs = runs;
  }

  /** Whether a fact asks something of the venue. */
  static concerns(this: void, fact: Fact): boolean {
    return (
      fact.kind === 'order-submitted' ||
      fact.kind === 'order-resent' ||
      fact.kind === 'order-cancel-requested' ||
      fact.kind === 'order-disowned' ||
      fact.kind === 'order-replace-requested'
    );
  }

  get isBusy(): boolean {
    return this.#busy.size > 0;
  }

  /** Sends; with `isHoldingEntries` nothing that opens leaves, and the names of the entries that did not are returned. */
  send(facts: readonly Fact[], { isHoldingEntries }: { readonly isHoldingEntries: boolean }): readonly ClientOrderId[] {
    const held: ClientOrderId[] = [];
    for (const fact of facts) {
      if (isHoldingEntries && this.#isEntry(fact)) held.push(this.#holdBack(fact));
      else if (fact.kind === 'order-submitted') this.#follow(this.#broker.submit(fact.order, fact.attached));
      else if (fact.kind === 'order-resent') this.#resend(fact.clientOrderId);
      // What was held back never reached the venue, which would not know what is to be cancelled.
      else if ('clientOrderId' in fact && this.#heldBack.has(fact.clientOrderId)) continue;
      else if (fact.kind === 'order-cancel-requested' || fact.kind === 'order-disowned')
        this.#follow(this.#broker.cancel(fact.clientOrderId));
      else if (fact.kind === 'order-replace-requested') this.#follow(this.#broker.replace(fact.clientOrderId, fact.price));
    }
    return held;
  }

  /** Whether an order was not sent and is let go. */
  isHeldBack(id: ClientOrderId): boolean {
    return this.#heldBack.has(id);
  }

  /** Whether everything sent is with the venue within so many milliseconds. Rejects with what the venue's side failed with. */
  async takenWithin(ms: number): Promise<boolean> {
    const late = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => late.resolve(false), ms);
    const taken = async (): Promise<boolean> => {
      do await this.drained();
      while (this.isBusy);
      return true;
    };
    return await Promise.race([taken(), late.promise]).finally(() => clearTimeout(timer));
  }

  /**
   * After a restart: asks the venue for every order that is not over, and repeats what had been asked of it but not
   * answered. Of an order that it never had, what was asked goes out with the order, if that is sent again.
   */
  async reconcile(take: (reports: Awaited<ReturnType<Broker['reconcile']>>) => void): Promise<void> {
    const live = [...this.#core.books.orders.live()];
    const { orders, venue } = this.#core.books;
    take(
      await this.#broker.reconcile(
        live.map((order) => order.clientOrderId),
        {
          // What was in the venue's books before ours began to follow them is somebody else's.
          isKnown: ({ clientOrderId, place }) => orders.get(clientOrderId) !== undefined || place <= (venue.current?.firstOrderCount ?? 0),
          isOurs: (id) => this.#runs.has(incarnationOf(id)),
        },
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

  #isEntry(fact: Fact): fact is Extract<Fact, { kind: 'order-submitted' | 'order-resent' }> {
    if (fact.kind === 'order-submitted') return fact.order.role === 'entry';
    return fact.kind === 'order-resent' && this.#core.books.orders.get(fact.clientOrderId)?.role === 'entry';
  }

  #holdBack(fact: Extract<Fact, { kind: 'order-submitted' | 'order-resent' }>): ClientOrderId {
    if (fact.kind === 'order-resent') {
      this.#heldBack.add(fact.clientOrderId);
      return fact.clientOrderId;
    }
    for (const { clientOrderId } of [fact.order, ...fact.attached]) this.#heldBack.add(clientOrderId);
    return fact.order.clientOrderId;
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
