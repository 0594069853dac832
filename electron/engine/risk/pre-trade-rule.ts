import type { DecisionSettings } from '../../../shared/config/settings.ts';
import { decimalFromFloat, multiply } from '../../../shared/domain/decimal.ts';
import type { InstrumentId } from '../../../shared/domain/ids.ts';
import { type Money, money } from '../../../shared/domain/money.ts';
import type { RejectionCode } from '../../../shared/domain/signal.ts';
import type { Valuation } from '../portfolio/valuation.ts';

/** What a rule is told of an order that would open or add to a position. */
export interface RiskQuestion {
  readonly instrumentId: InstrumentId;
  /** What the order is worth at its worst price. */
  readonly notional: Money;
  /** What the position in the instrument is worth already, and what its entry orders under way would add. */
  readonly held: Money;
  /** Whether the instrument is among `openPositions` already. */
  readonly isAdding: boolean;
  /** Positions that are open or under way. */
  readonly openPositions: number;
  /** Whether every open position has a price. */
  readonly isValued: boolean;
  /** The part (0..1) of the day's opening equity that is lost. */
  readonly dayLoss: number;
  /** How far (0..1) the account is below its highest value. */
  readonly drawdown: number;
  readonly valuation: Valuation;
  readonly limits: DecisionSettings['risk'];
}

export interface RiskRefusal {
  readonly code: Extract<RejectionCode, 'risk-limit-exceeded' | 'position-limit-exceeded' | 'insufficient-balance'>;
  readonly message: string;
}

/** One limit that is held before an order goes out; returns its refusal or `null`. */
export type PreTradeRule = (question: RiskQuestion) => RiskRefusal | null;

/** Returns `ratio` (0..1) of an amount, rounded down: a limit is never widened by rounding. */
export function partOf(amount: Money, ratio: number): Money {
  return money(multiply(amount.amount, decimalFromFloat(ratio), 'floor'), amount.currency);
}

/** Says a ratio (0..1) in percent, to two places. */
export function percent(ratio: number): string {
  return `${(ratio * 100).toFixed(2)} %`;
}
