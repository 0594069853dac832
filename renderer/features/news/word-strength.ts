import type { HeadlineView } from '../../../shared/contract/index.ts';

/** Effects from these sizes on are shown as medium and as strong; a word's effect is how much the score falls without it. */
const MEDIUM = 0.15;
const STRONG = 0.4;

/** A smaller effect is no reason for a score, and neither is one that is small beside the largest. */
const LEAST = 0.05;
const LEAST_SHARE = 0.4;

/** Returns how strongly a word is marked: 0 faint, 1 medium, 2 strong. */
export function strengthOf(effect: number): 0 | 1 | 2 {
  const size = Math.abs(effect);
  if (size >= STRONG) return 2;
  return size >= MEDIUM ? 1 : 0;
}

/** Returns the words that drove a score, in the order of the text: a model moves a little with every word, and marking all marks none. */
export function drivingWords(words: HeadlineView['words']): HeadlineView['words'] {
  const largest = Math.max(0, ...words.map(({ effect }) => Math.abs(effect)));
  const least = Math.max(LEAST, largest * LEAST_SHARE);
  return words.filter(({ effect }) => Math.abs(effect) >= least).toSorted((a, b) => a.start - b.start);
}
