import type { InstrumentId } from '../../../shared/domain/ids.ts';
import { formatMoney, type Money, zeroMoney } from '../../../shared/domain/money.ts';
import { DAY_MS, startOfUtcDay, type UtcMs } from '../../../shared/domain/time.ts';
import type { CoreContext } from '../kernel/core-context.ts';
import { FloatView } from '../portfolio/float-view.ts';
import { positionValue, valueAccount } from '../portfolio/valuation.ts';
import { balance } from './balance.ts';
import { openPositions } from './open-positions.ts';
import { positionSize } from './position-size.ts';
import type { PreTradeRule, RiskRefusal } from './pre-trade-rule.ts';
import { totalExposure } from './total-exposure.ts';

const preTradeRules: readonly PreTradeRule[] = [balance, positionSize, totalExposure, openPositions];

/**
 * Holds the limits of row A14: before an order that opens, and at every new price while positions
 * are open. What it finds it says as facts; closing is left to the execution room.
 */
export class RiskManager {
  readonly #core: CoreContext;
  readonly #view: FloatView;
  #peakEquity = -Infinity;
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

  /** What the account is worth at the latest prices; a float view of the exact books. */
  get equity(): number {
    return this.#view.equity();
  }

  /** Begins or continues the trading day; call once when the core starts. */
  start(): void {
    const { books, clock } = this.#core;
    this.#peakEquity = books.tradingDay?.peakEquity ?? -Infinity;
    if (books.tradingDay === null && books.ledger.entryCount > 0) this.#startDay(clock.now);
    this.#setDayTimer(clock.now);
  }

  /** Tells everything that stands against an order worth `notional`, in the order of the rules. */
  refusals(instrumentId: InstrumentId, notional: Money): RiskRefusal[] {
    const { books, instruments, market, settings } = this.#core;
    const position = books.positions.get(instrumentId) ?? null;
    const question = {
      instrumentId,
      notional,
      held: position === null ? zeroMoney(notional.currency) : positionValue(position, instruments, market),
      isAdding: position !== null,
      openPositions: this.#positionsUnderWay(),
      valuation: valueAccount(books, instruments, market),
      limits: settings().risk,
    };
    return preTradeRules.map((rule) => rule(question)).filter((refusal) => refusal !== null);
  }

  /** The timer of the trading day was due. */
  onTradingDay(at: UtcMs): void {
    this.#startDay(at);
    const { state, cause } = this.#core.books.tradingState;
    if (state === 'reducing' && cause === 'daily-loss') {
      this.#core.emit({ kind: 'trading-state-changed', state: 'active', cause: 'start', reason: 'a new trading day began' });
    }
    this.#setDayTimer(at);
  }

  /** The user resumed trading: limits are measured from here on. */
  resetBaseline(): void {
    const { clock } = this.#core;
    const { equity } = this;
    this.#core.emit({ kind: 'trading-day-started', day: startOfUtcDay(clock.now), equity, peakEquity: equity });
    this.#peakEquity = equity;
    this.#hasWarned = false;
  }

  /**
   * Holds the account against its limits at the latest prices. Returns the positions whose loss is
   * beyond their maximum and that must be closed.
   */
  monitor(): InstrumentId[] {
    const { books, settings } = this.#core;
    const day = books.tradingDay;
    if (day === null) return [];
    const { equity } = this;
    const limits = settings().risk;
    this.#holdDailyLoss(equity, day.equity, limits.dailyLoss);
    this.#holdDrawdown(equity, limits.drawdownWarning, limits.maximumDrawdown);
    this.#holdMargin(equity);
    return this.#beyondMaximumLoss();
  }

  #holdDailyLoss(equity: number, dayEquity: number, limit: number): void {
    const { books, emit } = this.#core;
    if (books.tradingState.state !== 'active' || dayEquity <= 0) return;
    const loss = (dayEquity - equity) / dayEquity;
    if (loss < limit) return;
    const message = `the account lost ${percent(loss)} today, the limit is ${percent(limit)}`;
    emit({ kind: 'risk-limit-exceeded', rule: 'daily-loss', instrumentId: null, message });
    emit({
      kind: 'trading-state-changed',
      state: 'reducing',
      cause: 'daily-loss',
      reason: `${message}; nothing new is opened before the next UTC day`,
    });
  }

  #holdDrawdown(equity: number, warning: number, limit: number): void {
    const { books, emit } = this.#core;
    if (equity >= this.#peakEquity) {
      this.#peakEquity = equity;
      this.#hasWarned = false;
      return;
    }
    const drawdown = (this.#peakEquity - equity) / this.#peakEquity;
    if (drawdown >= warning && !this.#hasWarned) {
      this.#hasWarned = true;
      emit({ kind: 'drawdown-warned', drawdownRatio: drawdown, limitRatio: limit });
    }
    if (drawdown < limit || books.tradingState.state === 'halted') return;
    const message = `the account is ${percent(drawdown)} below its highest value, the limit is ${percent(limit)}`;
    emit({ kind: 'risk-limit-exceeded', rule: 'drawdown', instrumentId: null, message });
    emit({ kind: 'trading-state-changed', state: 'halted', cause: 'drawdown', reason: `${message}; trading waits until you resume it` });
  }

  /** Says once that nothing is left; the drawdown limit has halted trading before that, unless the user resumed it since. */
  #holdMargin(equity: number): void {
    const { books, emit } = this.#core;
    const wasCalled = this.#hasCalledMargin;
    this.#hasCalledMargin = equity <= 0;
    if (equity > 0 || wasCalled) return;
    const message = `the account is worth ${equity.toFixed(2)}, nothing is left to cover its positions`;
    emit({ kind: 'margin-called', message });
    if (books.tradingState.state === 'halted') return;
    emit({ kind: 'trading-state-changed', state: 'halted', cause: 'drawdown', reason: message });
  }

  #beyondMaximumLoss(): InstrumentId[] {
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

  #positionsUnderWay(): number {
    const { books } = this.#core;
    const held = new Set(books.positions.keys());
    for (const order of books.orders.live()) if (order.role === 'entry') held.add(order.instrumentId);
    return held.size;
  }

  /** Quiet days leave no trace: the baseline is a fact only when it changes. */
  #startDay(at: UtcMs): void {
    const { books, emit } = this.#core;
    const { equity } = this;
    const before = books.tradingDay;
    const peakEquity = Math.max(equity, this.#peakEquity);
    this.#peakEquity = peakEquity;
    if (before !== null && before.equity === equity && before.peakEquity === peakEquity) return;
    emit({ kind: 'trading-day-started', day: startOfUtcDay(at), equity, peakEquity });
  }

  #setDayTimer(at: UtcMs): void {
    this.#core.timers.set('trading-day', 'day', startOfUtcDay(at) + DAY_MS);
  }
}

function percent(ratio: number): string {
  return `${(ratio * 100).toFixed(2)} %`;
}
