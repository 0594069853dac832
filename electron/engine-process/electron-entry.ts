import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { assert } from '../../shared/base/assert.ts';
import { codeHash } from '../platform/code-version.ts';
import type { FromEngine, ToEngine } from '../supervision/engine-link.ts';
import type { EngineOptions } from './engine-options.ts';
import { ignoreSignals } from './ignore-signals.ts';
import { type PortLike, portChannel } from './port-channel.ts';
import { runEngine } from './run-engine.ts';

/** What Electron gives a utility process to speak with its parent; ports travel beside messages. */
interface ParentPort {
  postMessage(message: FromEngine): void;
  on(event: 'message', listener: (event: { readonly data: ToEngine; readonly ports: readonly PortLike[] }) => void): void;
}

/** Set by the build to the hash of the code that decides; a process that runs from the sources works it out. */
declare const BITFLOW_CODE_HASH: string | undefined;

/** The entry of an engine process that Electron started; its options come as JSON in the last argument. */

const { parentPort } = process as typeof process & { readonly parentPort?: ParentPort };
assert(parentPort !== undefined, 'the engine process must be started by the desktop shell');

ignoreSignals();

const options = JSON.parse(process.argv.at(-1) ?? '') as EngineOptions;
const isBundled = typeof BITFLOW_CODE_HASH === 'string';
const script = (bundled: string, source: string): URL => new URL(isBundled ? bundled : source, import.meta.url);

const server = await runEngine({
  options,
  codeHash: typeof BITFLOW_CODE_HASH === 'string' ? BITFLOW_CODE_HASH : codeHash(fileURLToPath(new URL('../..', import.meta.url))),
  scripts: {
    storageWorker: script('./storage-worker.js', '../storage/thread/storage-worker.ts'),
    historyWorker: script('./history-worker.js', '../adapters/sim/history-worker.ts'),
    replayWorker: script('./replay-worker.js', '../host/replay-worker.ts'),
    inferenceWorker: script('./inference-worker.js', '../inference/thread/inference-worker.ts'),
    bundledModels: bundledModels(),
  },
  link: {
    send: (message) => parentPort.postMessage(message),
    onMessage: (listener) =>
      parentPort.on('message', ({ data, ports }) => {
        const [port] = ports;
        if (data.kind === 'open' && port !== undefined) servePort(port, data.scope);
        else listener(data);
      }),
  },
  exit: (code) => process.exit(code),
});

/** An installed app keeps models beside its archive, where native code can read them; a build that was not packed finds them in the project. */
function bundledModels(): URL {
  const { resourcesPath } = process as typeof process & { readonly resourcesPath?: string };
  const packed = resourcesPath === undefined ? null : join(resourcesPath, 'models');
  if (packed !== null && existsSync(packed)) return pathToFileURL(packed + sep);
  return new URL('../../resources/models/', import.meta.url);
}

/** Serves a window whose port came; the shell sends ports only once the engine has said that it is ready. */
function servePort(port: PortLike, scope: 'read' | 'trade'): void {
  server?.serve(portChannel(port), { scope });
}
