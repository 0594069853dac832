import { Worker } from 'node:worker_threads';
import { BitFlowError } from '../../../shared/base/bitflow-error.ts';
import { Emitter } from '../../../shared/base/emitter.ts';
import { Pulse } from '../../../shared/base/pulse.ts';
import { THREAD_OPTIONS } from '../../../shared/base/thread-options.ts';
import type { ModelSource } from '../model/classifier.ts';
import type { InferenceMessage, ModelScore, ScoreQuestion } from './inference-call.ts';
import { NativeWork } from './native-work.ts';

export interface InferenceThreadOptions {
  /** The worker's script, handed in because a bundle has it elsewhere than the sources. */
  readonly script: URL;
  readonly source: ModelSource;
  /** More texts than this are never waiting. @default 4096 */
  readonly mostWaiting?: number;
  /** A batch that takes longer than this shows that the thread hangs, in milliseconds. @default 20000 */
  readonly deadlineMs?: number;
  /** Loading that takes longer than this is given up, in milliseconds. @default 60000 */
  readonly loadDeadlineMs?: number;
}

export interface ScoreOptions {
  /** Takes texts back that were not begun yet; the call then fails with `cancelled`. */
  readonly signal?: AbortSignal | undefined;
  /** @default true */
  readonly withWords?: boolean;
  /** Whether the texts of callers who are not patient go first. @default false */
  readonly isPatient?: boolean;
}

interface Job {
  readonly question: ScoreQuestion;
  readonly isPatient: boolean;
  readonly call: Call;
  readonly place: number;
}

/** One call of `score`: its texts may be spread over several batches. */
interface Call {
  readonly scores: ModelScore[];
  missing: number;
  isOver: boolean;
  readonly settled: PromiseWithResolvers<readonly ModelScore[]>;
}

/** Texts that go to the thread at once: enough to be quick, few enough to be taken back. */
const BATCH = 64;

/** Nobody waits longer than this for native code that does not come back. */
const LONGEST_NATIVE_MS = 5_000;

/** Weighing words multiplies the work, so fewer texts go at once. */
const BATCH_WITH_WORDS = 16;

/**
 * The caller's side of one inference thread. Texts wait here in a bounded queue and go over in batches, one at a time, in the
 * order of the calls. A thread that dies or hangs fails all that wait with `model-thread-died` or `model-hung`; it
 * is not started again here.
 */
export class InferenceThread {
  readonly #worker: Worker;
  readonly #native = new NativeWork();
  /** Signs of life of the thread; none come while it loads. */
  readonly pulse = new Pulse();
  readonly #mostWaiting: number;
  readonly #deadlineMs: number;
  readonly #loaded = Promise.withResolvers<{ readonly addedBytes: number }>();
  readonly #died = new Emitter<BitFlowError>();
  #waiting: Job[] = [];
  #flight: { readonly id: number; readonly jobs: readonly Job[] } | null = null;
  #timer: NodeJS.Timeout | null = null;
  #nextId = 1;
  #isLoaded = false;
  #stopping: Promise<void> | null = null;
  #death: BitFlowError | null = null;

  /** Announces, once, that the thread is gone without having been closed. */
  readonly onDidDie = this.#died.event;

