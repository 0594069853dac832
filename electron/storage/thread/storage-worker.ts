import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../../../shared/base/assert.ts';
import { isBitFlowError } from '../../../shared/base/bitflow-error.ts';
import { PULSE_MS, Pulse } from '../../../shared/base/pulse.ts';
import { journalMethods } from '../journal/journal-methods.ts';
import { tableCheckMethods } from '../journal/table-check-methods.ts';
import { marketMethods } from '../market/market-methods.ts';
import { paperMethods } from '../paper/paper-methods.ts';
import type { StoreRole } from './storage-thread.ts';
import type { ThreadAnswer, ThreadCall } from './thread-call.ts';

/** The entry of a storage thread: serves the calls of the one store that its role names. */

type Methods = Readonly<Record<string, (argument: never) => unknown>>;

const port = parentPort;
assert(port !== null, 'the storage worker must run in a worker thread');

const { role, pulse: shared } = workerData as { role: StoreRole; pulse: SharedArrayBuffer };
const pulse = new Pulse(shared);
setInterval(() => pulse.beat(), PULSE_MS);
const makers: Readonly<Record<StoreRole, () => Methods>> = {
  journal: journalMethods,
  market: marketMethods,
  paper: paperMethods,
  'table-check': tableCheckMethods,
};
const methods = makers[role]();

port.on('message', ({ id, method, argument }: ThreadCall) => {
  pulse.beat();
  port.postMessage(answer(id, method, argument));
});

function answer(id: number, method: string, argument: unknown): ThreadAnswer {
  try {
    assert(Object.hasOwn(methods, method), `the ${role} store has no method ${method}`);
    return { id, isOk: true, value: methods[method](argument as never) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const code = isBitFlowError(error) ? error.code : 'store-failed';
    return { id, isOk: false, message, code, retry: isBitFlowError(error) ? error.retry : 'never' };
  }
}
