import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ModelMeasurement, ModelsView, ModelView } from '../../../shared/contract/index.ts';
import { type SentimentModelId, sentimentModelIds } from '../../../shared/domain/sentiment-model.ts';
import { placeOf } from '../../host/model-choice.ts';
import { viewMeasurement, viewModels } from '../../host/views/model-view.ts';
import { MeasurementHistory } from '../../inference/measure/measurement-history.ts';
import { ModelLibrary } from '../../inference/model-library.ts';
import { defaultDataDir } from '../../platform/data-dir.ts';
import { threadScripts } from '../../platform/program-files.ts';
import { SettingsFile, wordsOf } from '../../platform/settings-file.ts';
import { dataFolder } from '../../storage/data-folder.ts';
import { type Output, table } from '../output.ts';
import { UsageError } from '../usage-error.ts';
import { isModelId, settingsIn } from './sentiment.ts';

/** Commands about models. They work on the data folder; a BitFlow that runs there notices what changes. */

export interface ModelFlags {
  readonly dataDir?: string | undefined;
}

export function listModels(flags: ModelFlags, output: Output): void {
  const view = viewOf(flags);
  output.answer(view, () => [
    ...table(['Model', 'Size', 'State', 'Accuracy', 'Per second', 'Single'], view.models.map(rowOf)),
    '',
    adviceOf(view),
  ]);
}

export async function install(
  id: string,
  flags: ModelFlags & { readonly from?: string | undefined; readonly address?: string | undefined },
  output: Output,
): Promise<void> {
  const model = modelNamed(id);
  const { sentiment } = settingsIn(flags.dataDir);
  const library = libraryIn(flags);
  let shownMs = 0;
  library.onDidChange(() => {
    const activity = library.activityOf(model);
    if (activity === null || activity.totalBytes === 0 || performance.now() - shownMs < 1_000) return;
    shownMs = performance.now();
    output.say(`${megabytes(activity.bytes)} of ${megabytes(activity.totalBytes)}, ${megabytes(activity.bytesPerSecond)}/s`);
  });
  // What has come stays, so that the next attempt goes on from there.
  process.once('SIGINT', () => library.cancel(model));
  const address = flags.address ?? sentiment.downloadAddress;
  await library.install(model, flags.from === undefined ? { kind: 'address', address } : { kind: 'folder', path: resolve(flags.from) });
  const installed = viewOf(flags).models.find((each) => each.id === model);
  output.answer(installed, () => [`${installed?.title} is installed.`, ...filesOf(installed), `Take it with: bitflow models use ${model}`]);
}

export async function remove(id: string, flags: ModelFlags, output: Output): Promise<void> {
  const model = modelNamed(id);
  await libraryIn(flags).remove(model);
  output.answer({ removed: model }, () => [`${model} is deleted.`]);
}

export async function use(id: string, flags: ModelFlags, output: Output): Promise<void> {
  const model = modelNamed(id);
  libraryIn(flags).checkInstalled(model);
  const { path, settings } = folderOf(flags);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const updated = await new SettingsFile(settings).update({ sentiment: { model } });
  if (!updated.ok) throw new UsageError(wordsOf(settings, updated.error));
  output.answer({ model }, () => [`Headlines are scored by ${model} from now on.`]);
}

export async function bench(id: string | undefined, flags: ModelFlags, output: Output): Promise<void> {
  const library = libraryIn(flags);
  const models = id === undefined ? viewOf(flags).models.flatMap((each) => (each.isInstalled ? [each.id] : [])) : [modelNamed(id)];
  const measured: ModelMeasurement[] = [];
  for (const model of models) measured.push(viewMeasurement(await library.measure(model)));
  output.answer(measured, () =>
    table(
      ['Model', 'Per second', 'Single ms', 'Load ms', 'Memory MB', 'Accuracy'],
      measured.map((each) => [
        each.model,
        String(each.headlinesPerSecond),
        each.singleMs.toFixed(2),
        String(each.loadMs),
        (each.addedBytes / 1e6).toFixed(0),
        `${(each.accuracy * 100).toFixed(0)} %`,
      ]),
    ),
  );
}

function folderOf({ dataDir }: ModelFlags): ReturnType<typeof dataFolder> {
  return dataFolder(dataDir ?? defaultDataDir({ kind: 'sim', seed: null }));
}

function libraryIn(flags: ModelFlags): ModelLibrary {
  const folder = folderOf(flags);
  const settings = settingsIn(flags.dataDir);
  return new ModelLibrary({
    script: threadScripts.inferenceWorker,
    history: new MeasurementHistory(folder.measurements),
    wallNow: Date.now,
    folderOf: (id) => placeOf(id, settings, { folder, scripts: threadScripts }),
  });
}

function viewOf(flags: ModelFlags): Omit<ModelsView, 'scoring'> {
  const { scoring: _, ...view } = viewModels(libraryIn(flags), settingsIn(flags.dataDir).sentiment.model);
  return view;
}

function modelNamed(id: string): SentimentModelId {
  if (isModelId(id)) return id;
  throw new UsageError(`There is no model "${id}"; there are ${sentimentModelIds.join(', ')}.`);
}

function rowOf({ id, sizeBytes, isInstalled, isChosen, isRecommended, measurements }: ModelView): string[] {
  const last = measurements.at(-1);
  const marks = [isInstalled ? 'installed' : 'not installed', ...(isChosen ? ['in use'] : []), ...(isRecommended ? ['recommended'] : [])];
  return [
    id,
    megabytes(sizeBytes),
    marks.join(', '),
    last === undefined ? '–' : `${(last.accuracy * 100).toFixed(0)} %`,
    last === undefined ? '–' : String(last.headlinesPerSecond),
    last === undefined ? '–' : `${last.singleMs.toFixed(2)} ms`,
  ];
}

function adviceOf({ recommendation, machine }: Pick<ModelsView, 'recommendation' | 'machine'>): string {
  return `${recommendation.reason} (${machine.platform}, ${machine.runtime})`;
}

function filesOf(model: ModelView | undefined): string[] {
  return (model?.files ?? []).map(({ path, sizeBytes, sha256 }) => `  ${path}  ${megabytes(sizeBytes)}  ${sha256}`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}
