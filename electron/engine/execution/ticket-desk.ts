import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { CommandBody } from '../../../shared/domain/command.ts';
import type { ClientOrderId } from '../../../shared/domain/ids.ts';
import { type Instrument, notionalOf } from '../../../shared/domain/instrument.ts';
import type { Money } from '../../../shared/domain/money.ts';
import { openingSide } from '../../../shared/domain/position.ts';
import { formatPrice, isOnIncrement, type Price, priceToFloat } from '../../../shared/domain/price.ts';
import { formatQuantity } from '../../../shared/domain/quantity.ts';
import type { CoreContext } from '../kernel/core-context.ts';
import type { ClosingDesk } from './closing-desk.ts';
import type { EntryChecks } from './entry-checks.ts';
import type { OrderDesk } from './order-desk.ts';
import type { DeskFault } from './proposal-desk.ts';
import { moneyAtRisk, protectionAt, protectionFault } from './sizing.ts';

export type Ticket = Extract<CommandBody, { kind: 'place-order' }>;

/** What an order of the ticket would be and cost, before it is sent. */
export interface TicketPreview {
  readonly intent: 'open' | 'reduce';
  readonly notional: Money;
  readonly stop: Price | null;
  readonly target: Price | null;
  /** `null` when the order reduces. */
  readonly moneyAtRisk: Money | null;
  /** Everything that stands against it; empty when it could go out now. */
  readonly refusals: readonly DeskFault[];
}

/** Takes the user's own orders, under the same checks as proposals. */
export class TicketDesk {
  readonly #core: CoreContext;
  readonly #checks: EntryChecks;
  readonly #orders: OrderDesk;
  readonly #closing: ClosingDesk;
  readonly #atrOf: (index: number) => number;

  /** `atrOf` gives the average true range of an instrument's signal bars, NaN during warm-up. */
  constructor(
    core: CoreContext,
    rooms: { readonly checks: EntryChecks; readonly orders: OrderDesk; readonly closing: ClosingDesk },
    atrOf: (index: number) => number,
  ) {
    this.#core = core;
    this.#checks = rooms.checks;
    this.#orders = rooms.orders;
    this.#closing = rooms.closing;
    this.#atrOf = atrOf;
  }

  /** Works out an order without sending it; changes nothing. */
  preview(ticket: Ticket): Result<TicketPreview, DeskFault> {
    const { books, instruments, market } = this.#core;
    const index = instruments.indexOf(ticket.instrumentId);
    if (index === null) return err({ code: 'not-found', message: `there is no instrument ${ticket.instrumentId}` });
    const instrument = instruments.list[index];
    const formFault = this.#formFault(ticket, instrument);
    if (formFault !== null) return err(formFault);
    const mark = market.markOf(index);
    if (mark === null) return err({ code: 'no-market-price', message: `there is no price for ${instrument.symbol} yet` });
    const price = ticket.limitPrice ?? mark;
    const notional = notionalOf(instrument, price, ticket.quantity, 'ceil');

    const position = books.positions.get(ticket.instrumentId);
    if (position !== undefined && openingSide(position.direction) !== ticket.side) {
      return ok({
        intent: 'reduce',
        notional,
        stop: null,
        target: null,
        moneyAtRisk: null,
        refusals: this.#reductionFaults(ticket, instrument),
      });
    }
    const distances = this.#distances(index, mark);
    const byDefault = protectionAt(instrument, ticket.side, price, distances);
    const stop = ticket.stop ?? byDefault?.stop ?? null;
    const target = ticket.target ?? byDefault?.target ?? null;
    const refusals: DeskFault[] = [
      ...this.#checks.circumstances({ index, side: ticket.side }),
      ...this.#checks.size(index, price, ticket.quantity),
    ].map(({ message }) => ({ code: 'denied', message }));
    const fault = protectionFault(instrument, ticket.side, price, stop, target);
    if (fault !== null) refusals.push({ code: 'invalid-price', message: fault });
    if (stop === null)
      refusals.push({ code: 'invalid-price', message: `${instrument.symbol}: give a stop; price is too low to place one by itself` });
    const atRisk = stop === null ? null : moneyAtRisk(instrument, price, stop, ticket.quantity);
    return ok({ intent: 'open', notional, stop, target, moneyAtRisk: atRisk, refusals });
  }

