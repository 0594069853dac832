import type { AssetClass } from '../../../shared/domain/instrument.ts';
import { wordsOf } from './headline-words.ts';
import { coinNames, quoteSymbols } from './words/coin-names.ts';
import { commonWords } from './words/common-words.ts';
import { corporateSuffixes } from './words/company-words.ts';
import { knownAs } from './words/known-as.ts';
import { ordinaryNames } from './words/ordinary-names.ts';

/** What of an instrument says how headlines name it. */
export interface Named {
  readonly symbol: string;
  readonly name: string;
  readonly assetClass: AssetClass;
}

const FEWEST_LETTERS_OF_FIRST_WORD = 4;

/** Returns the folded words of a phrase. */
export function foldedWords(phrase: string): string[] {
  return wordsOf(phrase).map((word) => word.folded);
}

/** Returns a name without “The” before it and legal forms after it: “Apple” for “Apple Inc.”; never empty for a name with words. */
export function coreName(name: string): string {
  const words = wordsOf(name);
  let last = words.length;
  while (last > 1 && corporateSuffixes.has(words[last - 1].folded)) last -= 1;
  // “Tiffany & Co” ends in an ampersand once “Co” is gone.
  while (last > 1 && words[last - 1].folded === 'and') last -= 1;
  const first = last > 1 && words[0].folded === 'the' ? 1 : 0;
  return words.length === 0 ? '' : name.slice(words[first].start, words[last - 1].end);
}

/**
 * Returns the first word of a name of several when it tells the company from others (“Norvik” of “Norvik Mining”), else
 * `null`: at least four letters, no everyday word, no person's first name.
 */
export function distinctiveFirstWord(name: string): string | null {
  const core = coreName(name);
  const [first, ...others] = wordsOf(core);
  if (first === undefined || others.length === 0 || first.end === others[0].start) return null;
  // “Coca” of “Coca-Cola” is half a word.
  if (core.slice(first.end, others[0].start).includes('-')) return null;
  const { folded } = first;
  const isEveryday = commonWords.has(folded) || ordinaryNames.has(folded) || corporateSuffixes.has(folded);
  return folded.length < FEWEST_LETTERS_OF_FIRST_WORD || isEveryday ? null : core.slice(first.start, first.end);
}

/** Returns what is traded of a pair's symbol: `BTC` for `BTC/USDT`, `BTC-USD` and `BTCUSDT`. */
export function baseSymbol(symbol: string): string {
  const parted = /^[^/_-]+(?=[/_-])/.exec(symbol);
  if (parted !== null) return parted[0];
  const quote = quoteSymbols.find((quote) => symbol.length > quote.length + 1 && symbol.endsWith(quote));
  return quote === undefined ? symbol : symbol.slice(0, -quote.length);
}

/**
 * Returns what headlines call an instrument beside its ticker: its name, the name without legal form, its distinctive first
 * word, and what large companies and coins are known as. Without repeats; the name itself comes first.
 */
export function aliasesOf({ symbol, name, assetClass }: Named): string[] {
  const core = coreName(name);
  const first = distinctiveFirstWord(name);
  const aliases = [name.trim(), core];
  if (first !== null) aliases.push(first);
  if (assetClass === 'crypto') aliases.push(...(ownRow(coinNames, baseSymbol(symbol).toUpperCase()) ?? []));
  else aliases.push(...(ownRow(knownAs, foldedWords(core).join(' ')) ?? []));
  return [...new Set(aliases)].filter((alias) => alias !== '');
}

/** Reads a table by text from outside, for which `constructor` is no row. */
function ownRow<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
