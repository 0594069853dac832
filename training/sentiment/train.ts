import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepareText } from '../../electron/inference/text/prepare-text.ts';
import type { Example } from './data/example.ts';
import { readFolder } from './data/labelled-lines.ts';
import { readTweets } from './data/tweets.ts';
import type { Network } from './network/network.ts';
import { plan } from './plan.ts';
import { trainNetwork, trainWideModel } from './train-model.ts';
import { TrainingSet } from './training-set.ts';
import { writeModel } from './write-model.ts';

const here = import.meta.dirname;
const root = join(here, '../..');

/** Trains the bundled model: `npm run train:sentiment -- --data FILE [--out FOLDER]`. The same data give the same model. */
async function train(data: string, out: string): Promise<void> {
  const started = performance.now();
  const tweets = readTweets(data);
  const corpus = readFolder(join(here, 'corpus'));
  console.log(
    `${tweets.training.length} tweets (${tweets.heldOut.length} held out), ${corpus.length} lines of our own, ${plan.sampling.generated} generated sentences a pass.`,
  );
  refuseOverlap(corpus, readFolder(join(here, 'evaluation')));
  const set = new TrainingSet([...tweets.training, ...corpus]);
  const { vocabulary } = set;
  console.log(`${vocabulary.size} pieces.`);
  const wide = trainWideModel(vocabulary, (_, random) => set.samples(plan.sampling, random), plan.wide);
  console.log(`Wide model trained (${seconds(started)} s).`);
  const networks: Network[] = [];
  for (const { seed, shape } of plan.networks) {
    const samplesOf: Parameters<typeof trainNetwork>[0]['samplesOf'] = (_, random) => set.samples(plan.sampling, random);
    const network = await trainNetwork({ shape, vocabulary, samplesOf, schedule: plan.schedule, seed }, (epoch, loss) => {
      console.log(`Network ${seed}, pass ${epoch + 1} of ${plan.schedule.epochs}: loss ${loss.toFixed(3)} (${seconds(started)} s).`);
    });
    networks.push(network);
  }
  const { wideShare, temperature } = plan;
  await writeModel(out, vocabulary, { networks, wide, wideShare, temperature, stems: vocabulary.stems });
  const size = ['tokenizer.json', 'onnx/model.onnx'].reduce((sum, file) => sum + statSync(join(out, file)).size, 0);
  console.log(`Written to ${out}: ${(size / 1e6).toFixed(2)} MB, after ${seconds(started)} s.`);
}

/** A figure measured on what was trained on would say nothing. @throws Error naming the first line that both have. */
function refuseOverlap(corpus: readonly Example[], evaluation: readonly Example[]): void {
  const held = new Set(evaluation.map(({ text }) => prepareText(text)));
  const shared = corpus.find(({ text }) => held.has(prepareText(text)));
  if (shared === undefined) return;
  throw new Error(`The evaluation set holds "${shared.text}" of ${shared.source}.tsv as well. Take it out of the corpus and start again.`);
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(0);
}

const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } });
try {
  await train(
    values.data ?? join(root, '../shared/data/sentiment/finance_tweets_train.csv'),
    values.out ?? join(root, 'resources/models/tiny'),
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
