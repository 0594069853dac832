import type { HeadlineId, InstrumentId, SignalId } from './ids.ts';
import type { PriceFloat } from './price.ts';
import type { RegimeReading } from './regime.ts';
import type { TechnicalRuleName } from './technical-rule.ts';
import type { UtcMs } from './time.ts';

export const signalActions = ['buy', 'sell', 'hold'] as const;
export type SignalAction = (typeof signalActions)[number];

/** The analyses that a signal is combined from (row A10). */
export const analysisKinds = ['technical', 'sentiment', 'regime'] as const;
export type AnalysisKind = (typeof analysisKinds)[number];

/** A number that an explanation rests on, with its name in plain words. */
export interface Evidence {
  readonly name: string;
  readonly value: number;
}

/** What one rule of the technical analysis said. */
export interface RuleVote {
  readonly rule: TechnicalRuleName;
  /** −1..1. */
  readonly vote: number;
  /** 0..1, its share among the rules that are switched on and have seen enough bars. */
  readonly weight: number;
  /** `vote × weight`, to three places; the parts of an analysis add up to its score. */
  readonly part: number;
  /** In plain words, with the number that decided. */
  readonly reason: string;
}

/** What one analysis added to a signal. */
export interface Contribution {
  readonly kind: AnalysisKind;
  /** −1..1, what this analysis alone says. */
  readonly score: number;
  /** 0..1, its share after the weights of absent analyses were shared among the present ones. */
  readonly weight: number;
  /** `score × weight`, to three places; the contributions of a signal add up to its score. */
  readonly contribution: number;
  readonly reasons: readonly string[];
  readonly evidence: readonly Evidence[];
  /** The rules that voted, the heaviest first; empty where an analysis has no rules. */
  readonly votes: readonly RuleVote[];
}

/** An analysis that had nothing to go by and so took no part. */
export interface AbsentAnalysis {
  readonly kind: AnalysisKind;
  readonly reason: string;
}

/** An argument for a trade, made at the close of one bar. */
export interface Signal {
  readonly id: SignalId;
  readonly instrumentId: InstrumentId;
  /** Length of the bars it was made from, such as `1m`. */
  readonly interval: string;
  /** The close of the bar that it was made at. */
  readonly tsEvent: UtcMs;
  readonly action: SignalAction;
  /** Close of that bar. */
  readonly price: PriceFloat;
  /** −1..1, the sum of the contributions. */
  readonly score: number;
  /**
   * 0..1: how often such signals were right so far, that is how likely the price stands further in the signal's direction
   * at `dueAt`. It is `rawConfidence` corrected by the outcomes on record.
   */
  readonly confidence: number;
  /** 0..1: what the analyses alone make of it, before any outcome is considered. */
  readonly rawConfidence: number;
  /** When its horizon is over and its outcome is recorded. */
  readonly dueAt: UtcMs;
  readonly contributions: readonly Contribution[];
  readonly absent: readonly AbsentAnalysis[];
  readonly regime: RegimeReading;
  /** The headlines that the sentiment rests on, newest first. */
  readonly headlines: readonly HeadlineId[];
  /** One or two plain sentences. */
  readonly summary: string;
}

/** Why a signal leads to no trade (rows A11, A12). */
export const rejectionCodes = [
  'weak-signal',
  'market-closed',
  'volume-too-low',
  'stale-data',
  'catching-up',
  'risk-limit-exceeded',
  'no-shorting',
  'already-positioned',
  'proposal-pending',
  'cool-down',
  'conflicting-evidence',
  'session-edge',
  'spread-too-wide',
  'news-blackout',
  'trading-halted',
  'entries-held',
  'insufficient-balance',
  'position-limit-exceeded',
  'size-too-small',
] as const;
export type RejectionCode = (typeof rejectionCodes)[number];

export interface Rejection {
  readonly code: RejectionCode;
  /** In plain words, with the numbers that decided. */
  readonly message: string;
}

/** What the validator said of a signal; accepted when there is no rejection. */
export interface Verdict {
  readonly isAccepted: boolean;
  readonly rejections: readonly Rejection[];
}
