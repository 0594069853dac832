import type { Evidence } from '../../../../shared/domain/signal.ts';

/** The bar in hand; one object that is written anew for each bar. */
export interface RuleBar {
  high: number;
  low: number;
  close: number;
  volume: number;
  /** UTC milliseconds. */
  closeTime: number;
  /** Average true range after this bar, in price units; NaN while it is not known. */
  atr: number;
}

/** One rule of the technical analysis at work on one series. */
export interface TechnicalRule {
  /** Whether it has seen enough bars to vote. */
  readonly isReady: boolean;
  /** −1 (sell) .. 1 (buy) after the last bar; 0 where it says nothing. */
  readonly vote: number;
  /** Takes the next bar; allocates nothing. */
  update(bar: RuleBar): void;
  /** Says the vote in plain words, with the number that decided. */
  reason(): string;
  evidence(): Evidence[];
}
