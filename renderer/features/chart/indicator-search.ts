import type { IndicatorView } from '../../../shared/contract/index.ts';

type Searched = Pick<IndicatorView, 'name' | 'title' | 'aliases' | 'summary' | 'family'>;

/**
 * Returns how well an indicator fits what was typed, 0..1; 0 hides it. Its name and other names count before its title, that before
 * what it tells, and that before its family; every word typed must begin a word of it.
 */
export function fitOfIndicator({ name, title, aliases, summary, family }: Searched, typed: string): number {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return 1;
  const phrase = wanted.join(' ');
  const names = [name, ...aliases].map((each) => wordsOf(each).join(' '));
  if (names.includes(phrase) || wordsOf(title).join(' ') === phrase) return 1;
  if (names.some((each) => each.startsWith(phrase))) return 0.9;
  if (begin(wordsOf(title), wanted)) return 0.8;
  if (begin([...wordsOf(title), ...names.flatMap(wordsOf)], wanted)) return 0.7;
  if (begin([...wordsOf(title), ...wordsOf(family)], wanted)) return 0.5;
  return begin([...wordsOf(title), ...names.flatMap(wordsOf), ...wordsOf(family), ...wordsOf(summary)], wanted) ? 0.3 : 0;
}

function begin(words: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((part) => words.some((word) => word.startsWith(part)));
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}%]+/u)
    .filter((word) => word !== '');
}
