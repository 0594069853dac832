import { catchingUpWords } from '../../../shared/domain/catch-up.ts';
import { type Instrument, notionalOf } from '../../../shared/domain/instrument.ts';
import { formatMoney, zeroMoney } from '../../../shared/domain/money.ts';
import { nearestPrice, type Order, type OrderSide } from '../../../shared/domain/order.ts';
import { openingSide } from '../../../shared/domain/position.ts';
import { formatPrice, type Price, priceFromUnits } from '../../../shared/domain/price.ts';
import { standingAt } from '../../../shared/domain/price-standing.ts';
import { furthestPrice, type Proposal } from '../../../shared/domain/proposal.ts';
import { formatQuantity, type Quantity } from '../../../shared/domain/quantity.ts';
import type { Reason } from '../../../shared/domain/reason.ts';
import { isOpenAt } from '../../../shared/domain/session.ts';
import type { Rejection } from '../../../shared/domain/signal.ts';
import { analysisWords } from '../../../shared/words/analysis.ts';
import { sayReason } from '../../../shared/words/reasons.ts';
import type { CoreContext } from '../kernel/core-context.ts';
import type { RiskManager } from '../risk/risk-manager.ts';
import { protectionFault } from './sizing.ts';

/** What is known of an order that would open or add, before its size is. */
export interface EntryQuestion {
  readonly index: number;
  readonly side: OrderSide;
}

/** At which prices an entry was meant to go out. */
export type PricedEntry = Pick<Proposal, 'side' | 'limitPrice' | 'referencePrice' | 'priceTolerance' | 'stop' | 'target'>;

/** The checks that every entry passes, whoever asks for it: at the signal, at approval, at the ticket. */
export class EntryChecks {
  readonly #core: CoreContext;
  readonly #risk: RiskManager;

  constructor(core: CoreContext, risk: RiskManager) {
    this.#core = core;
    this.#risk = risk;
  }

  /** Tells that what is known of the market lies too far behind to act on it, or `null`. */
  catchingUp(): string | null {
    const { clock, market } = this.#core;
    const behindMs = market.behindMs(clock.now);
    return behindMs === null ? null : catchingUpWords(behindMs);
  }

  /** Tells everything about the market and the trading state that stands against an entry. */
  circumstances({ index, side }: EntryQuestion): Rejection[] {
    const { books, clock, entryHold, instruments, market } = this.#core;
    const instrument = instruments.list[index];
    const rejections: Rejection[] = [];
    const hold = entryHold();
    if (hold !== null) rejections.push({ code: 'entries-held', message: `Nothing is opened now: ${hold}` });
    const behind = this.catchingUp();
    if (behind !== null) rejections.push({ code: 'catching-up', message: behind });
    const { state, reason } = books.tradingState;
    if (state !== 'active') rejections.push({ code: 'trading-halted', message: `Trading is ${state}: ${reason}` });
    if (!isOpenAt(instrument.session, clock.now))
      rejections.push({ code: 'market-closed', message: `Invalid market conditions: the market for ${instrument.symbol} is closed` });
    if (!market.hasPrice(index)) {
      rejections.push({ code: 'stale-data', message: `Invalid market conditions: there is no price for ${instrument.symbol} yet` });
    } else if (!market.isFresh(index, clock.now)) {
      const age = Math.round((clock.now - market.time[index]) / 1000);
      const limit = Math.round(market.maximumAgeMs[index] / 1000);
      rejections.push({
        code: 'stale-data',
        message: `Invalid market conditions: the last price of ${instrument.symbol} is ${age} s old, the limit is ${limit} s`,
      });
    }
    const position = books.positions.get(instrument.id);
    if (side === 'sell' && position?.direction !== 'short' && !instrument.isShortable) {
      rejections.push({ code: 'no-shorting', message: analysisWords['no-shorting']({ symbol: instrument.symbol }) });
    }
    const crossed = this.#crossed(instrument, side);
    return crossed === null ? rejections : [...rejections, crossed];
  }