  /** Sends an order, or tells why not. */
  place(ticket: Ticket): Result<{ readonly message: string; readonly orderIds: readonly ClientOrderId[] }, DeskFault> {
    const { books, emit, instruments } = this.#core;
    const preview = this.preview(ticket);
    if (!preview.ok) return preview;
    const { intent, refusals, stop, target } = preview.value;
    const [first] = refusals;
    if (first !== undefined) {
      const reason = refusals.map((refusal) => refusal.message).join('; ');
      emit({ kind: 'order-denied', instrumentId: ticket.instrumentId, proposalId: null, reason });
      return err({ code: first.code, message: reason });
    }
    const position = books.positions.get(ticket.instrumentId);
    const instrument = instruments.get(ticket.instrumentId);
    if (intent === 'reduce' && position !== undefined) {
      this.#closing.close(position, ticket.quantity === position.quantity ? null : ticket.quantity, 'order by the user', 'user');
      return ok({ message: 'reducing the position', orderIds: [] });
    }
    if (instrument === null) return err({ code: 'not-found', message: `there is no instrument ${ticket.instrumentId}` });
    const { side, quantity } = ticket;
    const limitPrice = ticket.type === 'limit' ? ticket.limitPrice : null;
    const id = this.#orders.submitEntry({
      instrument,
      side,
      quantity,
      limitPrice,
      stop,
      target,
      origin: 'user',
      proposalId: null,
      expiresAt: null,
    });
    return ok({ message: 'order sent', orderIds: [id] });
  }

  #formFault(ticket: Ticket, instrument: Instrument): DeskFault | null {
    const { symbol, priceIncrement, sizeIncrement } = instrument;
    if (ticket.quantity <= 0n || ticket.quantity % sizeIncrement !== 0n) {
      return {
        code: 'invalid-quantity',
        message: `${symbol}: expected a quantity above zero in steps of ${formatQuantity(sizeIncrement)}, found ${formatQuantity(ticket.quantity)}`,
      };
    }
    if (ticket.type === 'limit' && ticket.limitPrice === null)
      return { code: 'invalid-price', message: `${symbol}: a limit order needs a limit price` };
    if (ticket.type === 'market' && ticket.limitPrice !== null)
      return { code: 'invalid-price', message: `${symbol}: a market order has no limit price` };
    if (ticket.limitPrice !== null && !isOnIncrement(ticket.limitPrice, priceIncrement)) {
      return {
        code: 'invalid-price',
        message: `${symbol}: expected a limit price in steps of ${formatPrice(priceIncrement)}, found ${formatPrice(ticket.limitPrice)}`,
      };
    }
    return null;
  }

  #reductionFaults(ticket: Ticket, instrument: Instrument): DeskFault[] {
    const position = this.#core.books.positions.get(ticket.instrumentId);
    const faults: DeskFault[] = [];
    if (position === undefined) return faults;
    if (ticket.type === 'limit')
      faults.push({
        code: 'denied',
        message: `${instrument.symbol} is held ${position.direction}: move its target instead of reducing it with a limit order`,
      });
    if (ticket.quantity > position.quantity) {
      const held = `${formatQuantity(position.quantity)} ${instrument.symbol}`;
      faults.push({
        code: 'denied',
        message: `${held} are held ${position.direction}: close that first; an order can't close and turn a position at once`,
      });
    }
    if (position.closing !== null) faults.push({ code: 'denied', message: `the position in ${instrument.symbol} is being closed` });
    return faults;
  }

  #distances(index: number, mark: Price): { stop: number; target: number } {
    const { stopAtr, targetAtr } = this.#core.settings().proposals;
    const atr = this.#atrOf(index);
    // Before the indicator is warm, one percent of price stands in for the range, so that no position is ever unprotected.
    const range = atr > 0 ? atr : priceToFloat(mark) * 0.01;
    return { stop: range * stopAtr, target: range * targetAtr };
  }
}
