import { Worker } from 'node:worker_threads';
import { BitFlowError } from '../../shared/base/bitflow-error.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Why } from '../../shared/domain/why.ts';
import type { RecordedQuestion, RecordFault } from './recorded-why.ts';

/** After so long an answer is not waited for any more, in wall milliseconds. */
const DEADLINE_MS = 60_000;

/**
 * Answers a question to the record in a thread of its own.
 * @throws {BitFlowError} `replay-failed` when the record can't be read or takes too long.
 */
export async function askRecord(script: URL, question: RecordedQuestion): Promise<Result<Why, RecordFault>> {
  const worker = new Worker(script, { name: 'bitflow-replay', workerData: question });
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
    await worker.terminate();
  }
}
