import type { Order } from '../../../shared/domain/order.ts';
import { type Closing, closingSide, type Position } from '../../../shared/domain/position.ts';
import { ZERO_QUANTITY } from '../../../shared/domain/quantity.ts';
import type { CoreContext } from '../kernel/core-context.ts';
import type { VenueOrder, VenueReport } from '../ports/broker.ts';
import type { VenueComparison } from './venue-comparison.ts';

type Recovered = Extract<VenueReport, { kind: 'recovered' }>;

/**
 * Takes orders into the books that the venue has and the record lacks. What a run of ours sent while nothing could be recorded
 * only ever reduces and leaves no other trace; anything else says that the record lost its end, which is named and halts.
 */
export class RecoveryDesk {
  readonly #core: CoreContext;
  readonly #comparison: VenueComparison;

  constructor(core: CoreContext, comparison: VenueComparison) {
    this.#core = core;
    this.#comparison = comparison;
  }

  /** Takes the order up, so that what the venue tells of it next finds it. */
  take({ order, isOurs }: Recovered): void {
    const { books, clock, emit, instruments } = this.#core;
    if (instruments.get(order.instrumentId) === null) return;
    const position = books.positions.get(order.instrumentId);
    const isReducing = order.role !== 'entry' && position !== undefined && reduces(order, position);
    if (!isOurs || !isReducing) this.#comparison.noteRecovered();
    const { clientOrderId, groupId, instrumentId, side, type, role, quantity, limitPrice, stopPrice } = order;
    emit({
      kind: 'order-recovered',
      order: {
        clientOrderId,
        venueOrderId: null,
        groupId,
        instrumentId,
        side,
        type,
        role,
        proposalId: null,
        origin: 'engine',
        quantity,
        filledQuantity: ZERO_QUANTITY,
        limitPrice,
        stopPrice,
        referencePrice: null,
        priceTolerance: null,
        expiresAt: null,
        status: 'submitted',
        isCancelRequested: false,
        requestedPrice: null,
        reason: null,
        tsInit: clock.now,
        tsUpdated: clock.now,
      },
    });
    if (role === 'exit' && isReducing) this.#noteClosing(position, order);
  }

  /** The position is on its way out by this order: nothing else may close it as well. */
  #noteClosing(position: Position, exit: Pick<VenueOrder, 'clientOrderId' | 'quantity'>): void {
    const { books, clock, emit } = this.#core;
    const protection = books.orders.protectionOf(position.instrumentId);
    const closing: Closing = position.closing ?? {
      quantity: exit.quantity === position.quantity ? null : exit.quantity,
      reason: 'closed while nothing could be recorded',
      origin: 'engine',
      stop: protection.find(({ role }) => role === 'stop-loss')?.stopPrice ?? null,
      target: protection.find(({ role }) => role === 'take-profit')?.limitPrice ?? null,
      exitOrderId: null,
    };
    emit({
      kind: 'position-changed',
      position: { ...position, closing: { ...closing, exitOrderId: exit.clientOrderId }, updatedAt: clock.now },
    });
  }
}

function reduces({ side, quantity }: Pick<Order, 'side' | 'quantity'>, position: Position): boolean {
  return side === closingSide(position.direction) && quantity <= position.quantity;
}
