import { createHash } from 'node:crypto';
import { prepareText } from '../text/prepare-text.ts';

/** How texts are prepared for a model: those trained here read normalised words, others read plain text. */
export type Preparation = 'bitflow' | 'plain';

const LONGEST_TEXT = 2_000;

/** Brings a text into the form that a model reads; empty when there is nothing to read. */
export function prepared(text: string, preparation: Preparation): string {
  if (preparation === 'bitflow') {
    const words = prepareText(text);
    return /[a-z0-9]/.test(words) ? words : '';
  }
  const plain = text
    .slice(0, LONGEST_TEXT)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Z}\uFFFD]+/gu, ' ')
    .trim();
  return /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(plain) ? plain : '';
}

/** Texts that go through every rule of the preparation, so that a change of one changes its hash. */
const probes = [
  'Profit rose to EUR 13.1 mn from 8.7 mn a year earlier, up 50.6%',
  'U.S. shares fall 3.2% – Apple’s Q3 misses by $0.12; outlook cut to "hold"',
  "Isn't ($TSLA) worth €1,200.50? #bullish @trader https://example.com/x 🚀📉",
  'FY2023 net sales of £2.5bn vs £2.9bn; operating loss narrowed to (4.1) from (9.8)',
  'Société Générale, Müller & Søn: 第一 株式 12 000 lakh crore ₹ ¥',
  'basis points +25 bps -1.5 percent 1st 2nd quarter minus 5 per cent 10-12 A.B.C. won’t',
];

/** Names the preparation by what it does: a hash over what becomes of texts that use all of its rules. */
export function preparationHash(preparation: Preparation): string {
  return createHash('sha256')
    .update(JSON.stringify([preparation, ...probes.map((probe) => prepared(probe, preparation))]))
    .digest('hex');
}
