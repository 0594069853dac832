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
  /** What the position in the instrument is worth already. */
  readonly held: Money;
  readonly isAdding: boolean;
  readonly openPositions: number;
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
