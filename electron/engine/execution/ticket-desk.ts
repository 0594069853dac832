import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { CommandBody } from '../../../shared/domain/command.ts';
import type { ClientOrderId } from '../../../shared/domain/ids.ts';
import { type Instrument, notionalOf } from '../../../shared/domain/instrument.ts';
import type { Money } from '../../../shared/domain/money.ts';
import { costliestPrice, nearestPrice } from '../../../shared/domain/order.ts';
import { openingSide } from '../../../shared/domain/position.ts';
import { formatPrice, isOnIncrement, type Price, priceFromFloat, priceToFloat } from '../../../shared/domain/price.ts';
import { formatQuantity } from '../../../shared/domain/quantity.ts';
import type { CoreContext } from '../kernel/core-context.ts';
import type { ClosingDesk } from './closing-desk.ts';
import type { EntryChecks } from './entry-checks.ts';
import type { OrderDesk } from './order-desk.ts';
import type { DeskFault } from './proposal-desk.ts';
import { moneyAtRisk, protectionAt, protectionFault } from './sizing.ts';

/** A limit further beyond the market than this, in percent, is no limit but a slip. */
const MOST_BEYOND_MARKET = 10n;

export type Ticket = Extract<CommandBody, { kind: 'place-order' }>;

/** What an order of the ticket would be and cost, before it is sent. */
export interface TicketPreview {
  readonly intent: 'open' | 'reduce';
  /** What it is worth at the highest price that is likely. */
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
    const costliest = costliestPrice(ticket.side, ticket.limitPrice, mark) ?? mark;
    const notional = notionalOf(instrument, costliest, ticket.quantity, 'ceil');

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
    return ok({ ...this.#opening(ticket, index, mark), intent: 'open', notional });
  }

  /** Sends an order, or tells why not. */
  place(ticket: Ticket): Result<{ readonly message: string; readonly orderIds: readonly ClientOrderId[] }, DeskFault> {
    const { books, emit, instruments, market } = this.#core;
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
    const index = instruments.indexOf(ticket.instrumentId);
    const mark = index === null ? null : market.markOf(index);
    if (intent === 'reduce' && position !== undefined) {
      this.#closing.close(position, ticket.quantity === position.quantity ? null : ticket.quantity, 'order by the user', 'user');
      return ok({ message: 'reducing the position', orderIds: [] });
    }
    if (index === null || mark === null) return err({ code: 'not-found', message: `there is no price for ${ticket.instrumentId}` });
    const instrument = instruments.list[index];
    const { side, quantity } = ticket;
    const limitPrice = ticket.type === 'limit' ? ticket.limitPrice : null;
    const id = this.#orders.submitEntry({
      instrument,
      side,
      quantity,
      limitPrice,
      stop,
      target,
      referencePrice: mark,
      priceTolerance: this.#tolerance(index, instrument, mark),
      origin: 'user',
      proposalId: null,
      expiresAt: null,
    });
    return ok({ message: 'order sent', orderIds: [id] });
  }

  /** Works out what a ticket would open at the market's `mark`, and what stands against it. */
  #opening(ticket: Ticket, index: number, mark: Price): Omit<TicketPreview, 'intent' | 'notional'> {
    const instrument = this.#core.instruments.list[index];
    const { stopAtr, targetAtr } = this.#core.settings().proposals;
    const range = this.#range(index, mark);
    const costliest = costliestPrice(ticket.side, ticket.limitPrice, mark) ?? mark;
    // What trades at once opens at the market, however far beyond that its limit is.
    const nearest = nearestPrice(ticket.side, ticket.limitPrice, mark);
    const byDefault = protectionAt(instrument, ticket.side, nearest, { stop: range * stopAtr, target: range * targetAtr });
    const stop = ticket.stop ?? byDefault?.stop ?? null;
    const target = ticket.target ?? byDefault?.target ?? null;
    const refusals: DeskFault[] = [
      ...this.#checks.circumstances({ index, side: ticket.side }),
      ...this.#checks.size(index, costliest, ticket.quantity),
    ].map(({ message }) => ({ code: 'denied', message }));
    const beyond = limitFault(ticket, instrument, mark);
    if (beyond !== null) refusals.push({ code: 'invalid-price', message: beyond });
    const fault = protectionFault(instrument, ticket.side, nearest, stop, target);
    if (fault !== null) refusals.push({ code: 'invalid-price', message: fault });
    if (stop === null)
      refusals.push({ code: 'invalid-price', message: `${instrument.symbol}: give a stop; price is too low to place one by itself` });
    const atRisk = stop === null ? null : moneyAtRisk(instrument, ticket.limitPrice ?? mark, stop, ticket.quantity);
    return { stop, target, moneyAtRisk: atRisk, refusals };
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

  #range(index: number, mark: Price): number {
    const atr = this.#atrOf(index);
    // Before the indicator is warm, one percent of price stands in for the range, so that no position is ever unprotected.
    return atr > 0 ? atr : priceToFloat(mark) * 0.01;
  }

  /** How far the market may move until the order is sent, should it not reach the venue at once. */
  #tolerance(index: number, instrument: Instrument, mark: Price): Price {
    return priceFromFloat(this.#range(index, mark) * this.#core.settings().proposals.toleranceAtr, instrument.priceIncrement, 'ceil');
  }
}

/** Tells that a limit would let the order trade at once at a price nobody means, or `null`. */
function limitFault({ limitPrice, side }: Ticket, { symbol }: Instrument, mark: Price): string | null {
  if (limitPrice === null) return null;
  const beyond = side === 'buy' ? limitPrice - mark : mark - limitPrice;
  if (beyond * 100n <= mark * MOST_BEYOND_MARKET) return null;
  const where = `more than ${MOST_BEYOND_MARKET} % ${side === 'buy' ? 'above' : 'below'} the market at ${formatPrice(mark)}`;
  return `${symbol}: the limit of ${formatPrice(limitPrice)} is ${where}; the order would trade at any price`;
}
