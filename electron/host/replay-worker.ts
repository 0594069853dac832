import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../../shared/base/assert.ts';
import { Pulse } from '../../shared/base/pulse.ts';
import { type RecordedQuestion, recordedWhy } from './recorded-why.ts';

/** The entry of a thread that decides a record again to answer one question, so that the core's thread need not. */

const port = parentPort;
assert(port !== null, 'the replay worker must run in a worker thread');

interface ReplayData {
  readonly question: RecordedQuestion;
  readonly pulse: SharedArrayBuffer;
  /** Set when nobody waits for the answer any more. */
  readonly end: SharedArrayBuffer;
}

const { question, pulse: shared, end } = workerData as ReplayData;
const pulse = new Pulse(shared);
const ending = new Int32Array(end);

port.postMessage(
  recordedWhy(question, () => {
    pulse.beat();
    if (Atomics.load(ending, 0) !== 0) process.exit();
  }),
);
