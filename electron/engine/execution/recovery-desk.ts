import type { Order } from '../../../shared/domain/order.ts';
import { type Closing, closingSide, type Position } from '../../../shared/domain/position.ts';
import { ZERO_QUANTITY } from '../../../shared/domain/quantity.ts';
import type { CoreContext } from '../kernel/core-context.ts';
import type { VenueReport } from '../ports/broker.ts';

type Recovered = Extract<VenueReport, { kind: 'recovered' }>;

/**
 * Takes orders into the books that a run of ours sent while nothing could be recorded, and that the record therefore lacks.
 * Only what reduces goes out like that, so that an order which would open something is none of them.
 */
export class RecoveryDesk {
  readonly #core: CoreContext;

  constructor(core: CoreContext) {
    this.#core = core;
  }

  /** Takes the order up, so that what the venue tells of it next finds it; returns why it can't be one of ours, or `null`. */
  take({ clientOrderId, order: found }: Recovered): string | null {
    const { books, clock, emit, instruments } = this.#core;
    if (instruments.get(found.instrumentId) === null)
      return `the venue has an order for ${found.instrumentId}, which this market doesn't have`;
    const position = books.positions.get(found.instrumentId);
    if (found.role === 'entry' || position === undefined || !reduces(found, position))
      return 'the venue has an order under a name of ours that these books have never had, and that closes nothing they hold';
    emit({
      kind: 'order-recovered',
      order: {
        ...found,
        clientOrderId,
        venueOrderId: null,
        proposalId: null,
        origin: 'engine',
        filledQuantity: ZERO_QUANTITY,
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
    if (found.role === 'exit') this.#noteClosing(position, { ...found, clientOrderId });
    return null;
  }

  /** The position is on its way out by this order: nothing else may close it as well. */
  #noteClosing(position: Position, exit: Pick<Order, 'clientOrderId' | 'quantity'>): void {
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
