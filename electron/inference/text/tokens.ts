import { currencies, percentWords, scales } from './number-words.ts';

/** What a number counts. */
type NumberClass = 'money' | 'percent' | 'year' | 'plain';

/** A word, a punctuation mark or a number with its meaning. */
export interface Token {
  /** Lower case, never empty, no spaces. */
  readonly text: string;
  /** Absent for words and punctuation. */
  readonly number?: { readonly kind: NumberClass; readonly value: number; readonly isSigned: boolean; readonly hasScale: boolean };
}

const TOKEN = /(?<![a-z0-9.,])[+-]?\d[\d,]*(?:\.\d+)?|\.\d+|[a-z]+(?:'[a-z]+)*|[.,;:?!()%+&-]/g;

/** Splits normalised lower-case text into words, numbers and the punctuation that carries meaning. */
export function tokensOf(text: string): Token[] {
  const raw = text.match(TOKEN) ?? [];
  const tokens: Token[] = [];
  for (let at = 0; at < raw.length; ) {
    const piece = raw[at];
    const isNumber = /\d/.test(piece);
    if (isNumber) {
      const { token, length } = numberAt(raw, at, tokens);
      tokens.push(token);
      at += length;
    } else {
      if (piece !== '-' && piece !== '+' && piece !== '&') tokens.push({ text: piece });
      at += 1;
    }
  }
  return tokens;
}

/** Reads the number at `at` with the units around it; takes a currency that stands before it off the tokens so far. */
function numberAt(raw: readonly string[], at: number, before: Token[]): { readonly token: Token; readonly length: number } {
  const value = valueOf(raw[at]);
  const isSigned = /^[+-]/.test(raw[at]);
  let hasCurrency = false;
  while (before.length > 0 && isCurrencyBefore(before, raw[at - 1])) {
    before.pop();
    hasCurrency = true;
  }
  const scale = scales.get(raw[at + 1] ?? '');
  let length = scale === undefined ? 1 : 2;
  const percentLength = scale === undefined && !hasCurrency ? percentLengthAt(raw, at + 1) : 0;
  if (percentLength > 0)
    return { token: { text: 'zpct', number: { kind: 'percent', value, isSigned, hasScale: true } }, length: length + percentLength };
  const after = raw[at + length] ?? '';
  if (currencies.has(after) && !(after === 'won' && scale === undefined)) {
    hasCurrency = true;
    length += 1;
  }
  const text = hasCurrency ? 'zmoney' : scale !== undefined ? 'zlarge' : /^(19|20)\d\d$/.test(raw[at]) ? 'zyear' : 'znum';
  return { token: { text, number: { kind: kinds[text], value: value * (scale ?? 1), isSigned, hasScale: scale !== undefined } }, length };
}

/** What a number written as this token counts. */
const kinds = { zmoney: 'money', zlarge: 'money', zyear: 'year', znum: 'plain' } as const;

/** How many pieces from `at` on say "percent" or "points"; 0 when none does. */
function percentLengthAt(raw: readonly string[], at: number): number {
  const [word, next] = [raw[at] ?? '', raw[at + 1] ?? ''];
  if (word === 'per' && next === 'cent') return 2;
  if ((word === 'basis' || word === 'percentage') && /^points?$/.test(next)) return 2;
  return percentWords.has(word) ? 1 : 0;
}

function isCurrencyBefore(before: readonly Token[], previous: string | undefined): boolean {
  const last = before.at(-1);
  if (last === undefined || last.number !== undefined) return false;
  if (last.text === 'won') return false;
  if (last.text === '.' && previous === '.') return before.at(-2)?.text === 'rs';
  return currencies.has(last.text);
}

function valueOf(digits: string): number {
  const isThousands = /^[+-]?\d{1,3}(,\d{2,3})*,\d{3}(\.\d+)?,?$/.test(digits);
  const plain = isThousands
    ? digits.replaceAll(',', '')
    : digits
        .replace(/,$/, '')
        .replace(/,(?=\d{1,2}$)/, '.')
        .replaceAll(',', '');
  const value = Number(plain);
  return Number.isFinite(value) ? value : 0;
}
