import { gapBefore, type ReadHeadline } from './read-headline.ts';
import { abbreviations } from './words/abbreviations.ts';
import { boardCodes, dotSuffixes, exchangeNames } from './words/company-words.ts';
import { englishWords } from './words/english-words.ts';

const FEWEST_LETTERS_OF_BARE_TICKER = 3;

/** Amounts that look like cashtags: “$bn”, “$m”. */
const AMOUNTS: ReadonlySet<string> = new Set(['m', 'mn', 'mln', 'mm', 'b', 'bn', 'bln', 'k', 't', 'tn', 'tr', 'usd']);

/**
 * Tells whether the words from `at` on, which spell a ticker (in parts for `BRK.B` and `BTC/USDT`), are written as one.
 * Forms: `$AAPL`; `(AAPL)`; `NASDAQ: AAPL`; `AAPL.O`; `AAPL US`; and bare capitals of three letters or more that are neither
 * an abbreviation nor an English word, unless the whole headline is in capitals.
 */
export function isTicker(headline: ReadHeadline, at: number, length: number): boolean {
  const parts = headline.words.slice(at, at + length);
  for (let part = 1; part < length; part += 1) {
    if (!/^[./_-]$/.test(gapBefore(headline, at + part))) return false;
  }
  const letters = parts.map((part) => part.folded).join('');
  if (isCashtag(headline, at, letters)) return true;
  if (parts.some((part) => part.shape !== 'upper' && part.shape !== 'other')) return false;
  const before = gapBefore(headline, at);
  const isOnExchange = at > 0 && /^ ?: ?$/.test(before) && exchangeNames.has(headline.words[at - 1].folded);
  if (isOnExchange) return true;
  if (abbreviations.has(letters)) return false;
  const isPlain = letters.length >= FEWEST_LETTERS_OF_BARE_TICKER && !englishWords.has(letters) && headline.style !== 'capitals';
  return isPlain || isInBrackets(headline, at, length) || hasDotSuffix(headline, at + length) || hasBoardCode(headline, at, length);
}

/** `$AAPL` and `$aapl`, but not the dollar of `US$` or an amount. */
function isCashtag(headline: ReadHeadline, at: number, letters: string): boolean {
  if (!gapBefore(headline, at).endsWith('$')) return false;
  const { start, shape } = headline.words[at];
  const isOtherDollar = at > 0 && headline.words[at - 1].end === start - 1;
  const isSmall = shape !== 'upper' && (letters.length < FEWEST_LETTERS_OF_BARE_TICKER || AMOUNTS.has(letters));
  return !isOtherDollar && !isSmall && !/^\d/.test(letters);
}

/** `(AAPL)`, `[AAPL]`, and the same with what an exchange adds. */
function isInBrackets(headline: ReadHeadline, at: number, length: number): boolean {
  if (!/[([]$/.test(gapBefore(headline, at))) return false;
  return /^\s?[)\],;]/.test(gapBefore(headline, at + length)) || hasDotSuffix(headline, at + length);
}

function hasDotSuffix(headline: ReadHeadline, after: number): boolean {
  if (after >= headline.words.length || gapBefore(headline, after) !== '.') return false;
  const { folded, shape } = headline.words[after];
  return shape === 'upper' && dotSuffixes.has(folded);
}

/** `AAPL US`; a word such as ALL needs `Equity` behind it, and capitals throughout say nothing. */
function hasBoardCode(headline: ReadHeadline, at: number, length: number): boolean {
  const { words, style } = headline;
  const after = at + length;
  if (after >= words.length || gapBefore(headline, after) !== ' ') return false;
  if (words[after].shape !== 'upper' || !boardCodes.has(words[after].folded)) return false;
  const isSpelledOut = words[after + 1]?.folded === 'equity';
  return isSpelledOut || (style !== 'capitals' && words[at].folded.length > 1 && !englishWords.has(words[at].folded));
}
