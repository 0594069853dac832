import type { HeadlineId, InstrumentId, SignalId } from './ids.ts';
import type { PriceFloat } from './price.ts';
import type { UtcMs } from './time.ts';

export const signalActions = ['buy', 'sell', 'hold'] as const;
export type SignalAction = (typeof signalActions)[number];

/** The analyses that a signal is combined from (row A10). */
export const analysisKinds = ['technical', 'sentiment', 'regime'] as const;
export type AnalysisKind = (typeof analysisKinds)[number];

/**
 * How the market has been behaving. `trend`: price gets somewhere for its effort; `range`: it goes
 * to and fro; `volatile`: bars are much larger than they were.
 */
export const regimeLabels = ['trend', 'range', 'volatile'] as const;
export type RegimeLabel = (typeof regimeLabels)[number];

/** A number that an explanation rests on, with its name in plain words. */
export interface Evidence {
  readonly name: string;
  readonly value: number;
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
  /** 0..1. */
  readonly confidence: number;
  readonly contributions: readonly Contribution[];
  readonly absent: readonly AbsentAnalysis[];
  readonly regime: RegimeLabel;
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
  'risk-limit-exceeded',
  'no-shorting',
  'already-positioned',
  'proposal-pending',
  'cool-down',
  'trading-halted',
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
