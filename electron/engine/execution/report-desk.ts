import { assert, exhaustive } from '../../../shared/base/assert.ts';
import { decimalFromFloat, multiply } from '../../../shared/domain/decimal.ts';
import type { Fill } from '../../../shared/domain/fill.ts';
import { type Instrument, notionalOf } from '../../../shared/domain/instrument.ts';
import { type Money, money } from '../../../shared/domain/money.ts';
import { isInFlight, isProtective, isTerminal, type Order } from '../../../shared/domain/order.ts';
import { nextOrder, type OrderEvent } from '../../../shared/domain/order-transitions.ts';
import { averageEntry } from '../../../shared/domain/position.ts';
import { formatPrice, type Price, priceFromUnits } from '../../../shared/domain/price.ts';
import { formatQuantity, type Quantity } from '../../../shared/domain/quantity.ts';
import { isSameTrade, type KnownTrade } from '../books/venue-register.ts';
import type { CoreContext } from '../kernel/core-context.ts';
import { postFill } from '../portfolio/post-fill.ts';
import { valueAccount } from '../portfolio/valuation.ts';
import type { VenueReport } from '../ports/broker.ts';
import { partOf } from '../risk/pre-trade-rule.ts';
import type { ClosingDesk } from './closing-desk.ts';
import type { EntryChecks } from './entry-checks.ts';
import type { LostOrders } from './lost-orders.ts';
import type { ProposalDesk } from './proposal-desk.ts';
import type { RecoveryDesk } from './recovery-desk.ts';

/**
 * Turns what a venue says into facts. A report that tells nothing new leaves no trace; one that can't
 * be true of the order it names is recorded as a dispute and halts trading, since the books and the
 * venue then disagree.
 */
export class ReportDesk {
  readonly #core: CoreContext;
  readonly #checks: EntryChecks;
  readonly #closing: ClosingDesk;
  readonly #proposals: ProposalDesk;
  readonly #lost: LostOrders;
  readonly #recovery: RecoveryDesk;

  constructor(
    core: CoreContext,
    rooms: {
      readonly checks: EntryChecks;
      readonly closing: ClosingDesk;
      readonly proposals: ProposalDesk;
      readonly lost: LostOrders;
      readonly recovery: RecoveryDesk;
    },
  ) {
    this.#core = core;
    this.#lost = rooms.lost;
    this.#recovery = rooms.recovery;
    this.#checks = rooms.checks;
    this.#closing = rooms.closing;
    this.#proposals = rooms.proposals;
  }

  take(report: VenueReport): void {
    const order = this.#core.books.orders.get(report.clientOrderId);
    if (order === undefined) {
      if (report.kind === 'recovered') this.#recovery.take(report);
      else if (report.kind === 'filled') this.#dispute(report, 'the venue filled an order that these books have never had');
      else if (report.kind === 'accepted') this.#dispute(report, 'the venue has an order that these books have never had');
      return;
    }
    if (report.kind === 'recovered') return;
    if (report.kind === 'unknown') this.#takeUnknown(order);
    else if (report.kind === 'filled') this.#takeFill(order, report.fill);
    else {
      this.#takeWord(order, report);
      this.#closeUnprotected(order);
    }
    this.#closing.advance(order.instrumentId);
  }

  #takeWord(order: Order, report: Exclude<VenueReport, { kind: 'filled' | 'recovered' | 'unknown' }>): void {
    const { emit } = this.#core;
    const { clientOrderId } = order;
    if (isTerminal(order.status)) return;
    switch (report.kind) {
      case 'accepted':
        if (isInFlight(order.status))
          emit({ kind: 'order-accepted', clientOrderId, venueOrderId: report.venueOrderId, isHeld: report.isHeld });
        return;
      case 'activated': {
        const isNews = order.status === 'held' || isInFlight(order.status) || order.quantity !== report.quantity;
        if (isNews && this.#isPossible(order, { kind: 'activated', quantity: report.quantity }, report)) {
          emit({ kind: 'order-activated', clientOrderId, quantity: report.quantity });
        }
        return;
      }
      case 'rejected':
        if (this.#isPossible(order, { kind: 'rejected', reason: report.reason }, report))
          emit({ kind: 'order-rejected', clientOrderId, reason: report.reason });
        return;
      case 'cancelled':
        emit({ kind: 'order-cancelled', clientOrderId, reason: report.reason });
        return;
      case 'expired':
        emit({ kind: 'order-expired', clientOrderId });
        return;
      case 'cancel-refused':
        if (order.isCancelRequested) emit({ kind: 'order-cancel-refused', clientOrderId, reason: report.reason });
        return;
      case 'replaced':
        if (order.requestedPrice !== null) this.#takeReplaced(order, report.price);
        return;
      case 'replace-refused':
        if (order.requestedPrice !== null) emit({ kind: 'order-replace-refused', clientOrderId, reason: report.reason });
        return;
      default:
        exhaustive(report);
    }
  }

