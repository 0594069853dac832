import type { ModelMeasurement, ModelsView, ModelView } from '../../../shared/contract/index.ts';
import type { SentimentModelId } from '../../../shared/domain/sentiment-model.ts';
import { readMachine, recommendModel } from '../../inference/catalogue/machine.ts';
import { type CatalogueEntry, modelCatalogue } from '../../inference/catalogue/model-catalogue.ts';
import type { Measurement } from '../../inference/measure/measure-model.ts';
import type { ModelLibrary } from '../../inference/model-library.ts';
import type { ModelManager } from '../../inference/model-manager.ts';

/** Everything about models as callers see it; `manager` is absent where nothing is running. */
export function viewModels(library: ModelLibrary, chosen: SentimentModelId, manager?: ModelManager): ModelsView {
  const machine = readMachine();
  const recommendation = recommendModel(machine);
  const { state, reason, since } = manager?.status ?? { state: 'loading', reason: null, since: 0 };
  const { size, hits, misses } = manager?.cacheStatistics ?? { size: 0, hits: 0, misses: 0 };
  return {
    scoring: { state, reason, since, addedBytes: manager?.addedBytes ?? null, cachedTexts: size, cacheHits: hits, cacheMisses: misses },
    machine,
    recommendation,
    models: modelCatalogue.map((entry) => viewModel(entry, library, { chosen, recommended: recommendation.id })),
  };
}

interface Marks {
  readonly chosen: SentimentModelId;
  readonly recommended: SentimentModelId;
}

function viewModel(entry: CatalogueEntry, library: ModelLibrary, { chosen, recommended }: Marks): ModelView {
  const { id, title, purpose, licence, memoryBytes, published, run } = entry;
  const files = library.filesOf(id);
  const hash = library.hashOf(id);
  return {
    id,
    title,
    purpose,
    licence,
    sizeBytes: files.length === 0 ? entry.sizeBytes : files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    memoryBytes,
    isBundled: published === null,
    isInstalled: run === null || hash !== null,
    isChosen: id === chosen,
    hash,
    repository: published?.repository ?? null,
    revision: published?.revision ?? null,
    files: files.map((file) => ({ ...file })),
    isRecommended: id === recommended,
    activity: library.activityOf(id),
    failure: library.failureOf(id),
    measurements: library.measurements.filter(({ model }) => model === id).map(viewMeasurement),
  };
}

export function viewMeasurement(measurement: Measurement): ModelMeasurement {
  return { ...measurement };
}
