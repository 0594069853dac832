import type { HeadlineId, InstrumentId } from './ids.ts';
import type { UtcMs } from './time.ts';

/** One piece of news as its source gave it. */
export interface Headline {
  readonly id: HeadlineId;
  readonly text: string;
  readonly source: string;
  /** The instruments it is about; may be empty. */
  readonly instruments: readonly InstrumentId[];
  /** When the source published it. */
  readonly tsEvent: UtcMs;
}

/** One stretch of a headline's text that moved its score. */
export interface ScoredWord {
  /** First character, counted from zero. */
  readonly start: number;
  /** One past the last character. */
  readonly end: number;
  /** −1..1: how far this stretch pushed the score. */
  readonly effect: number;
}

/** A headline with what a model made of it. */
export interface ScoredHeadline extends Headline {
  /** −1 (bad for the instrument) .. 1 (good). */
  readonly score: number;
  /** 0..1: how sure the model is. */
  readonly confidence: number;
  readonly words: readonly ScoredWord[];
  /** The model's name and the hash of what it decides by. */
  readonly model: string;
  readonly modelHash: string;
}

/** A headline as the core took it: linked to instruments, and held against those before it. */
export interface TakenHeadline extends ScoredHeadline {
  /** The earlier headline that this one repeats; it is shown, and counted once. */
  readonly repeats: HeadlineId | null;
}