  #takeReplaced(order: Order, price: Price): void {
    const { books, emit, instruments } = this.#core;
    emit({ kind: 'order-replaced', clientOrderId: order.clientOrderId, price });
    const position = books.positions.get(order.instrumentId);
    const instrument = instruments.get(order.instrumentId);
    if (order.role !== 'stop-loss' || position === undefined || instrument === null) return;
    const perUnit = lossPerUnit(position.direction === 'long', averageEntry(position), price);
    if (perUnit === null) return;
    const maximumLoss = this.#maximumLoss(instrument, perUnit, position.quantity);
    emit({ kind: 'position-changed', position: { ...position, maximumLoss, updatedAt: this.#core.clock.now } });
  }

  #takeFill(order: Order, fill: Fill): void {
    const { books, emit, ids, instruments } = this.#core;
    const known = books.venue.tradeLike(fill);
    if (known !== null) {
      if (!isSameTrade(known, fill)) this.#dispute({ clientOrderId: order.clientOrderId }, tradeFault(known, fill));
      return;
    }
    const possible = nextOrder(order, { kind: 'filled', quantity: fill.quantity }, this.#core.clock.now);
    if (!possible.ok) {
      this.#dispute({ clientOrderId: order.clientOrderId }, possible.error.message);
      return;
    }
    const instrument = instruments.get(order.instrumentId);
    assert(instrument !== null, `order ${order.clientOrderId} names ${order.instrumentId}, which this market doesn't have`);
    emit({ kind: 'order-filled', fill });
    const before = books.positions.get(order.instrumentId) ?? null;
    const booked = postFill(fill, {
      instrument,
      before,
      newPositionId: () => ids.next(),
      newEntryId: () => ids.next(),
      maximumLossOf: (quantity) => this.#plannedMaximumLoss(order, fill, instrument, quantity),
      exitReason: before?.closing?.reason ?? exitReasonOf(order),
    });
    emit({ kind: 'ledger-posted', entry: booked.entry });
    for (const change of booked.changes) {
      if (change.kind === 'opened') emit({ kind: 'position-opened', position: change.position });
      else if (change.kind === 'changed') emit({ kind: 'position-changed', position: change.position });
      else emit({ kind: 'position-closed', position: change.position, trade: change.trade });
      if (change.kind === 'opened' && !this.#hasStop(order)) this.#closing.close(change.position, null, 'nothing protected it', 'engine');
    }
    this.#proposals.onPositionChanged(order.instrumentId);
    this.#closing.onPositionChanged(order.instrumentId);
  }

  /**
   * Closes a position whose last stop the venue ended though nobody asked it to. One that the user cancelled is the user's
   * wish, and one whose target filled has done its work. `before` is the order as it was before the venue's word.
   */
  #closeUnprotected(before: Order): void {
    const { orders, positions } = this.#core.books;
    const { clientOrderId, groupId, instrumentId } = before;
    const position = positions.get(instrumentId);
    if (before.role !== 'stop-loss' || before.isCancelRequested || isTerminal(before.status)) return;
    if (position === undefined || position.closing !== null || !isTerminal(orders.get(clientOrderId)?.status ?? before.status)) return;
    const stops = orders.protectionOf(instrumentId).filter((order) => order.role === 'stop-loss' && !order.isCancelRequested);
    const entry = orders.get(groupId);
    const hasOpened = entry?.role !== 'entry' || entry.filledQuantity > 0n;
    const isDone = [...orders.all()].some(
      (order) => order.groupId === groupId && order.role === 'take-profit' && order.status === 'filled',
    );
    if (stops.length === 0 && hasOpened && !isDone) this.#closing.close(position, null, 'nothing protected it', 'engine');
  }

  /** Whether the order has a stop that stays: one that fills late may open what its stop was already taken away from. */
  #hasStop({ groupId, instrumentId }: Order): boolean {
    const live = this.#core.books.orders.liveOf(instrumentId);
    return live.some((other) => other.groupId === groupId && other.role === 'stop-loss' && !other.isCancelRequested);
  }

  /**
   * The venue was asked and does not have the order. One that it had accepted is over, whatever became of it there. Of one that
   * it never had: what reduces is sent again under the same name, an entry
   * only if it may still go out at this instant; what is not, and what was to be cancelled, is let go.
   */
  #takeUnknown(order: Order): void {
    const { books, emit, instruments, market } = this.#core;
    if (isTerminal(order.status)) return;
    if (!isInFlight(order.status)) {
      const reason = 'the venue does not know an order any more that it had accepted';
      this.#lost.lose(order, reason);
      this.#dispute(order, reason);
      return;
    }
    const group = books.orders.liveOf(order.instrumentId).filter((other) => other.groupId === order.groupId);
    if (order.isCancelRequested) {
      this.#letGo(order.role === 'entry' ? group : [order], 'its cancellation was asked for');
      return;
    }
    const first = group.find((other) => !other.isCancelRequested);
    if (first?.clientOrderId !== order.clientOrderId) return;
    if (order.role === 'entry') {
      const index = instruments.indexOf(order.instrumentId);
      assert(index !== null, `order ${order.clientOrderId} names ${order.instrumentId}, which this market doesn't have`);
      // Nothing can be told of an entry without a market: the venue is asked for it again once there is one.
      if (!market.hasPrice(index)) return;
      const refusals = this.#checks.again(index, order);
      if (refusals.length > 0) {
        this.#letGo(group, refusals.join('; '));
        return;
      }
    }
    emit({ kind: 'order-resent', clientOrderId: order.clientOrderId });
  }

