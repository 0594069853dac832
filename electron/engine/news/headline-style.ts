import type { HeadlineWord } from './headline-words.ts';

/** How a headline uses capitals: as a sentence does, On Most Words, or ON ALL LETTERS. */
export type HeadlineStyle = 'sentence' | 'title' | 'capitals';

const MOST_SHARE = 0.7;

/** Words shorter than this stay small in a title: of, and, for. */
const FEWEST_LETTERS = 4;

/** Returns how the words use capitals. A text of one word has no style of its own, and is a sentence. */
export function styleOf(words: readonly HeadlineWord[]): HeadlineStyle {
  const cased = words.filter((word) => word.shape !== 'other');
  const uppers = cased.filter((word) => word.shape === 'upper').length;
  if (cased.length > 1 && uppers >= MOST_SHARE * cased.length) return 'capitals';
  const long = cased.slice(1).filter((word) => word.folded.length >= FEWEST_LETTERS);
  const capitals = long.filter((word) => word.shape === 'capital').length;
  return long.length > 2 && capitals >= MOST_SHARE * long.length ? 'title' : 'sentence';
}