  constructor({ script, source, mostWaiting = 4_096, deadlineMs = 20_000, loadDeadlineMs = 60_000 }: InferenceThreadOptions) {
    this.#mostWaiting = mostWaiting;
    this.#deadlineMs = deadlineMs;
    this.#worker = new Worker(script, {
      ...THREAD_OPTIONS,
      name: 'bitflow-inference',
      workerData: { ...source, native: this.#native.shared, pulse: this.pulse.shared },
    });
    this.#worker.on('message', (message: InferenceMessage) => this.#take(message));
    this.#worker.on('error', (cause) => this.#die(threadDied(cause)));
    this.#worker.on('exit', () => this.#die(threadDied(null)));
    this.#loaded.promise.catch(() => undefined);
    this.#watch(loadDeadlineMs, 'to load its model');
  }

  /** Settles when the model is loaded. @throws {BitFlowError} why it can't be. */
  get loaded(): Promise<{ readonly addedBytes: number }> {
    return this.#loaded.promise;
  }

  /** How many texts wait, those under way included. */
  get waiting(): number {
    return this.#waiting.length + (this.#flight?.jobs.length ?? 0);
  }

  /**
   * Scores texts; answers in their order.
   * @throws {BitFlowError} `model-queue-full` when more would wait than may, `cancelled`, `model-thread-died`, `model-hung`,
   * or the model's own failure.
   */
  score(texts: readonly string[], { signal, withWords = true, isPatient = false }: ScoreOptions = {}): Promise<readonly ModelScore[]> {
    if (this.#death !== null) return Promise.reject(this.#death);
    if (signal?.aborted === true) return Promise.reject(cancelled());
    if (texts.length === 0) return Promise.resolve([]);
    if (this.waiting + texts.length > this.#mostWaiting) return Promise.reject(queueFull(this.waiting, this.#mostWaiting));
    const call: Call = { scores: [], missing: texts.length, isOver: false, settled: Promise.withResolvers() };
    // A thread is not handed megabytes of which its model reads a page.
    const jobs = texts.map((text, place): Job => ({ question: { text: text.slice(0, 4_000), withWords }, isPatient, call, place }));
    const firstPatient = isPatient ? -1 : this.#waiting.findIndex((job) => job.isPatient);
    this.#waiting.splice(firstPatient < 0 ? this.#waiting.length : firstPatient, 0, ...jobs);
    const abort = (): void => {
      this.#fail(call, cancelled());
      this.#waiting = this.#waiting.filter((job) => job.call !== call);
    };
    signal?.addEventListener('abort', abort, { once: true });
    this.#send();
    return call.settled.promise.finally(() => signal?.removeEventListener('abort', abort));
  }

  /** Ends the thread; what still waits fails with `cancelled`. */
  async close(): Promise<void> {
    this.#end(cancelled());
    await this.#stop();
  }

  /** Ends the worker, but never inside native code; asked twice, it is still the first request that the thread follows. */
  #stop(): Promise<void> {
    this.#stopping ??= this.#endWorker();
    return this.#stopping;
  }

  async #endWorker(): Promise<void> {
    if (this.#native.end()) {
      await this.#worker.terminate();
      return;
    }
    const gone = Promise.withResolvers<void>();
    this.#worker.once('exit', () => gone.resolve());
    const timer = setTimeout(gone.resolve, LONGEST_NATIVE_MS);
    await gone.promise;
    clearTimeout(timer);
    this.#worker.unref();
  }

  #send(): void {
    if (!this.#isLoaded || this.#flight !== null || this.#waiting.length === 0) return;
    // Taken off the front in place: copying what is left for every batch would keep the collector busy on the caller's thread.
    const jobs = this.#waiting.splice(0, this.#waiting[0].question.withWords ? BATCH_WITH_WORDS : BATCH);
    const id = this.#nextId;
    this.#nextId += 1;
    this.#flight = { id, jobs };
    this.#watch(this.#deadlineMs, 'to score a batch of texts');
    this.#worker.postMessage({ id, questions: jobs.map(({ question }) => question) });
  }

  #take(message: InferenceMessage): void {
    if (this.#death !== null) return;
    if (message.kind === 'refused') {
      this.#die(new BitFlowError(message.message, { code: message.code }));
      return;
    }
    this.#unwatch();
    if (message.kind === 'loaded') {
      this.#isLoaded = true;
      this.#loaded.resolve({ addedBytes: message.addedBytes });
    } else this.#land(message);
    this.#send();
  }

  #land(message: Extract<InferenceMessage, { readonly id: number }>): void {
    const jobs = this.#flight?.jobs ?? [];
    this.#flight = null;
    if (message.kind === 'failed') {
      const error = new BitFlowError(message.message, { code: message.code });
      for (const { call } of jobs) this.#fail(call, error);
      this.#waiting = this.#waiting.filter(({ call }) => !call.isOver);
      return;
    }
    for (const [row, { call, place }] of jobs.entries()) {
      call.scores[place] = message.scores[row];
      call.missing -= 1;
      if (call.missing > 0 || call.isOver) continue;
      call.isOver = true;
      call.settled.resolve(call.scores);
    }
  }

  #fail(call: Call, error: BitFlowError): void {
    if (call.isOver) return;
    call.isOver = true;
    call.settled.reject(error);
  }

  #watch(ms: number, what: string): void {
    this.#unwatch();
    this.#timer = setTimeout(() => {
      const message = `The model took more than ${ms / 1000} s ${what} and was ended.`;
      this.#die(new BitFlowError(message, { code: 'model-hung', retry: 'backoff' }));
    }, ms);
    this.#timer.unref();
  }

  #unwatch(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #die(error: BitFlowError): void {
    if (this.#death !== null) return;
    this.#end(error);
    void this.#stop();
    this.#died.fire(error);
  }

  #end(error: BitFlowError): void {
    if (this.#death !== null) return;
    this.#death = error;
    this.#unwatch();
    this.#loaded.reject(error);
    for (const { call } of [...(this.#flight?.jobs ?? []), ...this.#waiting]) this.#fail(call, error);
    this.#flight = null;
    this.#waiting = [];
  }
}

function threadDied(cause: unknown): BitFlowError {
  const why = cause instanceof Error ? `: ${cause.message}` : '';
  return new BitFlowError(`The thread of the model ended${why}.`, { code: 'model-thread-died', retry: 'backoff', cause });
}

function cancelled(): BitFlowError {
  return new BitFlowError('Scoring was cancelled.', { code: 'cancelled' });
}

function queueFull(waiting: number, most: number): BitFlowError {
  return new BitFlowError(`${waiting} texts are waiting to be scored and at most ${most} may. Try again when fewer are.`, {
    code: 'model-queue-full',
    retry: 'backoff',
  });
}
