import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type MessagePort, parentPort } from 'node:worker_threads';

/**
 * What Electron sets up in a utility process, here in a thread: `process.parentPort`, whose messages come with ports that have events as
 * Electron's main-process ports do. Then runs the engine: the bundled one where the shell asked for one that exists, else its source.
 */
interface Envelope {
  readonly message: unknown;
  readonly ports: readonly MessagePort[];
  /** Not for the engine: reject a promise that nobody handles. */
  readonly reject?: string;
  /** Not for the engine: block for ever. */
  readonly hang?: true;
}

function asMainPort(port: MessagePort) {
  return {
    postMessage: (message: unknown) => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
    on: (event: string, listener: (event: { readonly data: unknown }) => void) =>
      port.on(event as 'message', (data: unknown) => listener({ data })),
  };
}

const standIn = {
  postMessage: (message: unknown) => parentPort?.postMessage(message),
  on: (_event: 'message', listener: (event: { readonly data: unknown; readonly ports: readonly unknown[] }) => void) =>
    parentPort?.on('message', ({ message, ports, reject, hang }: Envelope) => {
      if (hang === true) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      if (reject === undefined) listener({ data: message, ports: ports.map(asMainPort) });
      else void Promise.reject(new Error(reject));
    }),
};

// A process that kills itself ends; here that is this thread, not the test.
const KILLED = 137;
Object.assign(process, { parentPort: standIn, kill: () => process.exit(KILLED) });
const [modulePath] = process.argv.slice(2);
await import(existsSync(modulePath) ? pathToFileURL(modulePath).href : '../../electron/engine-process/electron-entry.ts');
