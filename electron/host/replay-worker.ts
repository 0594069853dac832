import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../../shared/base/assert.ts';
import { Pulse } from '../../shared/base/pulse.ts';
import { type RecordedQuestion, recordedWhy } from './recorded-why.ts';

/** The entry of a thread that decides a record again to answer one question, so that the core's thread need not. */

const port = parentPort;
assert(port !== null, 'the replay worker must run in a worker thread');

const { question, pulse: shared } = workerData as { readonly question: RecordedQuestion; readonly pulse: SharedArrayBuffer };
const pulse = new Pulse(shared);
port.postMessage(recordedWhy(question, () => pulse.beat()));
