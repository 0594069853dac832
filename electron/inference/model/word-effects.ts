import type { ScoredWord } from '../../../shared/domain/headline.ts';
import { inThousandths } from './class-probabilities.ts';
import { isFunctionWord } from './function-words.ts';

/** A word's place in a text, in UTF-16 units; `end` is one past the last. */
export interface WordSpan {
  readonly start: number;
  readonly end: number;
}

/** Words beyond this many are not weighed: a model reads only the beginning of a long text. */
const MOST_WORDS = 64;

/** A model reads no further, in UTF-16 units. */
const LONGEST_TEXT = 2_000;

/** Words that move the score by less than this are left out. */
const LEAST_EFFECT = 0.02;

/** Words with the signs that belong to them: "+3.5%", "$AAPL", "isn't", "U.S.". */
const WORD = /[$€£¥#@+−-]?[\p{L}\p{N}\p{M}]+(?:[.,'’&/-][\p{L}\p{N}\p{M}]+)*%?|\p{Extended_Pictographic}/gu;

/** Finds the words of a text that are worth weighing, in order: what only holds a sentence together is no reason for a score. */
export function wordSpans(text: string): WordSpan[] {
  const spans: WordSpan[] = [];
  for (const match of text.slice(0, LONGEST_TEXT).matchAll(WORD)) {
    if (spans.length === MOST_WORDS) break;
    if (isFunctionWord(match[0])) continue;
    spans.push({ start: match.index, end: match.index + match[0].length });
  }
  return spans;
}

/** The text with one word left out. */
export function without(text: string, { start, end }: WordSpan): string {
  return `${text.slice(0, start)} ${text.slice(end, LONGEST_TEXT)}`;
}

/**
 * What each word did to the score: the score with it less the score without it, held to −1..1. Words that hardly
 * move it are left out. `scores` are those of the text without each of the words.
 */
export function wordEffects(score: number, spans: readonly WordSpan[], scores: readonly number[]): ScoredWord[] {
  return spans.flatMap(({ start, end }, word) => {
    const effect = inThousandths(Math.max(-1, Math.min(1, score - scores[word])));
    return Math.abs(effect) < LEAST_EFFECT ? [] : [{ start, end, effect }];
  });
}
