import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { codeHash } from './code-version.ts';

/** Set by the build to the hash of the code that decides; a process that runs from the sources works it out. */
declare const BITFLOW_CODE_HASH: string | undefined;

const isBundled = typeof BITFLOW_CODE_HASH === 'string';

/** The folder that holds `out` in a build, or `electron` in the sources; ends with a slash. */
const root = new URL(isBundled ? import.meta.url.slice(0, import.meta.url.lastIndexOf('out/main/')) : new URL('../../', import.meta.url));

const script = (bundled: string, source: string): URL => new URL(isBundled ? `out/main/${bundled}` : `electron/${source}`, root);

/** The scripts that run in threads, and the models that one of them loads, wherever this program runs from. */
export const threadScripts = {
  storageWorker: script('storage-worker.js', 'storage/thread/storage-worker.ts'),
  historyWorker: script('history-worker.js', 'adapters/sim/history-worker.ts'),
  replayWorker: script('replay-worker.js', 'host/replay-worker.ts'),
  inferenceWorker: script('inference-worker.js', 'inference/thread/inference-worker.ts'),
  /** Ends with a slash. */
  bundledModels: bundledModels(),
} as const;

/** The script of an engine process under plain Node. */
export const nodeEngineScript = script('node-engine.js', 'engine-process/node-entry.ts');

/** The folder of the built window. */
export const windowRoot = fileURLToPath(new URL('out/renderer', root));

/** Returns the hash of the code that decides. */
export function codeHashOfProgram(): string {
  return typeof BITFLOW_CODE_HASH === 'string' ? BITFLOW_CODE_HASH : codeHash(fileURLToPath(root));
}

/** An installed app keeps models beside its archive, where native code can read them; elsewhere they are in the project. */
function bundledModels(): URL {
  const { resourcesPath } = process as typeof process & { readonly resourcesPath?: string };
  const packed = resourcesPath === undefined ? null : join(resourcesPath, 'models');
  return packed !== null && existsSync(packed) ? pathToFileURL(`${packed}/`) : new URL('resources/models/', root);
}
