import type { InstrumentId } from '../../../shared/domain/ids.ts';
import { addMoney, formatMoney, type Money } from '../../../shared/domain/money.ts';
import { DAY_MS, startOfUtcDay, type UtcMs } from '../../../shared/domain/time.ts';
import type { TradingDay } from '../books/books.ts';
import type { CoreContext } from '../kernel/core-context.ts';
import { FloatView } from '../portfolio/float-view.ts';
import { positionValue, reservedIn, valueAccount } from '../portfolio/valuation.ts';
import { balance } from './balance.ts';
import { dailyLoss, dayLossOf } from './daily-loss.ts';
import { drawdown, drawdownOf } from './drawdown.ts';
import { knownValue } from './known-value.ts';
import { openPositions } from './open-positions.ts';
import { positionSize } from './position-size.ts';
import { type PreTradeRule, percent, type RiskQuestion, type RiskRefusal } from './pre-trade-rule.ts';
import { totalExposure } from './total-exposure.ts';

const orderRules: readonly PreTradeRule[] = [balance, positionSize, totalExposure, openPositions];

/** What stands against any order; where trading is not active, the trading state says it already. */
const accountRules: readonly PreTradeRule[] = [knownValue, dailyLoss, drawdown];

/** A new highest value is recorded when it is this part above the last one, so that a rising market doesn't fill the journal. */
const PEAK_STEP = 0.0025;

/**
 * Holds the limits of row A14: before an order that opens, after every input, and at every new price
 * while positions are open. What it finds it says as facts; closing is left to the execution room.
 */
export class RiskManager {
  readonly #core: CoreContext;
  readonly #view: FloatView;
  /** A trading day began whose opening equity is not known yet. */
  #isDayDue = false;
  #hasWarned = false;
  #hasCalledMargin = false;

  constructor(core: CoreContext) {
    this.#core = core;
    this.#view = new FloatView(core.books, core.instruments, core.market);
  }

  /** Whether anything is open that prices can move. */
  get isExposed(): boolean {
    return this.#view.hasPositions;
  }

  /** Cash or positions changed in the books. */
  onBooksChanged(): void {
    this.#view.refresh();
  }

  /** Begins or continues the trading day; call once when the core starts. */
  start(): void {
    const { books, clock } = this.#core;
    this.#isDayDue = books.tradingDay === null && books.ledger.entryCount > 0;
    this.#setDayTimer(clock.now);
  }

  /** Tells everything that stands against an order worth `notional`, in the order of the rules. */
  refusals(instrumentId: InstrumentId, notional: Money): RiskRefusal[] {
    const { books, instruments, market, settings } = this.#core;
    const { equity, isPriced } = this.#view;
    const underWay = this.#instrumentsUnderWay();
    const question: RiskQuestion = {
      instrumentId,
      notional,
      held: this.#heldIn(instrumentId),
      isAdding: underWay.has(instrumentId),
      openPositions: underWay.size,
      isValued: isPriced,
      dayLoss: dayLossOf(books.tradingDay, equity),
      drawdown: drawdownOf(books.tradingDay, equity),
      valuation: valueAccount(books, instruments, market),
      limits: settings().risk,
    };
    const rules = books.tradingState.state === 'active' ? [...orderRules, ...accountRules] : orderRules;
    return rules.map((rule) => rule(question)).filter((refusal) => refusal !== null);
  }

  /** The timer of the trading day was due. */
  onTradingDay(at: UtcMs): void {
    this.#isDayDue = true;
    this.#setDayTimer(at);
    this.#beginDay();
  }

  /**
   * The user resumes after a drawdown: it is measured from here on. What the day began with stays. Returns whether that can be
   * done, which takes a price for every open position.
   */
  measureDrawdownFromHere(): boolean {
    const { equity, isPriced } = this.#view;
    if (!isPriced) return false;
    this.#hasWarned = false;
    this.#core.emit({ kind: 'peak-equity-moved', peakEquity: equity });
    return true;
  }

  /** Holds the account against its limits at the latest prices; while a position has no price there is nothing to measure. */
  holdLimits(): void {
    const { books, settings } = this.#core;
    this.#beginDay();
    const day = books.tradingDay;
    const { equity, isPriced } = this.#view;
    if (day === null || !isPriced) return;
    const limits = settings().risk;
    this.#holdDailyLoss(day, equity, limits.dailyLoss);
    this.#holdDrawdown(day, equity, limits.drawdownWarning, limits.maximumDrawdown);
    this.#holdMargin(equity);
  }

