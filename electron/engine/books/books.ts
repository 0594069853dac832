import { assert, exhaustive } from '../../../shared/base/assert.ts';
import type { CommandBody, CommandResult } from '../../../shared/domain/command.ts';
import type { Fact, FactKind } from '../../../shared/domain/fact.ts';
import type { TakenHeadline } from '../../../shared/domain/headline.ts';
import type { CommandId, HeadlineId, InstrumentId, ProposalId, SignalId } from '../../../shared/domain/ids.ts';
import type { Currency } from '../../../shared/domain/money.ts';
import type { ClosedTrade, Position } from '../../../shared/domain/position.ts';
import type { Proposal } from '../../../shared/domain/proposal.ts';
import type { Signal, Verdict } from '../../../shared/domain/signal.ts';
import type { SignalOutcome } from '../../../shared/domain/signal-outcome.ts';
import type { UtcMs } from '../../../shared/domain/time.ts';
import type { TradingState, TradingStateCause } from '../../../shared/domain/trading-state.ts';
import { Scoreboard } from '../calibration/scoreboard.ts';
import { BoundedMap } from './bounded-map.ts';
import { LedgerBalances } from './ledger-balances.ts';
import { OrderRegister } from './order-register.ts';
import { VenueRegister } from './venue-register.ts';

const RECENT_SIGNALS = 1_000;
const RECENT_PROPOSALS = 1_000;
const RECENT_TRADES = 5_000;
const RECENT_HEADLINES = 300;
const RECENT_COMMANDS = 10_000;

const changesOfOrders = [
  'order-submitted',
  'order-recovered',
  'order-accepted',
  'order-activated',
  'order-filled',
  'order-rejected',
  'order-cancel-requested',
  'order-cancelled',
  'order-cancel-refused',
  'order-expired',
  'order-replace-requested',
  'order-replaced',
  'order-replace-refused',
] as const satisfies readonly FactKind[];

/** A fact that changes the register of orders. */
type OrderFact = Extract<Fact, { readonly kind: (typeof changesOfOrders)[number] }>;

const orderFactKinds: ReadonlySet<FactKind> = new Set(changesOfOrders);

/** A signal with what the validator said of it (`null` for the instant in between) and what became of it (`null` until its horizon is over). */
export interface JudgedSignal {
  readonly signal: Signal;
  readonly verdict: Verdict | null;
  readonly outcome: SignalOutcome | null;
}

/** What today's limits are measured against; equity in floats, reconciled with the ledger at each fill. */
export interface TradingDay {
  readonly day: UtcMs;
  /** What the day began with. */
  readonly equity: number;
  /** The highest so far, not only of today; up to a quarter of a percent below what was seen. */
  readonly peakEquity: number;
  /** Nothing new is opened on such a day any more, whatever is won back. */
  readonly isLossLimitReached: boolean;
}

/**
 * Everything that follows from recorded facts, and from nothing else: the core decides by it, a
 * restart folds it anew, the tables on disk and what doors may show are copies of it.
 */
export class Books {
  readonly orders = new OrderRegister();
  readonly venue = new VenueRegister();
  readonly ledger: LedgerBalances;
  readonly positions = new Map<InstrumentId, Position>();
  readonly proposals = new BoundedMap<ProposalId, Proposal>(RECENT_PROPOSALS, (proposal) => proposal.status === 'pending');
  readonly signals = new BoundedMap<SignalId, JudgedSignal>(RECENT_SIGNALS);
  /** The last signal of each instrument, whatever became of it. */
  readonly lastSignals = new Map<InstrumentId, JudgedSignal>();
  /** What became of signals, and the confidence that follows from it. */
  readonly scoreboard = new Scoreboard();
  /** The last signal of each instrument that passed the validator. */
  readonly acceptedSignals = new Map<InstrumentId, Signal>();
  readonly headlines = new BoundedMap<HeadlineId, TakenHeadline>(RECENT_HEADLINES);
  readonly trades = new BoundedMap<string, ClosedTrade>(RECENT_TRADES);
  readonly commands = new BoundedMap<CommandId, { readonly body: CommandBody; readonly result: CommandResult }>(RECENT_COMMANDS);
  tradingState: { readonly state: TradingState; readonly cause: TradingStateCause; readonly reason: string } = {
    state: 'active',
    cause: 'start',
    reason: 'nothing stands against it',
  };
  tradingDay: TradingDay | null = null;
  fillCount = 0;
  signalCount = 0;
  proposalCount = 0;
  orderCount = 0;
  tradeCount = 0;

  constructor(currency: Currency) {
    this.ledger = new LedgerBalances(currency);
  }

  /** @throws {InvariantError} when the fact can't follow the facts before it. */
  apply(fact: Fact): void {
    if (isOrderFact(fact)) this.#applyOrderFact(fact);
    else this.#applyOtherFact(fact);
  }

  pendingProposalOf(instrumentId: InstrumentId): Proposal | null {
    for (const proposal of this.proposals.values()) {
      if (proposal.status === 'pending' && proposal.instrumentId === instrumentId) return proposal;
    }
    return null;
  }

  pendingProposals(): Proposal[] {
    return [...this.proposals.values()].filter((proposal) => proposal.status === 'pending');
  }

