import { type HeadlineStyle, styleOf } from './headline-style.ts';
import { type HeadlineWord, wordsOf } from './headline-words.ts';

/** A headline with its words, as those who look for names in it need it. */
export interface ReadHeadline {
  readonly text: string;
  readonly words: readonly HeadlineWord[];
  readonly style: HeadlineStyle;
}

export function readHeadline(text: string): ReadHeadline {
  const words = wordsOf(text);
  return { text, words, style: styleOf(words) };
}

/** Returns what stands between word `at` − 1 and word `at`; the whole beginning or end at the edges. */
export function gapBefore({ text, words }: ReadHeadline, at: number): string {
  const from = at === 0 ? 0 : words[at - 1].end;
  // Signs that matter stand close to the word; a long gap is cut to them.
  const to = at === words.length ? Math.min(text.length, from + 8) : words[at].start;
  return text.slice(Math.max(from, to - 8), to);
}
