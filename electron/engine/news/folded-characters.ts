/** Letters of the Latin alphabets of Europe without their marks: each row is the plain form and the letters it stands for. */
const ROWS: readonly (readonly [plain: string, lower: string, upper: string])[] = [
  ['a', 'àáâãäåāăą', 'ÀÁÂÃÄÅĀĂĄ'],
  ['ae', 'æ', 'Æ'],
  ['c', 'çćĉċč', 'ÇĆĈĊČ'],
  ['d', 'ďđð', 'ĎĐÐ'],
  ['e', 'èéêëēĕėęě', 'ÈÉÊËĒĔĖĘĚ'],
  ['g', 'ĝğġģ', 'ĜĞĠĢ'],
  ['h', 'ĥħ', 'ĤĦ'],
  ['i', 'ìíîïĩīĭįı', 'ÌÍÎÏĨĪĬĮİ'],
  ['j', 'ĵ', 'Ĵ'],
  ['k', 'ķ', 'Ķ'],
  ['l', 'ĺļľłŀ', 'ĹĻĽŁĿ'],
  ['n', 'ñńņňŋ', 'ÑŃŅŇŊ'],
  ['o', 'òóôõöøōŏő', 'ÒÓÔÕÖØŌŎŐ'],
  ['oe', 'œ', 'Œ'],
  ['r', 'ŕŗř', 'ŔŖŘ'],
  ['s', 'śŝşšș', 'ŚŜŞŠȘ'],
  ['ss', 'ß', 'ẞ'],
  ['t', 'ţťŧț', 'ŢŤŦȚ'],
  ['th', 'þ', 'Þ'],
  ['u', 'ùúûüũūŭůűų', 'ÙÚÛÜŨŪŬŮŰŲ'],
  ['w', 'ŵ', 'Ŵ'],
  ['y', 'ýÿŷ', 'ÝŸŶ'],
  ['z', 'źżž', 'ŹŻŽ'],
];

/** What one character adds to a word: its plain lower-case form, and whether it was a capital or a small letter. */
export interface FoldedCharacter {
  readonly plain: string;
  readonly letterCase: 'upper' | 'lower' | 'none';
}

const folded = new Map<string, FoldedCharacter>();
for (const [plain, lower, upper] of ROWS) {
  for (const letter of lower) folded.set(letter, { plain, letterCase: 'lower' });
  for (const letter of upper) folded.set(letter, { plain, letterCase: 'upper' });
}
for (const plain of 'abcdefghijklmnopqrstuvwxyz') {
  folded.set(plain, { plain, letterCase: 'lower' });
  folded.set(String.fromCodePoint((plain.codePointAt(0) ?? 0) - 32), { plain, letterCase: 'upper' });
}
for (const plain of '0123456789') folded.set(plain, { plain, letterCase: 'none' });

/** What a character that is written and not seen adds: soft hyphen, zero-width marks, and accents that stand for themselves. */
const NOTHING: FoldedCharacter = { plain: '', letterCase: 'none' };

/**
 * Returns what the UTF-16 unit at `at` adds to a word, or `null` when it ends one. Letters from Greek to the scripts of Asia
 * that write with spaces stand as they are; everything from U+2000 up (signs, emoji, halves of pairs) separates.
 */
export function foldCharacter(text: string, at: number): FoldedCharacter | null {
  const known = folded.get(text[at]);
  if (known !== undefined) return known;
  const code = text.charCodeAt(at);
  if (code === 0xad || (code >= 0x300 && code < 0x370) || (code >= 0x200b && code <= 0x200f) || code === 0xfeff) return NOTHING;
  return code >= 0x370 && code < 0x2000 ? { plain: text[at], letterCase: 'none' } : null;
}

/** Tells whether a character is a word by itself: the scripts of East Asia, which write without spaces. */
export function isWholeWord(code: number): boolean {
  return (code >= 0x3040 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7a3);
}
