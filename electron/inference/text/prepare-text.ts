import { comparisonsIn } from './comparisons.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Longer texts are cut here, in UTF-16 units, before anything else looks at them. */
const LONGEST_TEXT = 2_000;
/** Longest result, in tokens. */
const MOST_TOKENS = 160;

const symbols: readonly (readonly [RegExp, string])[] = [
  [/&amp;/g, '&'],
  [/&(?:quot|apos|lt|gt|nbsp|#\d+);/g, ' '],
  [/https?:\/\/\S*|www\.\S+/g, ' zurl '],
  [/(^|\s)@\w+/g, '$1 zuser '],
  [/\((?:nyse|nasdaq|nyseamerican|amex|otc\w*|lse|tsx\w*|asx|nse|bse|hel|omx\w*|lon|etr|epa)\s*:\s*[\w.]+\)/g, ' zticker '],
  [/\$[a-z][a-z.]{0,5}\b/g, ' zticker '],
  [/[\u{1F680}\u{1F4C8}\u{1F44D}\u{2705}\u{1F525}\u{1F4AA}\u{1F911}]/gu, ' zemojiup '],
  [/[\u{1F4C9}\u{1F44E}\u{1F4A9}\u{1F62D}\u{1F628}\u{26A0}\u{1F43B}\u{1F480}]/gu, ' zemojidown '],
  [/€/g, ' eur '],
  [/(?:us|c|a|hk|s|nz)?\$/g, ' usd '],
  [/£/g, ' gbp '],
  [/¥/g, ' jpy '],
  [/₹/g, ' inr '],
  [/[‘’ʼ`´]/g, "'"],
  [/[–—−]/g, '-'],
  [/[øö]/g, 'o'],
  [/æ/g, 'ae'],
  [/œ/g, 'oe'],
  [/ß/g, 'ss'],
  [/[đð]/g, 'd'],
  [/ł/g, 'l'],
  [/ı/g, 'i'],
  [/þ/g, 'th'],
  [/\bu\.\s?s\.(?:a\.)?/g, 'usa '],
  [/\bu\.\s?k\./g, 'uk '],
  [/\b(inc|corp|ltd|co|plc|mr|ms|mrs|dr|no|vs|approx|st|jr|dept|est|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)\./g, '$1 '],
  [/\b([a-z])\.([a-z])\.(?:([a-z])\.)?/g, '$1$2$3 '],
  [/\bq([1-4])\b|\b([1-4])q(?:\d\d)?\b|\b(?:first|second|third|fourth|1st|2nd|3rd|4th)[ -]quarter\b/g, ' zquarter '],
  [/\b(?:fy|cy)\s?'?\d\d(?:\d\d)?e?\b/g, ' zyear '],
  [/\bcan't\b|\bcannot\b/g, 'can not'],
  [/\bwon't\b/g, 'will not'],
  [/n't\b/g, ' not'],
  [/'s\b|s'(?=\s)/g, ' '],
  [/(\d)(?:st|nd|rd|th)\b/g, '$1'],
  [/(\d)\s?-\s?(\d)/g, '$1 to $2'],
  [/(\d)(?=[a-z%])/g, '$1 '],
  [/(\d) (\d{3})(?=\D|$)/g, '$1$2'],
  [/\bminus (?=\d)/g, '-'],
  [/\bplus (?=\d)/g, '+'],
];

/**
 * Brings a text into the one form that the sentiment model is trained on and asked with: lower-case words and marks separated by single
 * spaces, numbers as their kinds (`zmoney`, `zlarge`, `zpct`, `zyear`, `znum`), and the direction of compared figures spelled out after the
 * figure (`numup`, `numdown`, `numsame`), signed percentages likewise (`pctup`, `pctdown`).
 * Takes any string, of which the first 2 000 units count; returns at most 160 tokens, possibly none. Applied twice it changes nothing.
 */
export function prepareText(text: string): string {
  const tokens = tokensOf(plainText(text.slice(0, LONGEST_TEXT)));
  // Marks alone say nothing.
  if (!tokens.some(({ text }) => /[a-z]/.test(text))) return '';
  const markers = new Map(comparisonsIn(tokens).map(({ at, marker }) => [at, marker]));
  const words: string[] = [];
  for (const [at, token] of tokens.entries()) {
    words.push(token.text);
    words.push(...signOf(token));
    const marker = markers.get(at);
    if (marker !== undefined) words.push(marker);
  }
  return words.slice(0, MOST_TOKENS).join(' ');
}

function plainText(text: string): string {
  let plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  for (const [pattern, replacement] of symbols) plain = plain.replace(pattern, replacement);
  return plain.replace(/\P{ASCII}+/gu, (foreign) => (/\p{L}/u.test(foreign) ? ' zforeign ' : ' '));
}

function signOf({ text, number }: Token): readonly string[] {
  if (number === undefined || !number.isSigned || number.kind === 'year') return [];
  if (text === 'zpct') return [number.value < 0 ? 'pctdown' : 'pctup'];
  return number.value < 0 ? ['znegative'] : [];
}
