import { Worker } from 'node:worker_threads';
import { BitFlowError } from '../../../shared/base/bitflow-error.ts';
import { Pulse } from '../../../shared/base/pulse.ts';
import { THREAD_OPTIONS } from '../../../shared/base/thread-options.ts';
import type { BarBlock } from '../../../shared/domain/market-block.ts';
import type { DayQuestion } from './history-worker.ts';

/** The caller's side of the history worker. */
export class HistoryThread {
  readonly #worker: Worker;
  readonly #pulse = new Pulse();
  readonly #waiting = new Map<number, PromiseWithResolvers<BarBlock>>();
  #nextId = 1;
  #death: BitFlowError | null = null;

  /** `entry` is the worker's script, handed in because a bundle has it elsewhere than the sources. */
  constructor(entry: URL, seed: number) {
    this.#worker = new Worker(entry, { ...THREAD_OPTIONS, name: 'bitflow-history', workerData: { seed, pulse: this.#pulse.shared } });
    this.#worker.on('message', ({ id, bars }: { id: number; bars: BarBlock }) => {
      this.#waiting.get(id)?.resolve(bars);
      this.#waiting.delete(id);
    });
    this.#worker.on('error', (cause) => this.#die(cause));
    this.#worker.on('exit', () => this.#die(null));
  }

  /** Signs of life of the thread, one with each day that it works out; `null` while nothing is asked of it. */
  get pulse(): Pulse | null {
    return this.#waiting.size === 0 ? null : this.#pulse;
  }

  /** The one-minute bars of a day, up to `untilMs` where that lies within it. */
  minutes(instrument: number, day: number, untilMs: number): Promise<BarBlock> {
    if (this.#death !== null) return Promise.reject(this.#death);
    const question: DayQuestion = { id: this.#nextId, instrument, day, untilMs };
    this.#nextId += 1;
    const waiting = Promise.withResolvers<BarBlock>();
    this.#waiting.set(question.id, waiting);
    this.#worker.postMessage(question);
    return waiting.promise;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #die(cause: unknown): void {
    this.#death ??= new BitFlowError('The thread that works out history ended; charts show what is known already.', {
      code: 'history-thread-died',
      cause,
    });
    for (const waiting of this.#waiting.values()) waiting.reject(this.#death);
    this.#waiting.clear();
  }
}