  /** Says and returns the positions whose loss is beyond their maximum and that must be closed. */
  beyondMaximumLoss(): InstrumentId[] {
    const { books, emit } = this.#core;
    const beyond = this.#view.beyondMaximumLoss();
    for (const instrumentId of beyond) {
      const position = books.positions.get(instrumentId);
      if (position === undefined) continue;
      const message = `the position reached its maximum loss of ${formatMoney(position.maximumLoss)} and is closed`;
      emit({ kind: 'risk-limit-exceeded', rule: 'maximum-loss', instrumentId, message });
    }
    return beyond;
  }

  #holdDailyLoss(day: TradingDay, equity: number, limit: number): void {
    const { books, emit } = this.#core;
    const loss = dayLossOf(day, equity);
    const message = day.isLossLimitReached
      ? 'the daily loss limit was reached today'
      : `the account lost ${percent(loss)} today, the limit is ${percent(limit)}`;
    if (!day.isLossLimitReached) {
      if (loss < limit) return;
      emit({ kind: 'risk-limit-exceeded', rule: 'daily-loss', instrumentId: null, message });
    }
    if (books.tradingState.state !== 'active') return;
    const reason = `${message}; nothing new is opened before the next UTC day`;
    emit({ kind: 'trading-state-changed', state: 'reducing', cause: 'daily-loss', reason });
  }

  #holdDrawdown(day: TradingDay, equity: number, warning: number, limit: number): void {
    const { books, emit } = this.#core;
    if (equity >= day.peakEquity) {
      this.#hasWarned = false;
      if (equity > day.peakEquity + PEAK_STEP * Math.abs(day.peakEquity)) emit({ kind: 'peak-equity-moved', peakEquity: equity });
      return;
    }
    const ratio = drawdownOf(day, equity);
    if (ratio >= warning && !this.#hasWarned) {
      this.#hasWarned = true;
      emit({ kind: 'drawdown-warned', drawdownRatio: ratio, limitRatio: limit });
    }
    if (ratio < limit || books.tradingState.state === 'halted') return;
    const message = `the account is ${percent(ratio)} below its highest value, the limit is ${percent(limit)}`;
    emit({ kind: 'risk-limit-exceeded', rule: 'drawdown', instrumentId: null, message });
    emit({ kind: 'trading-state-changed', state: 'halted', cause: 'drawdown', reason: `${message}; trading waits until you resume it` });
  }

  /** Halts an account with nothing left, and says so once; resuming does not help while nothing is. */
  #holdMargin(equity: number): void {
    const { books, emit } = this.#core;
    const wasCalled = this.#hasCalledMargin;
    this.#hasCalledMargin = equity <= 0;
    if (equity > 0) return;
    const message = `the account is worth ${equity.toFixed(2)}, nothing is left to cover its positions`;
    if (!wasCalled) emit({ kind: 'margin-called', message });
    if (books.tradingState.state === 'halted') return;
    emit({ kind: 'trading-state-changed', state: 'halted', cause: 'drawdown', reason: message });
  }

  /** What is held of an instrument and what its entry orders would add. */
  #heldIn(instrumentId: InstrumentId): Money {
    const { books, instruments, market } = this.#core;
    const position = books.positions.get(instrumentId);
    const reserved = reservedIn(instrumentId, books, instruments, market);
    return position === undefined ? reserved : addMoney(positionValue(position, instruments, market), reserved);
  }

  /** The instruments with a position that is open or under way. */
  #instrumentsUnderWay(): ReadonlySet<InstrumentId> {
    const { books } = this.#core;
    const held = new Set(books.positions.keys());
    for (const order of books.orders.live()) if (order.role === 'entry') held.add(order.instrumentId);
    return held;
  }

  /**
   * Takes the opening equity of a day that has begun, once every position has a price: after a restart over midnight they would
   * count at cost. Quiet days leave no trace.
   */
  #beginDay(): void {
    if (!this.#isDayDue || !this.#view.isPriced) return;
    const { books, clock, emit } = this.#core;
    const { equity } = this.#view;
    this.#isDayDue = false;
    const before = books.tradingDay;
    const peakEquity = Math.max(equity, before?.peakEquity ?? -Infinity);
    const isQuiet = before !== null && before.equity === equity && before.peakEquity === peakEquity && !before.isLossLimitReached;
    if (!isQuiet) emit({ kind: 'trading-day-started', day: startOfUtcDay(clock.now), equity, peakEquity });
    const { state, cause } = books.tradingState;
    if (state !== 'reducing' || cause !== 'daily-loss') return;
    emit({ kind: 'trading-state-changed', state: 'active', cause: 'start', reason: 'a new trading day began' });
  }

  #setDayTimer(at: UtcMs): void {
    this.#core.timers.set('trading-day', 'day', startOfUtcDay(at) + DAY_MS);
  }
}
