import type { ScoredWord } from '../../../shared/domain/headline.ts';
import type { SentimentLabel } from '../model/label-classes.ts';

/** One text for the inference thread. */
export interface ScoreQuestion {
  readonly text: string;
  /** Whether to say what each word did to the score. */
  readonly withWords: boolean;
}

/** What the thread makes of it. */
export interface ModelScore {
  readonly label: SentimentLabel;
  /** −1..1. */
  readonly score: number;
  /** 0..1. */
  readonly confidence: number;
  readonly words: readonly ScoredWord[];
}

/** What the thread is asked: texts to score together. */
export interface InferenceCall {
  readonly id: number;
  readonly questions: readonly ScoreQuestion[];
}

/** What the thread says: that its model is loaded or can't be, and answers in the order of the questions. */
export type InferenceMessage =
  | { readonly kind: 'loaded'; readonly addedBytes: number }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | { readonly kind: 'scores'; readonly id: number; readonly scores: readonly ModelScore[] }
  | { readonly kind: 'failed'; readonly id: number; readonly code: string; readonly message: string };
