import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Settings } from '../../shared/config/settings.ts';
import type { SentimentModelId } from '../../shared/domain/sentiment-model.ts';
import { catalogueEntry } from '../inference/catalogue/model-catalogue.ts';
import type { ModelChoice } from '../inference/model-manager.ts';
import type { WorkstationOptions } from './workstation-options.ts';

type Places = Pick<WorkstationOptions, 'folder' | 'scripts'>;

/** The model that the settings name, with the folder it lies in. */
export function modelChoice(settings: Settings, places: Places): ModelChoice {
  const { model, mostWaiting } = settings.sentiment;
  return { id: model, folder: modelFolder(model, settings, places), mostWaiting };
}

/** Where a model lies, or would lie if it were installed. */
export function modelFolder(id: SentimentModelId, settings: Settings, places: Places): string {
  const bundled = fileURLToPath(places.scripts.bundledModels);
  return join(catalogueEntry(id).published === null ? bundled : (installedModels(settings, places) ?? bundled), id);
}

/** Where a model lies or is to be installed; `null` when there is no such place. */
export function placeOf(id: SentimentModelId, settings: Settings, places: Places): string | null {
  const isKept = catalogueEntry(id).published === null || installedModels(settings, places) !== null;
  return isKept ? modelFolder(id, settings, places) : null;
}

/** Where larger models are kept; `null` when nothing is kept. */
function installedModels({ sentiment }: Settings, { folder }: Pick<Places, 'folder'>): string | null {
  return sentiment.modelsFolder === '' ? (folder?.models ?? null) : resolve(sentiment.modelsFolder);
}
