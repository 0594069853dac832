import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { wordListScorer } from '../../electron/inference/word-list-scorer.ts';
import { loadModel, probabilitiesOf } from './bundled-model.ts';
import { type Example, type Label, labels } from './data/example.ts';
import { readFolder } from './data/labelled-lines.ts';
import { readTweets } from './data/tweets.ts';
import { likeliest, type Quality, qualityOf } from './quality.ts';

/** Scores of the word list nearer to zero than this count as neutral: half of what one middling word gives. */
const NEUTRAL_BELOW = 0.2;

/** Least macro-F1 by set. */
const required: Readonly<Record<string, number>> = { 'held-out tweets': 0.76, 'newspapers and reports': 0.8 };

interface SetResult {
  readonly set: string;
  readonly model: Quality;
  readonly wordList: Quality;
  readonly isMet: boolean | null;
}

const here = import.meta.dirname;
const root = join(here, '../..');
const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, data: { type: 'string' }, model: { type: 'string' } },
});

const results = await evaluate();
if (options.json) console.log(JSON.stringify(results, null, 2));
else for (const result of results) print(result);
if (results.some(({ isMet }) => isMet === false)) process.exitCode = 1;

async function evaluate(): Promise<SetResult[]> {
  const model = await loadModel(options.model ?? join(root, 'resources/models/tiny'));
  const results: SetResult[] = [];
  for (const [set, examples] of sets()) {
    const texts = examples.map(({ text }) => text);
    const expected = examples.map(({ label }) => label);
    const quality = qualityOf(expected, (await probabilitiesOf(model, texts)).map(likeliest));
    const listed = (await wordListScorer.score(texts)).map(
      ({ score }): Label => (score >= NEUTRAL_BELOW ? 'positive' : score <= -NEUTRAL_BELOW ? 'negative' : 'neutral'),
    );
    results.push({
      set,
      model: quality,
      wordList: qualityOf(expected, listed),
      isMet: set in required ? quality.macroF1 >= required[set] : null,
    });
  }
  return results;
}

function sets(): Map<string, readonly Example[]> {
  const found = new Map<string, readonly Example[]>();
  const data = options.data ?? join(root, '../shared/data/sentiment/finance_tweets_train.csv');
  if (existsSync(data)) found.set('held-out tweets', readTweets(data).heldOut);
  else console.error(`No tweets at ${data}: the held-out tweets are left out. Name the file with --data FILE.`);
  const own = readFolder(join(here, 'evaluation'));
  for (const source of new Set(own.map((example) => example.source)))
    found.set(
      source,
      own.filter((example) => example.source === source),
    );
  found.set('newspapers and reports', own);
  return found;
}

function print({ set, model, wordList, isMet }: SetResult): void {
  console.log(`\n${set}: ${model.count} texts`);
  console.log('            accuracy  macro-F1  negative  neutral  positive');
  for (const [name, quality] of [['model', model] as const, ['word list', wordList] as const]) {
    const { negative, neutral, positive } = quality.f1;
    console.log(
      `  ${name.padEnd(10)}${[quality.accuracy, quality.macroF1, negative, neutral, positive].map((value) => value.toFixed(3).padStart(8)).join('  ')}`,
    );
  }
  const rows = labels.map((label, k) => `${label}: ${model.confusion[k].join(' ')}`);
  console.log(`  the model by label, answers negative neutral positive: ${rows.join('; ')}`);
  if (isMet !== null) console.log(`  ${isMet ? 'meets' : 'MISSES'} the required macro-F1 of ${required[set]}`);
}
