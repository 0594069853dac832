import { assert } from '../../shared/base/assert.ts';
import { codeHashOfProgram, threadScripts } from '../platform/program-files.ts';
import type { ToEngine } from '../supervision/engine-link.ts';
import type { EngineOptions } from './engine-options.ts';
import { ignoreSignals } from './ignore-signals.ts';
import { ProcessEnd } from './process-end.ts';
import { runEngine } from './run-engine.ts';

/** The entry of an engine process that plain Node started; its options come as JSON in the first argument. */

assert(process.send !== undefined, 'the engine process must be started by a supervisor');

ignoreSignals();
const processEnd = new ProcessEnd();

const options = JSON.parse(process.argv[2]) as EngineOptions;

process.on('disconnect', () => {
  // Without a supervisor nobody could stop this process or reach it; what it holds is on disk.
  processEnd.end(1);
});

await runEngine({
  options,
  codeHash: codeHashOfProgram(),
  scripts: threadScripts,
  link: {
    send: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', (message: ToEngine) => listener(message)),
  },
  exit: processEnd.end,
});
