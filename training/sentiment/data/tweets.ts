import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { prepareText } from '../../../electron/inference/text/prepare-text.ts';
import { hashOf } from '../random.ts';
import type { Example, Label } from './example.ts';

/** Share of the tweets that no training sees. */
const HELD_OUT_PERCENT = 15;

const labelOf: Readonly<Record<string, Label>> = { '0': 'negative', '1': 'positive', '2': 'neutral' };

/** The tweets in two parts; which tweet is in which follows from its prepared text, so that copies stay together. */
export interface Tweets {
  readonly training: readonly Example[];
  readonly heldOut: readonly Example[];
}

/**
 * Reads "Twitter Financial News Sentiment": columns `text,label`, labels 0 bearish, 1 bullish, 2 neutral.
 * @throws Error when the file is missing or a label is unknown; the message says what was expected.
 */
export function readTweets(file: string): Tweets {
  if (!existsSync(file))
    throw new Error(`Expected the labelled tweets (columns text,label) at ${file}, but there is no such file. Name it with --data FILE.`);
  const rows = parse<{ readonly text: string; readonly label: string }>(readFileSync(file), { columns: true, bom: true });
  const examples = rows.map(({ text, label }): Example => {
    if (!(label in labelOf)) throw new Error(`Expected a label 0, 1 or 2 in ${file}, but found "${label}".`);
    return { text, label: labelOf[label], source: 'tweets' };
  });
  const isHeldOut = ({ text }: Example): boolean => hashOf(prepareText(text)) % 100 < HELD_OUT_PERCENT;
  return { training: examples.filter((example) => !isHeldOut(example)), heldOut: examples.filter(isHeldOut) };
}
