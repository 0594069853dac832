import { BitFlowError, isBitFlowError } from '../../shared/base/bitflow-error.ts';
import { Emitter } from '../../shared/base/emitter.ts';
import type { SentimentModelId } from '../../shared/domain/sentiment-model.ts';
import { catalogueEntry } from './catalogue/model-catalogue.ts';
import type { InstallOptions } from './install/install-model.ts';
import type { Measurement } from './measure/measure-model.ts';
import type { MeasurementHistory } from './measure/measurement-history.ts';
import { modelHashOf, readManifest } from './model/model-files.ts';

/** What is going on with a model. */
export interface ModelActivity {
  readonly kind: 'installing' | 'measuring';
  readonly bytes: number;
  /** 0 while it is not known. */
  readonly totalBytes: number;
  readonly bytesPerSecond: number;
}

/** What went wrong with a model the last time. */
export interface ModelFailure {
  readonly code: string;
  readonly message: string;
}

export interface ModelLibraryOptions {
  readonly script: URL;
  readonly history: MeasurementHistory;
  readonly wallNow: () => number;
  /** Where a model lies or would lie; `null` when there is no place to install it to. */
  readonly folderOf: (id: SentimentModelId) => string | null;
}

interface Task {
  readonly abort: AbortController;
  readonly startedMs: number;
  /** What an earlier attempt had left. */
  firstBytes: number | null;
  activity: ModelActivity;
}

/** The models on this machine: installs, removes and measures them, one thing at a time for each. */
export class ModelLibrary {
  readonly #options: ModelLibraryOptions;
  readonly #tasks = new Map<SentimentModelId, Task>();
  readonly #failures = new Map<SentimentModelId, ModelFailure>();
  readonly #changed = new Emitter<void>();
  readonly #installed = new Emitter<SentimentModelId>();

  /** Announces that something about some model changed. */
  readonly onDidChange = this.#changed.event;
  /** Announces a model whose files are new or gone. */
  readonly onDidChangeFiles = this.#installed.event;

  constructor(options: ModelLibraryOptions) {
    this.#options = options;
  }

  get measurements(): readonly Measurement[] {
    return this.#options.history.all;
  }

  activityOf(id: SentimentModelId): ModelActivity | null {
    return this.#tasks.get(id)?.activity ?? null;
  }

  failureOf(id: SentimentModelId): ModelFailure | null {
    return this.#failures.get(id) ?? null;
  }

  /** The hash of an installed model, by the list of its files; `null` when it is not installed. */
  hashOf(id: SentimentModelId): string | null {
    const { run } = catalogueEntry(id);
    const folder = this.#options.folderOf(id);
    if (run === null || folder === null) return null;
    try {
      return modelHashOf(readManifest(folder), run.preparation);
    } catch {
      return null;
    }
  }

  /** Size on disk of an installed model, and the hashes of its files. */
  filesOf(id: SentimentModelId): ReturnType<typeof readManifest>['files'] {
    const folder = this.#options.folderOf(id);
    try {
      return folder === null || catalogueEntry(id).run === null ? [] : readManifest(folder).files;
    } catch {
      return [];
    }
  }

  /** @throws {BitFlowError} `model-bundled`, `model-busy`, `model-no-place` */
  checkInstallable(id: SentimentModelId): void {
    const { published, title } = catalogueEntry(id);
    if (published === null) throw new BitFlowError(`${title} comes with BitFlow and needs no installation.`, { code: 'model-bundled' });
    if (this.#tasks.has(id)) throw busy(title);
    this.#placeOf(id);
  }

  /** @throws {BitFlowError} `model-missing` */
  checkInstalled(id: SentimentModelId): void {
    const { run, title } = catalogueEntry(id);
    if (run !== null && this.hashOf(id) === null)
      throw new BitFlowError(`${title} is not installed. Install it first, with "bitflow models install ${id}" or in the models panel.`, {
        code: 'model-missing',
      });
  }

  /** @throws {BitFlowError} `model-busy`, and whatever can go wrong on the way */
  async install(id: SentimentModelId, from: InstallOptions['from']): Promise<void> {
    this.checkInstallable(id);
    const folder = this.#placeOf(id);
    await this.#run(id, 'installing', async (task) => {
      const onProgress: InstallOptions['onProgress'] = ({ bytes, totalBytes }) => {
        task.firstBytes ??= bytes;
        const seconds = (performance.now() - task.startedMs) / 1000;
        const bytesPerSecond = Math.round((bytes - task.firstBytes) / Math.max(0.1, seconds));
        task.activity = { kind: 'installing', bytes, totalBytes, bytesPerSecond };
        this.#changed.fire();
      };
      const { installModel } = await import('./install/install-model.ts');
      await installModel({ entry: catalogueEntry(id), folder, from, signal: task.abort.signal, onProgress });
    });
    this.#installed.fire(id);
  }

  /** Stops installing; what has come is kept. */
  cancel(id: SentimentModelId): void {
    this.#tasks.get(id)?.abort.abort();
  }

  /** @throws {BitFlowError} `model-busy`, `model-bundled` */
  async remove(id: SentimentModelId): Promise<void> {
    const { published, title } = catalogueEntry(id);
    if (published === null) throw new BitFlowError(`${title} comes with BitFlow and can't be removed.`, { code: 'model-bundled' });
    if (this.#tasks.has(id)) throw busy(title);
    const { removeModel } = await import('./install/install-model.ts');
    await removeModel(this.#placeOf(id), published.files);
    this.#failures.delete(id);
    this.#changed.fire();
    this.#installed.fire(id);
  }

  /** Measures a model on this machine and keeps what came of it. @throws {BitFlowError} `model-busy`, or why it can't be loaded */
  async measure(id: SentimentModelId): Promise<Measurement> {
    const { script, wallNow, history } = this.#options;
    this.checkInstalled(id);
    const folder = this.#placeOf(id);
    return await this.#run(id, 'measuring', async () => {
      // A start has no use for this code and does not wait for it.
      const { measureModel } = await import('./measure/measure-model.ts');
      const measured = await measureModel({ id, folder, script, wallNow });
      await history.add(measured);
      return measured;
    });
  }

  /** Ends what is under way. */
  close(): void {
    for (const { abort } of this.#tasks.values()) abort.abort();
  }

  #placeOf(id: SentimentModelId): string {
    const folder = this.#options.folderOf(id);
    if (folder !== null) return folder;
    throw new BitFlowError('This run keeps nothing, so that no model can be installed. Name a folder of models in the settings.', {
      code: 'model-no-place',
    });
  }

  async #run<T>(id: SentimentModelId, kind: ModelActivity['kind'], work: (task: Task) => Promise<T>): Promise<T> {
    if (this.#tasks.has(id)) throw busy(catalogueEntry(id).title);
    const activity: ModelActivity = { kind, bytes: 0, totalBytes: 0, bytesPerSecond: 0 };
    const task: Task = { abort: new AbortController(), startedMs: performance.now(), firstBytes: null, activity };
    this.#tasks.set(id, task);
    this.#failures.delete(id);
    this.#changed.fire();
    try {
      return await work(task);
    } catch (error) {
      const code = isBitFlowError(error) ? error.code : 'model-failed';
      if (code !== 'cancelled') this.#failures.set(id, { code, message: error instanceof Error ? error.message : String(error) });
      throw error;
    } finally {
      this.#tasks.delete(id);
      this.#changed.fire();
    }
  }
}

function busy(title: string): BitFlowError {
  return new BitFlowError(`${title} is being installed or measured already.`, { code: 'model-busy', retry: 'backoff' });
}
