import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineOptions } from '../../electron/engine-process/engine-options.ts';
import type { FromEngine } from '../../electron/supervision/engine-link.ts';
import type { PackageFinding } from './packed-app.ts';

/** What Electron sets up in a utility process, over the channel of a forked Node. */
const AS_UTILITY_PROCESS = `
process.parentPort = {
  postMessage: (message) => process.send(message),
  on: (_event, listener) => process.on('message', (data) => listener({ data, ports: [] })),
};
process.resourcesPath = process.env.BITFLOW_PACKED_RESOURCES;
`;

/** The packed engine must be ready within this time. */
const LONGEST_MS = 60_000;

/**
 * Runs the engine of a package as Electron would, from nothing but the package's own files in `app`: what its bundle, its threads or its
 * native code ask for and don't find ends it here and not at a user's. `scratch` is an empty folder.
 */
export async function runPackedEngine(app: string, resources: string, scratch: string): Promise<PackageFinding> {
  mkdirSync(scratch, { recursive: true });
  const setUp = join(scratch, 'utility-process.mjs');
  writeFileSync(setUp, AS_UTILITY_PROCESS);
  const market = { kind: 'sim', seed: 11 } as const;
  const options: EngineOptions = { dataDir: join(scratch, 'data'), market, overrides: {}, speed: null, logLevel: 'warn' };
  const child = fork(join(app, 'out/main/engine.js'), [JSON.stringify(options)], {
    cwd: scratch,
    execArgv: ['--import', setUp],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH: process.env['PATH'], BITFLOW_PACKED_RESOURCES: resources },
  });
  const what = 'the packed engine starts, with its threads and native code, and stops';
  try {
    await messageOf(child, 'ready');
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.send({ kind: 'stop' });
    const code = await ended;
    return { what, isRight: code === 0, seen: code === 0 ? 'ready, then ended with 0' : `ended with ${String(code)}` };
  } catch (error) {
    return { what, isRight: false, seen: error instanceof Error ? error.message : String(error) };
  } finally {
    child.kill('SIGKILL');
  }
}

function messageOf(child: ChildProcess, kind: FromEngine['kind']): Promise<void> {
  let output = '';
  const collect = (data: Buffer): void => void (output += data.toString());
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready within ${LONGEST_MS / 1_000} s: ${output.trim()}`)), LONGEST_MS);
    const end = (error: Error | null): void => {
      clearTimeout(timer);
      if (error === null) resolve();
      else reject(error);
    };
    child.on('message', (message: FromEngine) => {
      if (message.kind === kind) end(null);
      else if (message.kind === 'failed') end(new Error(`${message.code}: ${message.message}`));
    });
    child.once('exit', (code) => end(new Error(`ended with ${String(code)} before it was ready: ${output.trim().slice(-2_000)}`)));
  });
}
