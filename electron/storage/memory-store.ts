import type { DurableStore } from '../engine/ports/durable-store.ts';

/** The store of a run that leaves nothing behind: everything is as durable as the run itself. */
export const memoryStore: DurableStore = {
  append: () => Promise.resolve(),
  close: () => Promise.resolve(),
};
