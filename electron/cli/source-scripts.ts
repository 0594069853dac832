import type { ThreadScripts } from '../host/workstation-options.ts';

/** The scripts of threads as they lie in the sources, which Node runs as they are. */
export const sourceScripts: ThreadScripts = {
  storageWorker: new URL('../storage/thread/storage-worker.ts', import.meta.url),
  historyWorker: new URL('../adapters/sim/history-worker.ts', import.meta.url),
  replayWorker: new URL('../host/replay-worker.ts', import.meta.url),
  inferenceWorker: new URL('../inference/thread/inference-worker.ts', import.meta.url),
  bundledModels: new URL('../../resources/models/', import.meta.url),
};