  #letGo(orders: readonly Order[], why: string): void {
    const reason = `it never reached the venue before the engine stopped, and is not sent any more: ${why}`;
    for (const { clientOrderId } of orders) this.#core.emit({ kind: 'order-cancelled', clientOrderId, reason });
  }

  #plannedMaximumLoss(order: Order, fill: Fill, instrument: Instrument, quantity: Quantity): Money {
    const { books, instruments, market, settings } = this.#core;
    const stop =
      books.orders.liveOf(order.instrumentId).find((other) => other.groupId === order.groupId && other.role === 'stop-loss')?.stopPrice ??
      null;
    const perUnit = stop === null ? null : lossPerUnit(fill.side === 'buy', fill.price, stop);
    if (perUnit !== null) return this.#maximumLoss(instrument, perUnit, quantity);
    const { maximumLossMultiple, riskPerTrade } = settings().risk;
    return partOf(valueAccount(books, instruments, market).equity, riskPerTrade * maximumLossMultiple);
  }

  #maximumLoss(instrument: Instrument, perUnit: Price, quantity: Quantity): Money {
    const planned = notionalOf(instrument, perUnit, quantity, 'ceil');
    const multiple = decimalFromFloat(this.#core.settings().risk.maximumLossMultiple);
    return money(multiply(planned.amount, multiple, 'ceil'), planned.currency);
  }

  #isPossible(order: Order, event: OrderEvent, report: VenueReport): boolean {
    const next = nextOrder(order, event, this.#core.clock.now);
    if (!next.ok) this.#dispute(report, next.error.message);
    return next.ok;
  }

  #dispute({ clientOrderId }: Pick<Order, 'clientOrderId'>, reason: string): void {
    const { books, emit } = this.#core;
    emit({ kind: 'order-disputed', clientOrderId, reason });
    const { state, cause } = books.tradingState;
    // What halted first says more than each order that follows from it.
    if (state !== 'halted' || cause !== 'dispute')
      emit({ kind: 'trading-state-changed', state: 'halted', cause: 'dispute', reason: `order ${clientOrderId}: ${reason}` });
  }
}

function lossPerUnit(isLong: boolean, entry: Price, stop: Price): Price | null {
  const distance = isLong ? entry - stop : stop - entry;
  return distance > 0n ? priceFromUnits(distance) : null;
}

function tradeFault({ clientOrderId, side, quantity, price }: KnownTrade, fill: Fill): string {
  const before = `${side} ${formatQuantity(quantity)} at ${formatPrice(price)} of order ${clientOrderId}`;
  const now = `${fill.side} ${formatQuantity(fill.quantity)} at ${formatPrice(fill.price)} of order ${fill.clientOrderId}`;
  return `trade ${fill.tradeId} of ${fill.instrumentId} was told before as ${before} and is told now as ${now}; what is told now is not booked`;
}

function exitReasonOf(order: Order): string {
  if (!isProtective(order.role)) return 'order';
  return order.role === 'stop-loss' ? 'stop' : 'target';
}
