import { type MessagePort, parentPort } from 'node:worker_threads';

/**
 * What Electron sets up in a utility process, here in a thread: `process.parentPort`, whose messages come with ports that have events as
 * Electron's main-process ports do. Then runs the engine's real entry.
 */
interface Envelope {
  readonly message: unknown;
  readonly ports: readonly MessagePort[];
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
    parentPort?.on('message', ({ message, ports }: Envelope) => listener({ data: message, ports: ports.map(asMainPort) })),
};

Object.assign(process, { parentPort: standIn });
await import('../../electron/engine-process/electron-entry.ts');
