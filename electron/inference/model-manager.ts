import { BitFlowError, isBitFlowError } from '../../shared/base/bitflow-error.ts';
import { Emitter } from '../../shared/base/emitter.ts';
import type { Pulse } from '../../shared/base/pulse.ts';
import type { ScoringState, SentimentModelId } from '../../shared/domain/sentiment-model.ts';
import type { SentimentScore, SentimentScorer } from '../engine/ports/sentiment-scorer.ts';
import { catalogueEntry } from './catalogue/model-catalogue.ts';
import { fileMarks, modelHashOf, readManifest, verifyFiles } from './model/model-files.ts';
import { type Machine, runtimeFault } from './model/runtime-platforms.ts';
import { ScoreCache } from './score-cache.ts';
import { InferenceThread, type InferenceThreadOptions } from './thread/inference-thread.ts';
import { wordListScorer } from './word-list-scorer.ts';

/** Which model is wished for, and where it lies. */
export interface ModelChoice {
  readonly id: SentimentModelId;
  readonly folder: string;
  /** The most texts that may wait. */
  readonly mostWaiting: number;
}

export interface ModelManagerOptions {
  readonly script: URL;
  readonly choice: ModelChoice;
  /** The machine's clock, UTC milliseconds. */
  readonly wallNow: () => number;
  /** How long the first texts wait for the model before the list of words stands in, in milliseconds. @default 5000 */
  readonly patienceMs?: number;
  /** How often the files of the model are looked at, in milliseconds. @default 2000 */
  readonly lookMs?: number;
  /** Pause before the first new attempt; each further one is twice as long, up to a minute. @default 1000 */
  readonly retryMs?: number;
  /** @default this one */
  readonly machine?: Machine;
  /** Limits of the thread. */
  readonly thread?: Pick<InferenceThreadOptions, 'deadlineMs' | 'loadDeadlineMs'>;
}

/** How scoring is, why, and since when (UTC milliseconds). */
export interface ScoringStatus {
  readonly state: ScoringState;
  /** `null` while nothing is wrong. */
  readonly reason: string | null;
  readonly code: string | null;
  readonly since: number;
}

/** The model that answers now. */
interface Serving {
  readonly thread: InferenceThread;
  readonly model: string;
  readonly hash: string;
}

/** Scores kept by text. */
const CACHED_TEXTS = 20_000;

const LONGEST_PAUSE_MS = 60_000;

/** A model that was up for so long starts over with short pauses. */
const SOUND_MS = 60_000;

/**
 * Keeps the chosen model at work (row A4): loads it on a thread when it is first needed, notices when its thread dies or
 * hangs and when its files change, lets the list of words stand in and says so, and comes back by itself.
 */
export class ModelManager implements SentimentScorer {
  readonly #options: ModelManagerOptions;
  readonly #cache = new ScoreCache(CACHED_TEXTS);
  readonly #changed = new Emitter<ScoringStatus>();
  #choice: ModelChoice;
  #hash: string;
  #status: ScoringStatus;
  #serving: Serving | null = null;
  #loading: Promise<void> | null = null;
  /** The thread that loads a model. */
  #opening: InferenceThread | null = null;
  #addedBytes: number | null = null;
  #looking: NodeJS.Timeout | null = null;
  #isLooking = false;
  #isClosed = false;
  #marks = '';
  #attempts = 0;
  #retryAt = 0;
  #readySince = 0;

  /** Announces every change of state or reason. */
  readonly onDidChange = this.#changed.event;

  /** Reads the list of the model's files, nothing more: loading begins with `begin` or the first text. */
  constructor(options: ModelManagerOptions) {
    this.#options = options;
    this.#choice = options.choice;
    this.#hash = hashOf(options.choice);
    this.#status = { state: 'loading', reason: null, code: null, since: options.wallNow() };
  }

