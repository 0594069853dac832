import { fileURLToPath } from 'node:url';
import { assert } from '../../shared/base/assert.ts';
import { codeHash } from '../platform/code-version.ts';
import type { ToEngine } from '../supervision/engine-link.ts';
import type { EngineOptions } from './engine-options.ts';
import { ignoreSignals } from './ignore-signals.ts';
import { runEngine } from './run-engine.ts';

/** The entry of an engine process that plain Node started; its options come as JSON in the first argument. */

assert(process.send !== undefined, 'the engine process must be started by a supervisor');

ignoreSignals();

const options = JSON.parse(process.argv[2]) as EngineOptions;

process.on('disconnect', () => {
  // Without a supervisor nobody could stop this process or reach it; what it holds is on disk.
  process.exit(1);
});

await runEngine({
  options,
  codeHash: codeHash(fileURLToPath(new URL('../..', import.meta.url))),
  scripts: {
    storageWorker: new URL('../storage/thread/storage-worker.ts', import.meta.url),
    historyWorker: new URL('../adapters/sim/history-worker.ts', import.meta.url),
    replayWorker: new URL('../host/replay-worker.ts', import.meta.url),
    inferenceWorker: new URL('../inference/thread/inference-worker.ts', import.meta.url),
    bundledModels: new URL('../../resources/models/', import.meta.url),
  },
  link: {
    send: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', (message: ToEngine) => listener(message)),
  },
  exit: (code) => process.exit(code),
});