  #applyOrderFact(fact: OrderFact): void {
    const { orders } = this;
    switch (fact.kind) {
      case 'order-submitted':
        for (const order of [fact.order, ...fact.attached]) orders.put(order);
        this.orderCount += 1 + fact.attached.length;
        return;
      case 'order-recovered':
        orders.put(fact.order);
        this.orderCount += 1;
        return;
      case 'order-accepted':
        this.venue.noteOrder();
        orders.change(fact.clientOrderId, { kind: 'accepted', venueOrderId: fact.venueOrderId, isHeld: fact.isHeld }, fact.at);
        return;
      case 'order-activated':
        orders.change(fact.clientOrderId, { kind: 'activated', quantity: fact.quantity }, fact.at);
        return;
      case 'order-filled':
        orders.fill(fact.fill, fact.at);
        this.venue.noteTrade(fact.fill);
        this.fillCount += 1;
        return;
      case 'order-rejected':
        orders.change(fact.clientOrderId, { kind: 'rejected', reason: fact.reason }, fact.at);
        return;
      case 'order-cancel-requested':
        orders.change(fact.clientOrderId, { kind: 'cancel-requested' }, fact.at);
        return;
      case 'order-cancelled':
        orders.change(fact.clientOrderId, { kind: 'cancelled', reason: fact.reason }, fact.at);
        return;
      case 'order-cancel-refused':
        orders.change(fact.clientOrderId, { kind: 'cancel-refused', reason: fact.reason }, fact.at);
        return;
      case 'order-expired':
        orders.change(fact.clientOrderId, { kind: 'expired' }, fact.at);
        return;
      case 'order-replace-requested':
        orders.change(fact.clientOrderId, { kind: 'replace-requested', price: fact.price }, fact.at);
        return;
      case 'order-replaced':
        orders.change(fact.clientOrderId, { kind: 'replaced', price: fact.price }, fact.at);
        return;
      case 'order-replace-refused':
        orders.change(fact.clientOrderId, { kind: 'replace-refused', reason: fact.reason }, fact.at);
        return;
      default:
        exhaustive(fact);
    }
  }

  #applyOtherFact(fact: Exclude<Fact, OrderFact>): void {
    switch (fact.kind) {
      case 'headline-scored':
        this.headlines.set(fact.headline.id, fact.headline);
        return;
      case 'signal-generated':
        this.#judge({ signal: fact.signal, verdict: null, outcome: null });
        this.scoreboard.expect(fact.signal);
        this.signalCount += 1;
        return;
      case 'signal-validated': {
        const judged = this.signals.get(fact.signalId);
        if (judged === undefined) return;
        this.#judge({ ...judged, verdict: fact.verdict });
        if (fact.verdict.isAccepted) this.acceptedSignals.set(fact.instrumentId, judged.signal);
        return;
      }
      case 'signal-outcome-recorded': {
        const { outcome } = fact;
        this.scoreboard.add(outcome);
        const judged = this.signals.get(outcome.signalId);
        if (judged !== undefined) this.#judge({ ...judged, outcome });
        return;
      }
      case 'proposal-created':
        this.proposals.set(fact.proposal.id, fact.proposal);
        this.proposalCount += 1;
        return;
      case 'proposal-amended':
        this.#changeProposal(fact.proposalId, { stop: fact.stop, target: fact.target, moneyAtRisk: fact.moneyAtRisk });
        return;
      case 'proposal-decided':
        this.#changeProposal(fact.proposalId, { status: fact.status, decidedBy: fact.by, reason: fact.reason });
        return;
      case 'ledger-posted':
        this.ledger.post(fact.entry);
        return;
      case 'position-opened':
      case 'position-changed':
        this.positions.set(fact.position.instrumentId, fact.position);
        return;
      case 'position-closed':
        this.positions.delete(fact.position.instrumentId);
        this.trades.set(fact.trade.positionId, fact.trade);
        this.tradeCount += 1;
        return;
      case 'trading-day-started':
        this.tradingDay = { day: fact.day, equity: fact.equity, peakEquity: fact.peakEquity, isLossLimitReached: false };
        return;
      case 'peak-equity-moved':
        if (this.tradingDay !== null) this.tradingDay = { ...this.tradingDay, peakEquity: fact.peakEquity };
        return;
      case 'risk-limit-exceeded':
        if (this.tradingDay !== null && fact.rule === 'daily-loss') this.tradingDay = { ...this.tradingDay, isLossLimitReached: true };
        return;
      case 'trading-state-changed':
        this.tradingState = { state: fact.state, cause: fact.cause, reason: fact.reason };
        return;
      case 'command-completed':
        this.commands.set(fact.commandId, { body: fact.body, result: fact.result });
        return;
      case 'venue-books-opened':
        if (fact.isNew) this.venue.follow(fact.books, fact.orderCount, fact.tradeCount);
        return;
      case 'venue-differed':
        this.venue.differences = fact.differences;
        return;
      case 'volume-spiked':
      case 'order-disowned':
      case 'order-denied':
      case 'order-resent':
      case 'order-disputed':
      case 'drawdown-warned':
      case 'margin-called':
      case 'catch-up-began':
      case 'catch-up-ended':
      case 'settings-applied':
        return;
      default:
        exhaustive(fact);
    }
  }

  #judge(judged: JudgedSignal): void {
    const { id, instrumentId } = judged.signal;
    this.signals.set(id, judged);
    const last = this.lastSignals.get(instrumentId);
    if (last === undefined || last.signal.id === id || judged.verdict === null) this.lastSignals.set(instrumentId, judged);
  }

  #changeProposal(id: ProposalId, change: Partial<Proposal>): void {
    const proposal = this.proposals.get(id);
    assert(proposal !== undefined, `a fact names proposal ${id}, which the books don't have`);
    this.proposals.set(id, { ...proposal, ...change });
  }
}

function isOrderFact(fact: Fact): fact is OrderFact {
  return orderFactKinds.has(fact.kind);
}
