import { once } from 'node:events';
import { createReadStream, existsSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { BitFlowError } from '../../../shared/base/bitflow-error.ts';
import { parseSettings } from '../../../shared/config/parse-settings.ts';
import type { Settings } from '../../../shared/config/settings.ts';
import { neutralised } from '../../../shared/domain/plain-text.ts';
import { type SentimentModelId, sentimentModelIds } from '../../../shared/domain/sentiment-model.ts';
import { modelFolder } from '../../host/model-choice.ts';
import { catalogueEntry } from '../../inference/catalogue/model-catalogue.ts';
import type { SentimentLabel } from '../../inference/model/label-classes.ts';
import { InferenceThread } from '../../inference/thread/inference-thread.ts';
import { labelOfScore, wordListScorer } from '../../inference/word-list-scorer.ts';
import { defaultDataDir } from '../../platform/data-dir.ts';
import { threadScripts } from '../../platform/program-files.ts';
import { SettingsFile } from '../../platform/settings-file.ts';
import { dataFolder } from '../../storage/data-folder.ts';
import type { Output } from '../output.ts';
import { linesOf } from '../text-lines.ts';
import { UsageError } from '../usage-error.ts';

export interface SentimentFlags {
  readonly model?: string | undefined;
  readonly file?: string | undefined;
  readonly dataDir?: string | undefined;
}

interface Scored {
  readonly label: SentimentLabel;
  readonly score: number;
  readonly confidence: number;
}

interface Scorer {
  score(texts: readonly string[]): Promise<readonly Scored[]>;
  close(): Promise<void>;
}

const GROUP = 512;

/** Scores one text per line: one JSON object per line, or a table, in the same order; no host is needed. */
export async function sentiment({ model, file, dataDir }: SentimentFlags, output: Output): Promise<void> {
  if (model !== undefined && !isModelId(model))
    throw new UsageError(`There is no model "${model}"; there are ${sentimentModelIds.join(', ')}.`);
  const bytes = textsFrom(file);
  const settings = settingsIn(dataDir);
  const scorer = await openScorer(model ?? settings.sentiment.model, { settings, dataDir, isNamed: model !== undefined, output });
  try {
    if (!output.isJson) await write('Label      Score  Confidence  Text\n');
    for await (const lines of linesOf(bytes, GROUP)) {
      const scores = await scorer.score(lines);
      await write(scores.map((scored, row) => `${output.isJson ? JSON.stringify(scored) : rowOf(scored, lines[row])}\n`).join(''));
    }
  } finally {
    await scorer.close();
  }
}

export function isModelId(id: string): id is SentimentModelId {
  return (sentimentModelIds as readonly string[]).includes(id);
}

/** The settings of a data folder; the defaults where it has none. */
export function settingsIn(dataDir: string | undefined): Settings {
  const { settings } = dataFolder(dataDir ?? defaultDataDir({ kind: 'sim', seed: null }));
  if (existsSync(settings)) return new SettingsFile(settings).current;
  const parsed = parseSettings({});
  if (!parsed.ok) throw new RangeError('the defaults are no settings');
  return parsed.value;
}

function textsFrom(file: string | undefined): Readable {
  if (file !== undefined && file !== '-') {
    // A pipe is welcome here: whoever names one fills it.
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats === undefined) throw new BitFlowError(`There is no file ${file}.`, { code: 'file-missing' });
    if (stats.isDirectory())
      throw new BitFlowError(`${file} is a directory; expected a file of texts, one per line.`, { code: 'file-missing' });
    return createReadStream(file);
  }
  if (file === undefined && process.stdin.isTTY)
    throw new UsageError(
      'Expected texts, one per line, on standard input or with --file, such as: echo "Profit rises" | bitflow sentiment',
    );
  return process.stdin;
}

interface ScorerOptions {
  readonly settings: Settings;
  readonly dataDir: string | undefined;
  /** Whether the model was asked for by name; then nothing else may stand in for it. */
  readonly isNamed: boolean;
  readonly output: Output;
}

async function openScorer(id: SentimentModelId, { settings, dataDir, isNamed, output }: ScorerOptions): Promise<Scorer> {
  const { run } = catalogueEntry(id);
  if (run === null) return byWordList;
  const folder = modelFolder(id, settings, {
    folder: dataFolder(dataDir ?? defaultDataDir({ kind: 'sim', seed: null })),
    scripts: threadScripts,
  });
  const thread = new InferenceThread({ script: threadScripts.inferenceWorker, source: { folder, ...run } });
  try {
    await thread.loaded;
  } catch (error) {
    await thread.close();
    if (isNamed) throw error;
    output.say(`${error instanceof Error ? error.message : String(error)} The list of words stands in.`);
    return byWordList;
  }
  return {
    score: async (texts) => {
      const scores = await thread.score(texts, { withWords: false });
      return scores.map(({ label, score, confidence }) => ({ label, score, confidence }));
    },
    close: () => thread.close(),
  };
}

const byWordList: Scorer = {
  score: async (texts) => {
    const scores = await wordListScorer.score(texts);
    return scores.map(({ score, confidence }) => ({ label: labelOfScore(score), score, confidence }));
  },
  close: () => Promise.resolve(),
};

function rowOf({ label, score, confidence }: Scored, text: string): string {
  const shown = neutralised(text).replace(/\s+/g, ' ').slice(0, 120);
  return `${label.padEnd(9)} ${score.toFixed(2).padStart(6)}  ${`${Math.round(confidence * 100)} %`.padStart(10)}  ${shown}`;
}

/** Writes, and waits while nobody reads, so that nothing piles up. */
async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
