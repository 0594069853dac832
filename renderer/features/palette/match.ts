import type { Action } from '../../actions/action.ts';

/** What trades, closes or cancels comes after everything else, unless its own verb was typed. */
const ACT = 0.1;
const ACT_BY_VERB = 0.6;

/**
 * Returns how well an action fits what was typed, 0..1; 0 hides it. Only beginnings of words count, and what the user reads counts before
 * what is merely associated, so that Enter runs what was meant. What trades is never the first answer to the name of an instrument.
 */
export function fitOf(action: Pick<Action, 'title' | 'keywords' | 'group' | 'asks'>, typed: string): number {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return 1;
  const fit = fitOfName(action, wanted);
  if (fit === 0 || action.asks === undefined) return fit;
  const [verb = ''] = wordsOf(action.title);
  return verb.startsWith(wanted[0]) ? Math.min(fit, ACT_BY_VERB) : ACT;
}

function fitOfName({ title, keywords = '', group }: Pick<Action, 'title' | 'keywords' | 'group'>, wanted: readonly string[]): number {
  const name = title.toLowerCase();
  const phrase = wanted.join(' ');
  if (name === phrase) return 1;
  if (name.startsWith(phrase)) return group === 'Instruments' ? 0.95 : 0.9;
  const titleWords = wordsOf(title);
  if (begin(titleWords, wanted)) return titleWords.includes(wanted[0]) ? 0.8 : 0.7;
  if (!begin([...titleWords, ...wordsOf(keywords)], wanted)) return 0;
  // An order ticket is never the answer to a mere association where anything else is.
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