  /** Two entries against each other, or one against a position, would leave stops standing for what is not open any more. */
  #crossed({ id, symbol }: Instrument, side: OrderSide): Rejection | null {
    const { orders, positions } = this.#core.books;
    const position = positions.get(id);
    if (position !== undefined && position.closing !== null)
      return { code: 'already-positioned', message: `The position in ${symbol} is being closed` };
    if (position !== undefined && openingSide(position.direction) !== side)
      return { code: 'already-positioned', message: `${symbol} is held ${position.direction}: close that first` };
    const live = orders.liveOf(id);
    const other = live.find((order) => order.role === 'entry' && order.side !== side);
    if (other !== undefined)
      return { code: 'proposal-pending', message: `An order to ${other.side} ${symbol} is under way: cancel it first` };
    // What closes on this side stands for a position the other way; a venue may tell of the stop before it tells what opened.
    const closing = live.find((order) => order.role !== 'entry' && (order.role === 'exit' || order.side === side));
    if (closing === undefined) return null;
    return { code: 'already-positioned', message: `An order to close ${symbol} is still with the venue: wait for it or cancel it first` };
  }

  /** Tells why an entry does not make sense any more at the market's price, or `null` while it does. */
  outOfReach(index: number, entry: PricedEntry): Reason | null {
    const { instruments, market } = this.#core;
    const { symbol } = instruments.list[index];
    const mark = market.markOf(index);
    if (mark === null) return { code: 'no-price', values: { symbol } };
    const { side, stop, target, limitPrice, referencePrice, priceTolerance } = entry;
    const last = formatPrice(mark);
    switch (standingAt({ side, stop, target, furthest: furthestPrice(entry) }, mark)) {
      case 'in-reach':
        return null;
      case 'stop-reached':
        return { code: 'stop-reached', values: { symbol, last, stop: formatPrice(stop ?? mark) } };
      case 'target-reached':
        return { code: 'target-reached', values: { symbol, last, target: formatPrice(target ?? mark) } };
      default: {
        const from = limitPrice ?? referencePrice;
        const ran = priceFromUnits(side === 'buy' ? mark - from : from - mark);
        return { code: 'price-ran', values: { symbol, ran: formatPrice(ran), limit: formatPrice(priceTolerance) } };
      }
    }
  }

  /** Tells that an entry that fills now would be closed by its own stop or target at once, or `null`. */
  protection(index: number, entry: Pick<Order, 'side' | 'limitPrice'>, stop: Price | null, target: Price | null): string | null {
    const { instruments, market } = this.#core;
    const mark = market.markOf(index);
    if (mark === null) return null;
    return protectionFault(instruments.list[index], entry.side, nearestPrice(entry.side, entry.limitPrice, mark), stop, target);
  }

  /** Tells everything that stands, at this instant, against sending an entry that the books hold as under way. */
  again(index: number, order: Order): string[] {
    const { books, clock } = this.#core;
    const { clientOrderId, expiresAt, groupId, instrumentId, priceTolerance, referencePrice, side } = order;
    const attached = books.orders.protectionOf(instrumentId).filter((other) => other.groupId === groupId && !other.isCancelRequested);
    const stop = attached.find((other) => other.role === 'stop-loss')?.stopPrice ?? null;
    const target = attached.find((other) => other.role === 'take-profit')?.limitPrice ?? null;
    // Its own worth is among what entries under way reserve, so that nothing comes on top.
    const sizes = this.#risk.refusals(instrumentId, zeroMoney(books.ledger.currency));
    const reasons = [...this.circumstances({ index, side }), ...sizes].map(({ message }) => message);
    if (expiresAt !== null && expiresAt <= clock.now) reasons.push('the time to enter ran out');
    if (stop === null) reasons.push(`nothing would protect what order ${clientOrderId} opens`);
    if (referencePrice === null || priceTolerance === null) reasons.push(`nothing tells what price order ${clientOrderId} was meant at`);
    else {
      const ran = this.outOfReach(index, { side, limitPrice: order.limitPrice, referencePrice, priceTolerance, stop: null, target: null });
      if (ran !== null) reasons.push(sayReason(ran));
    }
    return [...reasons, this.protection(index, order, stop, target)].filter((reason) => reason !== null);
  }

  /** Tells everything about the size of an entry that stands against it. */
  size(index: number, price: Price, quantity: Quantity): Rejection[] {
    const instrument = this.#core.instruments.list[index];
    const notional = notionalOf(instrument, price, quantity, 'ceil');
    const rejections: Rejection[] = this.#risk.refusals(instrument.id, notional);
    if (quantity === 0n) {
      rejections.push({
        code: 'size-too-small',
        message: `The size that the risk limits allow is below one ${formatQuantity(instrument.sizeIncrement)} of ${instrument.symbol}`,
      });
    } else if (notional.amount < instrument.minimumNotional.amount) {
      rejections.push({
        code: 'size-too-small',
        message: `${instrument.symbol}: an order must be worth at least ${formatMoney(instrument.minimumNotional, 'ceil')}, this one is worth ${formatMoney(notional, 'floor')}`,
      });
    }
    return rejections;
  }
}
