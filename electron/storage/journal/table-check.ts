import { StorageThread } from '../thread/storage-thread.ts';
import type { TableCheckOptions, TableCheckSlice } from './table-check-methods.ts';
import type { RecordDifference } from './table-comparison.ts';

/** How long one slice takes, and how long the processor is left to others after it, in milliseconds. */
const SLICE_MS = 20;
const PAUSE_MS = 20;

/**
 * Holds every row of the journal's tables against what the journal gives, and its market data against their hashes, in a thread of its own and in small slices; returns what differs.
 * Ends early, with what it found until then, when `signal` aborts.
 * @throws {BitFlowError} see `openForReading`
 */
export async function checkTables(worker: URL, options: TableCheckOptions, signal: AbortSignal): Promise<readonly RecordDifference[]> {
  const thread = new StorageThread(worker, 'table-check');
  const differences: RecordDifference[] = [];
  try {
    await thread.call('open', options);
    for (let isDone = false; !isDone && !signal.aborted; ) {
      const slice = await thread.call<TableCheckSlice>('slice', SLICE_MS);
      differences.push(...slice.differences);
      isDone = slice.isDone;
      if (!isDone) await pause(signal);
    }
    return differences;
  } finally {
    await thread.close();
  }
}

function pause(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, PAUSE_MS);
  const onAbort = (): void => resolve();
  signal.addEventListener('abort', onAbort, { once: true });
  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  });
}
