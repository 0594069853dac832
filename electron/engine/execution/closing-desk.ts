import { assert } from '../../../shared/base/assert.ts';
import type { ClientOrderId, InstrumentId } from '../../../shared/domain/ids.ts';
import type { Instrument } from '../../../shared/domain/instrument.ts';
import { isProtective, isTerminal, type Order, type OrderOrigin, remainingQuantity } from '../../../shared/domain/order.ts';
import { type Closing, closingSide, type Position } from '../../../shared/domain/position.ts';
import { type Quantity, smallerQuantity, ZERO_QUANTITY } from '../../../shared/domain/quantity.ts';
import type { CoreContext } from '../kernel/core-context.ts';
import type { OrderDesk } from './order-desk.ts';

/**
 * Takes positions out. Protective orders and entries of the instrument are cancelled first; when the
 * venue has confirmed that, the exit goes out; what stays open gets its stop and target back. Each step
 * follows from the books, so that a restart goes on where it stopped.
 */
export class ClosingDesk {
  readonly #core: CoreContext;
  readonly #orders: OrderDesk;

  constructor(core: CoreContext, orders: OrderDesk) {
    this.#core = core;
    this.#orders = orders;
  }

  /**
   * Closes `quantity` of a position (`null` for all). A position that is being closed already is only
   * closed further: a wish for all of it replaces a wish for a part.
   */
  close(position: Position, quantity: Quantity | null, reason: string, origin: OrderOrigin): void {
    const { books } = this.#core;
    if (position.closing !== null && (position.closing.quantity === null || quantity !== null)) {
      this.advance(position.instrumentId);
      return;
    }
    const closing = position.closing ?? this.#begun(position, quantity, reason, origin);
    // An exit for a part that is out already is waited for; then the rest follows.
    this.#record(position, { ...closing, quantity, reason, exitOrderId: null });
    for (const order of books.orders.liveOf(position.instrumentId)) {
      if (order.role !== 'exit') this.#orders.cancel(order, 'the position is being closed');
    }
    this.advance(position.instrumentId);
  }

  /**
   * Has stop and target of a position sent anew, where the venue lost one of them or has it with other values: what is there is
   * cancelled first. A position on its way out gets them back, or does without them, as before.
   */
  renewProtection(position: Position): void {
    const { books } = this.#core;
    const live = books.orders.protectionOf(position.instrumentId);
    if (position.closing === null)
      this.#record(position, this.#begun(position, ZERO_QUANTITY, 'its stop and target are put in place again', 'engine'));
    for (const order of live) this.#orders.cancel(order, 'stop and target are put in place again');
  }

  /** Has another exit sent in the place of one that is lost. */
  forgetExit(position: Position, exitOrderId: ClientOrderId): void {
    const { closing } = position;
    if (closing?.exitOrderId === exitOrderId) this.#record(position, { ...closing, exitOrderId: null });
  }

  /** Takes the next step of closing, if an instrument's position is on its way out and nothing is awaited. */
  advance(instrumentId: InstrumentId): void {
    const { books } = this.#core;
    const position = books.positions.get(instrumentId);
    const closing = position?.closing ?? null;
    if (position === undefined || closing === null) return;
    const live = books.orders.liveOf(instrumentId);
    if (closing.quantity === 0n) {
      if (!live.some((order) => isProtective(order.role))) this.#protectAgain(position, closing);
      return;
    }
    if (live.length > 0) return;
    const exit = closing.exitOrderId === null ? null : this.#outcomeOf(closing.exitOrderId);
    // Where all of it was to go and the exit filled, the rest was opened by a fill that was told late: it goes as well.
    if (exit === null || (exit.status === 'filled' && closing.quantity === null)) this.#sendExit(position, closing);
    else this.#putProtectionBack(position, closing, exit);
  }

  /**
   * Takes an exit back that would close more than is open, since what is too much of it would open the other way. A venue may
   * tell a fill of a stop after its cancellation; once the exit is gone as well, another closes what is left.
   */
  onPositionChanged(instrumentId: InstrumentId): void {
    const { books } = this.#core;
    const position = books.positions.get(instrumentId);
    for (const order of books.orders.liveOf(instrumentId)) {
      if (order.role !== 'exit' || (position !== undefined && fits(order, position))) continue;
      this.#orders.cancel(order, 'it would close more than is open');
      const closing = position?.closing ?? null;
      if (position !== undefined && closing?.exitOrderId === order.clientOrderId) this.#record(position, { ...closing, exitOrderId: null });
    }
  }

  #sendExit(position: Position, closing: Closing): void {
    const quantity = closing.quantity === null ? position.quantity : smallerQuantity(closing.quantity, position.quantity);
    const instrument = this.#instrumentOf(position);
    const exitOrderId = this.#orders.submitExit(instrument, closingSide(position.direction), quantity, closing.origin);
    this.#record(position, { ...closing, exitOrderId });
  }

  /** The exit is over and something is still open: it was meant to stay, or the exit failed. */
  #putProtectionBack(position: Position, closing: Closing, exit: Order): void {
    const { emit } = this.#core;
    const instrument = this.#instrumentOf(position);
    this.#protectAgain(position, closing);
    if (exit.status !== 'filled') {
      const reason = `the exit of ${instrument.symbol} was ${exit.status}${exit.reason === null ? '' : ` (${exit.reason})`}; its stop is in place again, and closing it waits for you`;
      emit({ kind: 'trading-state-changed', state: 'halted', cause: 'dispute', reason });
    }
  }

  #protectAgain(position: Position, { stop, target }: Closing): void {
    this.#record(position, null);
    this.#orders.submitProtection({
      instrument: this.#instrumentOf(position),
      side: closingSide(position.direction),
      quantity: position.quantity,
      stop,
      target,
      origin: 'engine',
    });
  }

  #begun({ instrumentId }: Position, quantity: Quantity | null, reason: string, origin: OrderOrigin): Closing {
    const protection = this.#core.books.orders.protectionOf(instrumentId);
    return {
      quantity,
      reason,
      origin,
      stop: protection.find((order) => order.role === 'stop-loss')?.stopPrice ?? null,
      target: protection.find((order) => order.role === 'take-profit')?.limitPrice ?? null,
      exitOrderId: null,
    };
  }

  #instrumentOf({ instrumentId }: Position): Instrument {
    const instrument = this.#core.instruments.get(instrumentId);
    assert(instrument !== null, `a position names ${instrumentId}, which this market doesn't have`);
    return instrument;
  }

  #outcomeOf(exitOrderId: ClientOrderId): Order {
    const exit = this.#core.books.orders.get(exitOrderId);
    assert(exit !== undefined && isTerminal(exit.status), `exit ${exitOrderId} is neither live nor over`);
    return exit;
  }

  #record(position: Position, closing: Closing | null): void {
    this.#core.emit({ kind: 'position-changed', position: { ...position, closing, updatedAt: this.#core.clock.now } });
  }
}

function fits(exit: Order, { direction, quantity }: Position): boolean {
  return exit.side === closingSide(direction) && remainingQuantity(exit) <= quantity;
}
