import { Worker } from 'node:worker_threads';
import { BitFlowError } from '../../shared/base/bitflow-error.ts';
import { Pulse } from '../../shared/base/pulse.ts';
import { err, type Result } from '../../shared/base/result.ts';
import { THREAD_OPTIONS } from '../../shared/base/thread-options.ts';
import type { Why } from '../../shared/domain/why.ts';
import type { RecordedQuestion, RecordFault } from './recorded-why.ts';

/** After so long an answer is not waited for any more, in wall milliseconds. */
const DEADLINE_MS = 60_000;

/** Questions beyond so many are refused; in a row they would be answered later than anyone waits. */
const MOST_WAITING = 8;

/**
 * Answers questions to the record, each in a thread of its own and one after the other: deciding again takes a processor and
 * hundreds of megabytes.
 */
export class RecordQuestions {
  readonly #script: URL;
  #pulse: Pulse | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(script: URL) {
    this.#script = script;
  }

  /** Signs of life of the thread that answers; `null` while nothing is asked. */
  get pulse(): Pulse | null {
    return this.#pulse;
  }

  /**
   * Asks the record. Other questions that wait already go first.
   * @throws {BitFlowError} `replay-failed` when the record can't be read or takes too long.
   */
  async ask(question: RecordedQuestion): Promise<Result<Why, RecordFault>> {
    if (this.#waiting >= MOST_WAITING)
      return err({
        code: 'too-many-questions',
        message: `${MOST_WAITING} questions about the past are waiting already. Ask again in a moment.`,
      });
    this.#waiting += 1;
    const answer = this.#last.then(() => this.#askNext(question)).finally(() => (this.#waiting -= 1));
    this.#last = answer.catch(() => undefined);
    return await answer;
  }

  async #askNext(question: RecordedQuestion): Promise<Result<Why, RecordFault>> {
    const pulse = new Pulse();
    this.#pulse = pulse;
    try {
      return await askRecord(this.#script, question, pulse);
    } finally {
      this.#pulse = null;
    }
  }
}

async function askRecord(script: URL, question: RecordedQuestion, pulse: Pulse): Promise<Result<Why, RecordFault>> {
  const end = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const worker = new Worker(script, { ...THREAD_OPTIONS, name: 'bitflow-replay', workerData: { question, pulse: pulse.shared, end } });
  const answer = Promise.withResolvers<Result<Why, RecordFault>>();
  const failed = (cause: unknown): void =>
    answer.reject(new BitFlowError(`The record could not be asked: ${String(cause)}`, { code: 'replay-failed', cause }));
  const timer = setTimeout(() => failed(`it took more than ${DEADLINE_MS / 1000} s`), DEADLINE_MS);
  worker.once('message', (result: Result<Why, RecordFault>) => answer.resolve(result));
  worker.once('error', failed);
  worker.once('exit', () => failed('its thread ended'));
  try {
    return await answer.promise;
  } finally {
    clearTimeout(timer);
    // It is asked to end, not ended: within SQLite that would take the whole process down.
    Atomics.store(new Int32Array(end), 0, 1);
    worker.unref();
  }
}
