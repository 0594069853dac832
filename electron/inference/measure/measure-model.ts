import type { SentimentModelId } from '../../../shared/domain/sentiment-model.ts';
import { catalogueEntry } from '../catalogue/model-catalogue.ts';
import type { SentimentLabel } from '../model/label-classes.ts';
import { modelHashOf, readManifest } from '../model/model-files.ts';
import { InferenceThread } from '../thread/inference-thread.ts';
import { labelOfScore, wordListScorer } from '../word-list-scorer.ts';
import { labelledSentences } from './labelled-sentences.ts';

/** How a model did on this machine. */
export interface Measurement {
  readonly model: SentimentModelId;
  readonly modelHash: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly loadMs: number;
  readonly headlinesPerSecond: number;
  /** Median of one headline at a time, in milliseconds. */
  readonly singleMs: number;
  /** What it added to the memory of the process. */
  readonly addedBytes: number;
  /** Share of the labelled sentences that it labels as a careful reader does, 0..1. */
  readonly accuracy: number;
}

export interface MeasureOptions {
  readonly id: SentimentModelId;
  readonly folder: string;
  readonly script: URL;
  readonly wallNow: () => number;
  /** How long the batches are measured for, in milliseconds. @default 1500 */
  readonly batchMs?: number;
}

interface Contender {
  readonly modelHash: string;
  readonly loadMs: number;
  readonly addedBytes: number;
  label(texts: readonly string[]): Promise<readonly SentimentLabel[]>;
  close(): Promise<void>;
}

const SINGLES = 21;

/** Measures a model on a thread of its own. @throws {BitFlowError} why it can't be loaded */
export async function measureModel(options: MeasureOptions): Promise<Measurement> {
  const { id, wallNow, batchMs = 1_500 } = options;
  const contender = await contenderOf(options);
  try {
    const { loadMs, addedBytes, modelHash } = contender;
    const texts = labelledSentences.map(([, text]) => text);
    const labels = await contender.label(texts);
    const right = labelledSentences.filter(([label], place) => labels[place] === label).length;
    const singles: number[] = [];
    for (let turn = 0; turn < SINGLES; turn += 1) {
      const startedMs = performance.now();
      await contender.label([texts[turn]]);
      singles.push(performance.now() - startedMs);
    }
    const startedMs = performance.now();
    let scored = 0;
    do {
      // Numbered, so that nothing could know them already.
      await contender.label(texts.map((text) => `${text} ${scored}`));
      scored += texts.length;
    } while (performance.now() - startedMs < batchMs);
    return {
      model: id,
      modelHash,
      at: wallNow(),
      loadMs: Math.round(loadMs),
      headlinesPerSecond: Math.round((scored * 1000) / (performance.now() - startedMs)),
      singleMs: Number(singles.toSorted((a, b) => a - b)[SINGLES >> 1].toFixed(3)),
      addedBytes,
      accuracy: Number((right / texts.length).toFixed(3)),
    };
  } finally {
    await contender.close();
  }
}

async function contenderOf({ id, folder, script }: MeasureOptions): Promise<Contender> {
  const { run } = catalogueEntry(id);
  if (run === null) {
    const label = async (texts: readonly string[]) => (await wordListScorer.score(texts)).map(({ score }) => labelOfScore(score));
    return { modelHash: wordListScorer.modelHash, loadMs: 0, addedBytes: 0, label, close: () => Promise.resolve() };
  }
  const startedMs = performance.now();
  const thread = new InferenceThread({ script, source: { folder, ...run } });
  try {
    const { addedBytes } = await thread.loaded;
    return {
      modelHash: modelHashOf(readManifest(folder), run.preparation),
      loadMs: performance.now() - startedMs,
      addedBytes,
      label: async (texts) => (await thread.score(texts, { withWords: false })).map(({ label }) => label),
      close: () => thread.close(),
    };
  } catch (error) {
    await thread.close();
    throw error;
  }
}
