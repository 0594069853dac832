import type { ScoredWord } from '../../../shared/domain/headline.ts';

/** What a model made of one text. */
export interface SentimentScore {
  /** −1..1. */
  readonly score: number;
  /** 0..1. */
  readonly confidence: number;
  readonly words: readonly ScoredWord[];
  /** Who scored it: a fallback says so here, text by text. */
  readonly model: string;
  /** Hash of everything that model decides by. */
  readonly modelHash: string;
}

/** Scores texts, away from the core; its answers come to the core as recorded inputs. */
export interface SentimentScorer {
  readonly model: string;
  /** Hash of everything the model decides by. */
  readonly modelHash: string;
  /** Answers in the order of the texts, one score for each. */
  score(texts: readonly string[]): Promise<readonly SentimentScore[]>;
}
