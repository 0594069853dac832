import { basename, dirname, resolve, sep } from 'node:path';
import { env, pipeline, type TextClassificationPipeline } from '@xenova/transformers';
import { prepareText } from '../../electron/inference/text/prepare-text.ts';
import { labels } from './data/example.ts';

/** Loads a model folder as the application does: from disk only, on one thread. */
export function loadModel(folder: string): Promise<TextClassificationPipeline> {
  env.allowRemoteModels = false;
  env.localModelPath = dirname(resolve(folder)) + sep;
  return pipeline('text-classification', basename(folder), {
    dtype: 'fp32',
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
  });
}

/** Probabilities of negative, neutral, positive for each text, asked in batches. */
export async function probabilitiesOf(
  model: TextClassificationPipeline,
  texts: readonly string[],
  batchSize = 64,
): Promise<(readonly number[])[]> {
  const rows: (readonly number[])[] = [];
  for (let from = 0; from < texts.length; from += batchSize) {
    const prepared = texts.slice(from, from + batchSize).map(prepareText);
    const answers = (await model(prepared, { top_k: null as unknown as number })) as unknown as {
      readonly label: string;
      readonly score: number;
    }[][];
    for (const answer of answers) rows.push(labels.map((label) => answer.find((entry) => entry.label === label)?.score ?? 0));
  }
  return rows;
}
