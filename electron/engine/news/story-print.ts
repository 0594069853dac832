import { styleOf } from './headline-style.ts';
import { wordsOf } from './headline-words.ts';
import { type StoryWord, storyWords } from './story-words.ts';
import { negations } from './words/opposites.ts';
import { calendarWords } from './words/telling-words.ts';

/** What is kept of a headline to hold others against it. */
export interface StoryPrint {
  /** Words and pairs of neighbours with their weights. */
  readonly shingles: ReadonlyMap<string, number>;
  readonly weight: number;
  /** How many different words it has. */
  readonly size: number;
  readonly words: ReadonlySet<string>;
  /** Numbers in order, those after “from” or “versus” with that mark. */
  readonly numbers: readonly string[];
  readonly calendar: readonly string[];
  /** Capital words of a headline that uses them as a sentence does; empty for others. */
  readonly names: readonly string[];
  /** For each question of direction, the answers in order: `+`, `-`, `+-`. */
  readonly answers: ReadonlyMap<string, string>;
  readonly isNegated: boolean;
  /** Words before and after the first word of trade, which swap when buyer and bought do; `null` without one. */
  readonly trade: readonly [before: string, after: string] | null;
}

const WORD_WEIGHT = 1;

/** A pair weighs less than a word, and its order does not count, so that the same words in another order stay alike. */
const PAIR_WEIGHT = 0.5;

const COMPARED_WITH: ReadonlySet<string> = new Set(['from', 'vs', 'versus', 'against']);

export function storyPrint(text: string): StoryPrint {
  const told = storyWords(text);
  const shingles = new Map<string, number>();
  for (const [at, { key }] of told.entries()) {
    shingles.set(key, WORD_WEIGHT);
    if (at > 0) shingles.set(pairOf(told[at - 1].key, key), PAIR_WEIGHT);
  }
  const words = new Set(told.map(({ key }) => key));
  let weight = 0;
  for (const value of shingles.values()) weight += value;
  const all = wordsOf(text);
  return {
    shingles,
    weight,
    size: words.size,
    words,
    numbers: told.filter(({ kind }) => kind === 'number').map(({ key, before }) => (COMPARED_WITH.has(before) ? `${key}<` : key)),
    calendar: all.map(({ folded }) => folded).filter((word) => calendarWords.has(word)),
    names: styleOf(all) === 'sentence' ? told.filter(({ kind, isCapital }) => kind === 'word' && isCapital).map(({ key }) => key) : [],
    answers: answersOf(told),
    isNegated: all.some(({ folded }) => negations.has(folded)),
    trade: tradeOf(told),
  };
}

function pairOf(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

function answersOf(told: readonly StoryWord[]): Map<string, string> {
  const answers = new Map<string, string>();
  for (const { key, kind } of told) {
    if (kind !== 'direction') continue;
    const question = key.slice(0, -1);
    const before = answers.get(question) ?? '';
    // “Jumps, extends gains” answers once.
    if (before.at(-1) !== key.at(-1)) answers.set(question, before + key.slice(-1));
  }
  return answers;
}

function tradeOf(told: readonly StoryWord[]): StoryPrint['trade'] {
  const at = told.findIndex(({ key }) => key === 'trade+' || key === 'trade-');
  return at > 0 && at + 1 < told.length ? [told[at - 1].key, told[at + 1].key] : null;
}
