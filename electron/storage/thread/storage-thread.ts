import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { BitFlowError, isBitFlowError } from '../../../shared/base/bitflow-error.ts';
import { Pulse } from '../../../shared/base/pulse.ts';
import { THREAD_OPTIONS } from '../../../shared/base/thread-options.ts';
import type { ThreadAnswer } from './thread-call.ts';

/** Which store a storage thread serves. */
export type StoreRole = 'journal' | 'market' | 'paper' | 'table-check';

/** Pause before a file that another program holds is tried again. */
const BUSY_PAUSE_MS = 100;

interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/**
 * A thread that owns one store. Calls are answered in the order they were made; a thread that dies
 * fails all that wait and all that follow with `store-thread-died`.
 */
export class StorageThread {
  readonly #worker: Worker;
  /** Signs of life of the thread. */
  readonly pulse = new Pulse();
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #death: BitFlowError | null = null;
  #isClosing = false;
  #abandonment: BitFlowError | null = null;

  /** `entry` is the storage worker's script, handed in because a bundle has it elsewhere than the sources. */
  constructor(entry: URL, role: StoreRole) {
    this.#worker = new Worker(entry, { ...THREAD_OPTIONS, name: `bitflow-${role}`, workerData: { role, pulse: this.pulse.shared } });
    this.#worker.on('message', (answer: ThreadAnswer) => this.#settle(answer));
    this.#worker.on('error', (cause) => this.#die(cause));
    this.#worker.on('exit', () => this.#die(null));
  }

  /** Calls a method of the thread's store. The caller names the type that the method returns. */
  call<T>(method: string, argument: unknown): Promise<T> {
    if (this.#death !== null) return Promise.reject(this.#death);
    if (this.#abandonment !== null) return Promise.reject(this.#abandonment);
    const id = this.#nextId;
    this.#nextId += 1;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: (value) => resolve(value as T), reject });
      this.#worker.postMessage({ id, method, argument });
    });
  }

  /**
   * Calls a method that another program's lock on the file keeps from beginning, again and again until it goes through or the thread is
   * closed; `onBusy` hears what stands in the way, and `null` when nothing does any more.
   */
  async callWhenFree<T>(method: string, argument: unknown, onBusy: (message: string | null) => void): Promise<T> {
    for (;;) {
      try {
        const value = await this.call<T>(method, argument);
        onBusy(null);
        return value;
      } catch (error) {
        if (!isBitFlowError(error) || error.code !== 'store-busy' || this.#isClosing) throw error;
        onBusy(error.message);
        await setTimeout(BUSY_PAUSE_MS);
      }
    }
  }

  /** Writes a copy of the whole store to `target`, which holds no other; returns whether that could be done. */
  rescue(target: string): Promise<boolean> {
    return this.call('rescue', target);
  }

  /**
   * From now on nothing is asked of the thread, and it is not closed: closing a store writes what is still to be written, and its file
   * holds what is another's. The process must then end without cleaning up.
   */
  abandon(error: BitFlowError): void {
    this.#abandonment ??= error;
  }

  /** Ends the thread after what was asked before is done. */
  async close(): Promise<void> {
    this.#isClosing = true;
    if (this.#death !== null || this.#abandonment !== null) return;
    await this.call('close', null);
    await this.#worker.terminate();
  }

  #settle(answer: ThreadAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.isOk) waiting?.resolve(answer.value);
    else waiting?.reject(new BitFlowError(answer.message, { code: answer.code, retry: answer.retry }));
  }

  #die(cause: unknown): void {
    this.#death ??= new BitFlowError('The storage thread ended; nothing more can be recorded until BitFlow is started again.', {
      code: 'store-thread-died',
      cause,
    });
    for (const waiting of this.#waiting.values()) waiting.reject(this.#death);
    this.#waiting.clear();
  }
}
