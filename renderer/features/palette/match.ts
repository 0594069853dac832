import type { Action } from '../../actions/action.ts';

/**
 * Returns how well an action fits what was typed, 0..1; 0 hides it. Only beginnings of words count, and what the user reads counts before
 * what is merely associated, so that Enter runs what was meant.
 */
export function fitOf({ title, keywords = '', group }: Pick<Action, 'title' | 'keywords' | 'group'>, typed: string): number {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return 1;
  const name = title.toLowerCase();
  const phrase = wanted.join(' ');
  if (name === phrase) return 1;
  if (name.startsWith(phrase)) return 0.9;
  const titleWords = wordsOf(title);
  if (begin(titleWords, wanted)) return titleWords.includes(wanted[0]) ? 0.8 : 0.7;
  if (!begin([...titleWords, ...wordsOf(keywords)], wanted)) return 0;
  // An order is never the answer to a mere association where anything else is.
  return group === 'Trade' ? 0.2 : 0.5;
}

function begin(words: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((part) => words.some((word) => word.startsWith(part)));
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
