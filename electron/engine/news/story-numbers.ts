import type { HeadlineWord } from './headline-words.ts';
import { numberWords, unitWords } from './words/telling-words.ts';

/** A number as it is compared, and how many words it takes. */
export interface StoryNumber {
  /** `#13.1m`, `#5%`, `#1000`, `#q3`: value and unit in one spelling. */
  readonly key: string;
  readonly length: number;
}

/**
 * Reads the number that begins at word `at`, or returns `null`: “13.1 mn”, “1,000”, “5 %”, “$3bn”, “five percent”, and names
 * with digits such as “Q3” and “737”, which keep two stories apart just as well. Currencies are left out.
 */
export function numberAt(text: string, words: readonly HeadlineWord[], at: number): StoryNumber | null {
  const { digits, length } = digitsAt(text, words, at);
  if (!/\d/.test(digits)) return null;
  const parts = /^([\d.]+)([a-z]*)$/.exec(digits);
  if (parts === null) return { key: `#${digits}`, length };
  const [, value, letters] = parts;
  if (letters !== '') return { key: `#${plainValue(value)}${unitWords.get(letters) ?? letters}`, length };
  const { end } = words[at + length - 1];
  if (/^\s?%/.test(text.slice(end, end + 2))) return { key: `#${plainValue(value)}%`, length };
  const unit = at + length < words.length ? unitWords.get(words[at + length].folded) : undefined;
  return unit === undefined ? { key: `#${plainValue(value)}`, length } : { key: `#${plainValue(value)}${unit}`, length: length + 1 };
}

/** Joins what commas of thousands and the decimal point part. */
function digitsAt(text: string, words: readonly HeadlineWord[], at: number): { readonly digits: string; readonly length: number } {
  let digits = numberWords.get(words[at].folded) ?? words[at].folded;
  let next = at + 1;
  for (; next < words.length && /^[\d.]+$/.test(digits); next += 1) {
    const gap = text.slice(words[next - 1].end, words[next].start);
    const { folded } = words[next];
    if (gap === ',' && /^\d{3}/.test(folded)) digits += folded;
    else if (gap === '.' && /^\d/.test(folded) && !digits.includes('.')) digits += `.${folded}`;
    else break;
  }
  return { digits, length: next - at };
}

/** “3.0” and “03” are 3. */
function plainValue(digits: string): string {
  const [whole, part = ''] = digits.split('.');
  const shortWhole = whole.replace(/^0+(?=\d)/, '');
  const shortPart = part.replace(/0+$/, '');
  return shortPart === '' ? shortWhole : `${shortWhole}.${shortPart}`;
}
