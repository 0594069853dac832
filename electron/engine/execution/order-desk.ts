import type { ClientOrderId, ProposalId } from '../../../shared/domain/ids.ts';
import type { Instrument } from '../../../shared/domain/instrument.ts';
import {
  isOpen,
  isTerminal,
  type Order,
  type OrderOrigin,
  type OrderRole,
  type OrderSide,
  type OrderType,
  oppositeSide,
} from '../../../shared/domain/order.ts';
import type { Price } from '../../../shared/domain/price.ts';
import { type Quantity, ZERO_QUANTITY } from '../../../shared/domain/quantity.ts';
import type { UtcMs } from '../../../shared/domain/time.ts';
import type { CoreContext } from '../kernel/core-context.ts';

/** An order to be made, before it has a name and a state. */
interface OrderDraft {
  readonly instrument: Instrument;
  readonly side: OrderSide;
  readonly type: OrderType;
  readonly role: OrderRole;
  readonly quantity: Quantity;
  readonly limitPrice: Price | null;
  readonly stopPrice: Price | null;
  readonly referencePrice: Price | null;
  readonly priceTolerance: Price | null;
  readonly origin: OrderOrigin;
  readonly proposalId: ProposalId | null;
  readonly expiresAt: UtcMs | null;
}

export interface EntryRequest {
  readonly instrument: Instrument;
  readonly side: OrderSide;
  readonly quantity: Quantity;
  /** `null` for a market order. */
  readonly limitPrice: Price | null;
  readonly stop: Price | null;
  readonly target: Price | null;
  /** The market that the entry was decided on. */
  readonly referencePrice: Price;
  /** How far the market may have moved from there when the entry is sent. */
  readonly priceTolerance: Price;
  readonly origin: OrderOrigin;
  readonly proposalId: ProposalId | null;
  readonly expiresAt: UtcMs | null;
}

export interface ProtectionRequest {
  readonly instrument: Instrument;
  /** The side that closes what is protected. */
  readonly side: OrderSide;
  readonly quantity: Quantity;
  readonly stop: Price | null;
  readonly target: Price | null;
  readonly origin: OrderOrigin;
}

/** What reduces is wanted at any time and wherever the market is. */
const UNBOUND = { referencePrice: null, priceTolerance: null, expiresAt: null } as const;

/** Records what we want of a venue. Nothing leaves before the fact that says so is durable. */
export class OrderDesk {
  readonly #core: CoreContext;

  constructor(core: CoreContext) {
    this.#core = core;
  }

  /** Sends an entry with the stop and target that its fills will activate. */
  submitEntry(request: EntryRequest): ClientOrderId {
    const { side, limitPrice, stop, target, expiresAt } = request;
    const entry = this.#order({ ...request, type: limitPrice === null ? 'market' : 'limit', role: 'entry', stopPrice: null }, null);
    const attached = this.#protection({ ...request, side: oppositeSide(side), stop, target }, entry.clientOrderId);
    this.#core.emit({ kind: 'order-submitted', order: entry, attached });
    if (expiresAt !== null) this.#core.timers.set('order-expiry', entry.clientOrderId, expiresAt);
    return entry.clientOrderId;
  }

  /** Sends an order at market that closes. */
  submitExit(instrument: Instrument, side: OrderSide, quantity: Quantity, origin: OrderOrigin): ClientOrderId {
    const draft = { ...UNBOUND, instrument, side, quantity, origin, limitPrice: null, stopPrice: null, proposalId: null };
    const exit = this.#order({ ...draft, type: 'market', role: 'exit' }, null);
    this.#core.emit({ kind: 'order-submitted', order: exit, attached: [] });
    return exit.clientOrderId;
  }

  /** Sends a stop and a target, or one of them, for what is open already. */
  submitProtection(request: ProtectionRequest): void {
    const [first, ...attached] = this.#protection({ ...request, proposalId: null }, null);
    if (first !== undefined) this.#core.emit({ kind: 'order-submitted', order: first, attached });
  }

  /** Asks the venue to cancel; does nothing when that was asked already or the order is over. */
  cancel(order: Order, reason: string): void {
    if (isTerminal(order.status) || order.isCancelRequested) return;
    this.#core.emit({ kind: 'order-cancel-requested', clientOrderId: order.clientOrderId, reason });
  }

  /** Asks the venue to move an order's price; does nothing when it stands there already. */
  replace(order: Order, price: Price): void {
    const current = order.requestedPrice ?? (order.type === 'stop' ? order.stopPrice : order.limitPrice);
    if (isTerminal(order.status) || current === price) return;
    this.#core.emit({ kind: 'order-replace-requested', clientOrderId: order.clientOrderId, price });
  }

  /** The time of an entry ran out: what is left of it is cancelled. */
  onExpiry(id: ClientOrderId): void {
    const order = this.#core.books.orders.get(id);
    if (order === undefined || isTerminal(order.status)) return;
    this.cancel(order, isOpen(order.status) ? 'the time to enter ran out' : 'the venue did not answer in time');
  }

  /** Sets the timers of the entries that the books hold; call once when the core starts. */
  start(): void {
    for (const order of this.#core.books.orders.live()) {
      if (order.expiresAt !== null) this.#core.timers.set('order-expiry', order.clientOrderId, order.expiresAt);
    }
  }

  #protection(request: ProtectionRequest & { readonly proposalId: ProposalId | null }, group: ClientOrderId | null): Order[] {
    const { stop, target } = request;
    const orders: Order[] = [];
    const base = { ...request, ...UNBOUND };
    const groupId = (): ClientOrderId | null => group ?? orders[0]?.clientOrderId ?? null;
    if (stop !== null) orders.push(this.#order({ ...base, type: 'stop', role: 'stop-loss', limitPrice: null, stopPrice: stop }, groupId()));
    if (target !== null)
      orders.push(this.#order({ ...base, type: 'limit', role: 'take-profit', limitPrice: target, stopPrice: null }, groupId()));
    return orders;
  }

  #order(draft: OrderDraft, group: ClientOrderId | null): Order {
    const { clock, ids } = this.#core;
    const clientOrderId = ids.next<ClientOrderId>();
    return {
      clientOrderId,
      venueOrderId: null,
      groupId: group ?? clientOrderId,
      instrumentId: draft.instrument.id,
      side: draft.side,
      type: draft.type,
      role: draft.role,
      proposalId: draft.proposalId,
      origin: draft.origin,
      quantity: draft.quantity,
      filledQuantity: ZERO_QUANTITY,
      limitPrice: draft.limitPrice,
      stopPrice: draft.stopPrice,
      referencePrice: draft.referencePrice,
      priceTolerance: draft.priceTolerance,
      expiresAt: draft.expiresAt,
      status: 'submitted',
      isCancelRequested: false,
      requestedPrice: null,
      reason: null,
      tsInit: clock.now,
      tsUpdated: clock.now,
    };
  }
}
