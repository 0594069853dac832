import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../../shared/base/assert.ts';
import { type RecordedQuestion, recordedWhy } from './recorded-why.ts';

/** The entry of a thread that decides a record again to answer one question, so that the core's thread need not. */

const port = parentPort;
assert(port !== null, 'the replay worker must run in a worker thread');

port.postMessage(recordedWhy(workerData as RecordedQuestion));
