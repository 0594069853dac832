import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options: { readonly type: 'major'; readonly execution: 'async' }) => Promise<void>;

/**
 * Returns the memory of what is not used any more to the system. The runtime would keep it until it needs more, which after a burst of large
 * answers may be never. Takes up to a tenth of a second of the thread: not to be called often.
 */
export async function returnMemory(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('globalThis.gc');
  if (isCollect(collect)) await collect({ type: 'major', execution: 'async' });
}

function isCollect(value: unknown): value is Collect {
  return typeof value === 'function';
}
