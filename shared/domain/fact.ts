import type { CommandBody, CommandResult } from './command.ts';
import type { Fill } from './fill.ts';
import type { TakenHeadline } from './headline.ts';
import type { ClientOrderId, CommandId, InstrumentId, ProposalId, SignalId, VenueBooksId, VenueOrderId } from './ids.ts';
import type { LedgerEntry } from './ledger.ts';
import type { Money } from './money.ts';
import type { Order } from './order.ts';
import type { ClosedTrade, Position } from './position.ts';
import type { Price } from './price.ts';
import type { Proposal } from './proposal.ts';
import type { Quantity } from './quantity.ts';
import type { Reason } from './reason.ts';
import type { Signal, Verdict } from './signal.ts';
import type { SignalOutcome } from './signal-outcome.ts';
import type { UtcMs } from './time.ts';
import type { TradingState, TradingStateCause } from './trading-state.ts';

export const riskRules = ['position-size', 'total-exposure', 'daily-loss', 'drawdown', 'maximum-loss', 'open-positions'] as const;
export type RiskRule = (typeof riskRules)[number];

/**
 * What the engine decided or learned, in the past tense. Facts are hashed, journaled, and folded
 * into the books; nothing else changes the books. Every fact happened at `at`, core time.
 */
export type FactBody =
  | { readonly kind: 'headline-scored'; readonly headline: TakenHeadline }
  /** A bar traded many times what its instrument usually trades. */
  | { readonly kind: 'volume-spiked'; readonly instrumentId: InstrumentId; readonly volume: number; readonly usual: number }
  | { readonly kind: 'signal-generated'; readonly signal: Signal }
  | { readonly kind: 'signal-validated'; readonly signalId: SignalId; readonly instrumentId: InstrumentId; readonly verdict: Verdict }
  | { readonly kind: 'signal-outcome-recorded'; readonly outcome: SignalOutcome }
  | { readonly kind: 'proposal-created'; readonly proposal: Proposal }
  | {
      readonly kind: 'proposal-amended';
      readonly proposalId: ProposalId;
      readonly stop: Price | null;
      readonly target: Price | null;
      readonly moneyAtRisk: Money | null;
    }
  | {
      readonly kind: 'proposal-decided';
      readonly proposalId: ProposalId;
      readonly status: Exclude<Proposal['status'], 'pending'>;
      readonly by: 'user' | 'auto' | 'engine';
      readonly reason: Reason | null;
    }
  /** Our own refusal of an order that never went out. */
  | { readonly kind: 'order-denied'; readonly instrumentId: InstrumentId; readonly proposalId: ProposalId | null; readonly reason: string }
  /** Our intent: from the moment this is durable, the order with what is attached to it may be sent. */
  | { readonly kind: 'order-submitted'; readonly order: Order; readonly attached: readonly Order[] }
  | {
      readonly kind: 'order-accepted';
      readonly clientOrderId: ClientOrderId;
      readonly venueOrderId: VenueOrderId;
      readonly isHeld: boolean;
    }
  | { readonly kind: 'order-activated'; readonly clientOrderId: ClientOrderId; readonly quantity: Quantity }
  | { readonly kind: 'order-filled'; readonly fill: Fill }
  | { readonly kind: 'order-rejected'; readonly clientOrderId: ClientOrderId; readonly reason: string }
  | { readonly kind: 'order-cancel-requested'; readonly clientOrderId: ClientOrderId; readonly reason: string }
  | { readonly kind: 'order-cancelled'; readonly clientOrderId: ClientOrderId; readonly reason: string }
  | { readonly kind: 'order-cancel-refused'; readonly clientOrderId: ClientOrderId; readonly reason: string }
  | { readonly kind: 'order-expired'; readonly clientOrderId: ClientOrderId }
  | { readonly kind: 'order-replace-requested'; readonly clientOrderId: ClientOrderId; readonly price: Price }
  | { readonly kind: 'order-replaced'; readonly clientOrderId: ClientOrderId; readonly price: Price }
  | { readonly kind: 'order-replace-refused'; readonly clientOrderId: ClientOrderId; readonly reason: string }
  /** The venue was asked after a restart, did not know the order, and is sent it again under the same name. */
  | { readonly kind: 'order-resent'; readonly clientOrderId: ClientOrderId }
  /** An order that these books have never had, as the venue has it: what came of it follows. One that went out while nothing could be recorded, or that the record lost. */
  | { readonly kind: 'order-recovered'; readonly order: Order }
  /** The venue said something of an order that can't be true of it; trading halts. */
  | { readonly kind: 'order-disputed'; readonly clientOrderId: ClientOrderId; readonly reason: string }
  /** The venue has an order at work that these books don't count on; it is to be cancelled there. */
  | { readonly kind: 'order-disowned'; readonly clientOrderId: ClientOrderId; readonly reason: string }
  /**
   * Said at every start: which venue books are used, and how many orders and trades the venue says are in them. `isNew`: they are not
   * the ones used until then, or not as they were left, so that their trade ids begin anew and these counts are where ours go on from.
   */
  | {
      readonly kind: 'venue-books-opened';
      readonly books: VenueBooksId;
      readonly orderCount: number;
      readonly tradeCount: number;
      readonly isNew: boolean;
    }
  /** What is not the same in the venue's books and in these, in sentences; empty when a difference of before is gone. */
  | { readonly kind: 'venue-differed'; readonly differences: readonly string[] }
  | { readonly kind: 'ledger-posted'; readonly entry: LedgerEntry }
  | { readonly kind: 'position-opened'; readonly position: Position }
  | { readonly kind: 'position-changed'; readonly position: Position }
  | { readonly kind: 'position-closed'; readonly position: Position; readonly trade: ClosedTrade }
  | { readonly kind: 'risk-limit-exceeded'; readonly rule: RiskRule; readonly instrumentId: InstrumentId | null; readonly message: string }
  | { readonly kind: 'drawdown-warned'; readonly drawdownRatio: number; readonly limitRatio: number }
  | { readonly kind: 'margin-called'; readonly message: string }
  /** A new trading day began with this much equity (a float view, reconciled with the ledger). */
  | { readonly kind: 'trading-day-started'; readonly day: UtcMs; readonly equity: number; readonly peakEquity: number }
  /** The highest equity, which drawdown is measured from: it grows in steps, and comes down where the user resumes after a drawdown. */
  | { readonly kind: 'peak-equity-moved'; readonly peakEquity: number }
  | { readonly kind: 'trading-state-changed'; readonly state: TradingState; readonly cause: TradingStateCause; readonly reason: string }
  /** Prices are too old to open anything on, as after sleep; the market is played from here to `dueAt` first. */
  | { readonly kind: 'catch-up-began'; readonly dueAt: UtcMs }
  /** Prices are fresh again. */
  | { readonly kind: 'catch-up-ended' }
  /** Settings came into force; the hash is that of what decisions depend on. */
  | { readonly kind: 'settings-applied'; readonly settingsHash: string }
  | { readonly kind: 'command-completed'; readonly commandId: CommandId; readonly body: CommandBody; readonly result: CommandResult };

export type FactKind = FactBody['kind'];

export type Fact = FactBody & { readonly at: UtcMs };