  /** The chosen model, whether or not it is at work. */
  get model(): string {
    return nameOf(this.#choice.id);
  }

  /** From the list of its files; that of the list of words where there is none. */
  get modelHash(): string {
    return this.#hash;
  }

  get status(): ScoringStatus {
    return this.#status;
  }

  /** What the loaded model added to this process's memory, in bytes. */
  get addedBytes(): number | null {
    return this.#addedBytes;
  }

  get cacheStatistics(): ScoreCache['statistics'] {
    return this.#cache.statistics;
  }

  /** Signs of life of the thread that scores; `null` while none does, as while the model is loaded. */
  get pulse(): Pulse | null {
    return this.#serving?.thread.pulse ?? null;
  }

  /** Begins to load the model, and from then on keeps it at work. */
  begin(): void {
    if (this.#isClosed || this.#looking !== null) return;
    this.#looking = setInterval(() => void this.#look(), this.#options.lookMs ?? 2_000);
    this.#looking.unref();
    this.#load();
  }

  /**
   * Never fails for want of a model: the list of words stands in, and each score says who made it. A patient caller's texts wait until
   * the news of the market is scored.
   */
  async score(texts: readonly string[], { isPatient = false }: { readonly isPatient?: boolean } = {}): Promise<readonly SentimentScore[]> {
    this.begin();
    if (this.#status.state === 'loading' && this.#loading !== null) await this.#patience(this.#loading);
    if (this.#serving === null) return await wordListScorer.score(texts);
    const { thread, model, hash: modelHash } = this.#serving;
    const found = texts.map((text) => this.#cache.get(modelHash, text));
    const missing = texts.filter((_, place) => found[place] === null);
    try {
      const scores = await thread.score(missing, { isPatient });
      missing.forEach((text, place) => this.#cache.set(modelHash, text, scores[place]));
      let next = 0;
      return found.map((known): SentimentScore => {
        const { score, confidence, words } = known ?? scores[next++];
        return { score, confidence, words, model, modelHash };
      });
    } catch (error) {
      // A full queue passes by itself; whatever else it was, a model that fails is loaded anew.
      const isFull = isBitFlowError(error) && error.code === 'model-queue-full';
      if (!isFull && this.#serving?.thread === thread) this.#degrade(error);
      return await wordListScorer.score(texts);
    }
  }

  /** Takes another model, or the same from another place. The one before works on until the new one is loaded. */
  choose(choice: ModelChoice): void {
    const { id, folder, mostWaiting } = this.#choice;
    if (choice.id === id && choice.folder === folder && choice.mostWaiting === mostWaiting) return;
    this.#choice = choice;
    this.reload();
  }

  /** Loads the chosen model again, as after it was installed. */
  reload(): void {
    this.#attempts = 0;
    if (this.#looking === null) this.#hash = hashOf(this.#choice);
    else this.#load();
  }

  /** Gives up a thread that does not answer: what waits for it is scored by the list of words, and the model is loaded anew. */
  giveUp(): void {
    if (this.#serving === null) return;
    this.#degrade(new BitFlowError('The thread of the model stood still and was given up.', { code: 'model-hung', retry: 'backoff' }));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#looking !== null) clearInterval(this.#looking);
    await Promise.all([this.#serve(null), this.#opening?.close()]);
  }

  #load(): void {
    const loading = this.#loadNow().catch((error: unknown) => this.#degrade(error));
    this.#loading = loading;
    void loading.then(() => {
      if (this.#loading === loading) this.#loading = null;
    });
  }

  async #loadNow(): Promise<void> {
    const choice = this.#choice;
    const { run } = catalogueEntry(choice.id);
    if (run === null) {
      const ended = this.#serve(null);
      this.#hash = wordListScorer.modelHash;
      this.#addedBytes = null;
      this.#enter('ready', null, null);
      return await ended;
    }
    const marks = await marksOf(choice.folder);
    this.#marks = marks;
    const fault = runtimeFault(this.#options.machine ?? process);
    if (fault !== null) {
      // Nothing that is tried again could help.
      this.#retryAt = Infinity;
      this.#enter('degraded', fault, 'model-no-runtime');
      return;
    }
    const { folder, mostWaiting } = choice;
    const thread = new InferenceThread({ script: this.#options.script, source: { folder, ...run }, mostWaiting, ...this.#options.thread });
    this.#opening = thread;
    try {
      const { addedBytes } = await thread.loaded;
      if (this.#isClosed || this.#choice !== choice) return await thread.close();
      this.#hash = modelHashOf(readManifest(folder), run.preparation);
      this.#addedBytes = addedBytes;
    } catch (error) {
      await thread.close();
      if (this.#choice !== choice || this.#isClosed) return;
      throw error;
    } finally {
      if (this.#opening === thread) this.#opening = null;
    }
    thread.onDidDie((error) => {
      if (this.#serving?.thread === thread) this.#degrade(error);
    });
    // The model before may take a while to end, and this one may fail meanwhile: what is said of it is said at once.
    const ended = this.#serve({ thread, model: nameOf(choice.id), hash: this.#hash });
    this.#readySince = this.#options.wallNow();
    this.#enter('ready', null, null);
    await ended;
  }

  async #serve(serving: Serving | null): Promise<void> {
    const before = this.#serving;
    this.#serving = serving;
    await before?.thread.close();
  }

  #degrade(error: unknown): void {
    if (this.#isClosed) return;
    const now = this.#options.wallNow();
    if (this.#readySince > 0 && now - this.#readySince > SOUND_MS) this.#attempts = 0;
    this.#readySince = 0;
    const pauseMs = Math.min(LONGEST_PAUSE_MS, (this.#options.retryMs ?? 1_000) * 2 ** this.#attempts);
    this.#attempts += 1;
    this.#retryAt = now + pauseMs;
    setTimeout(() => void this.#look(), pauseMs).unref();
    this.#addedBytes = null;
    void this.#serve(null);
    const message = error instanceof Error ? error.message : String(error);
    this.#enter('degraded', message, isBitFlowError(error) ? error.code : 'model-failed');
  }

  /** Notices files that changed, and tries again what failed. */
  async #look(): Promise<void> {
    if (this.#isLooking || this.#isClosed || this.#loading !== null || this.#status.state === 'loading') return;
    this.#isLooking = true;
    try {
      const { folder, id } = this.#choice;
      const { run } = catalogueEntry(id);
      if (run === null) return;
      const marks = await marksOf(folder);
      const isChanged = marks !== this.#marks;
      this.#marks = marks;
      if (this.#status.state === 'degraded') {
        if (isChanged || this.#options.wallNow() >= this.#retryAt) this.#load();
      } else if (isChanged) {
        await verifyFiles(folder);
        // Another model has taken its place, as by an install.
        if (modelHashOf(readManifest(folder), run.preparation) !== this.#hash) this.#load();
      }
    } catch (error) {
      this.#degrade(error);
    } finally {
      this.#isLooking = false;
    }
  }

  async #patience(loading: Promise<void>): Promise<void> {
    const waited = Promise.withResolvers<void>();
    const timer = setTimeout(waited.resolve, this.#options.patienceMs ?? 5_000);
    await Promise.race([loading, waited.promise]);
    clearTimeout(timer);
    if (this.#status.state !== 'loading') return;
    const message = `The model ${this.model} is not loaded yet; the list of words stands in until it is.`;
    this.#enter('degraded', message, 'model-slow');
    this.#retryAt = Infinity;
  }

  #enter(state: ScoringState, reason: string | null, code: string | null): void {
    if (this.#status.state === state && this.#status.reason === reason) return;
    const since = this.#status.state === state ? this.#status.since : this.#options.wallNow();
    this.#status = { state, reason, code, since };
    this.#changed.fire(this.#status);
  }
}

function nameOf(id: SentimentModelId): string {
  return id === 'word-list' ? wordListScorer.model : id;
}

async function marksOf(folder: string): Promise<string> {
  try {
    return await fileMarks(folder, readManifest(folder));
  } catch (error) {
    return error instanceof BitFlowError ? error.message : String(error);
  }
}

function hashOf({ id, folder }: ModelChoice): string {
  const { run } = catalogueEntry(id);
  try {
    return run === null ? wordListScorer.modelHash : modelHashOf(readManifest(folder), run.preparation);
  } catch {
    return wordListScorer.modelHash;
  }
}
