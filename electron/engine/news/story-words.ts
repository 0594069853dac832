import { type HeadlineWord, wordsOf } from './headline-words.ts';
import { stemOf } from './stem.ts';
import { numberAt } from './story-numbers.ts';
import { directions, notDirections } from './words/opposites.ts';
import { emptyWords, flags } from './words/telling-words.ts';

/** One word that a story is told by. */
export interface StoryWord {
  /** What it is compared by: a stem, a direction such as `level+`, or a number with its unit such as `#13.1m`. */
  readonly key: string;
  readonly kind: 'word' | 'number' | 'direction';
  /** Whether it begins with a capital. */
  readonly isCapital: boolean;
  /** The small word right before it, which tells “from 8.7” from “to 8.7”; empty when there is none. */
  readonly before: string;
}

const MOST_WORDS_OF_SOURCE = 3;
const FEWEST_WORDS_OF_STORY = 4;

/** Returns the headline without agency flags before it and its source behind it: “ - Reuters”, “ | Harbour Post”. */
export function withoutTrimmings(text: string): string {
  const flag = flags.exec(text.slice(0, 100));
  const rest = flag === null ? text : text.slice(flag[0].length);
  const words = wordsOf(rest);
  for (let back = 1; back <= MOST_WORDS_OF_SOURCE && words.length - back >= FEWEST_WORDS_OF_STORY; back += 1) {
    const first = words[words.length - back];
    if (first.shape === 'lower' || first.shape === 'other') break;
    const gap = rest.slice(words[words.length - back - 1].end, first.start);
    if (/^\s+[-–—|]+\s+$/.test(gap) || (back === 1 && /^\s\($/.test(gap))) return rest.slice(0, words[words.length - back - 1].end);
  }
  return rest;
}

/** Returns the words that carry the story, in order. */
export function storyWords(text: string): StoryWord[] {
  const story = withoutTrimmings(text);
  const words = wordsOf(story);
  const told: StoryWord[] = [];
  let before = '';
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    const number = numberAt(story, words, at);
    if (number !== null) {
      told.push({ key: number.key, kind: 'number', isCapital: false, before });
      at += number.length - 1;
    } else if (!emptyWords.has(word.folded)) told.push(plainWord(word, before));
    before = word.folded;
  }
  return told;
}

function plainWord({ folded, shape }: HeadlineWord, before: string): StoryWord {
  const key = stemOf(folded);
  const isCapital = shape !== 'lower' && shape !== 'other';
  const direction = notDirections.has(folded) ? undefined : directions.get(key);
  if (direction === undefined) return { key, kind: 'word', isCapital, before };
  return { key: `${direction.question}${direction.isYes ? '+' : '-'}`, kind: 'direction', isCapital: false, before };
}
