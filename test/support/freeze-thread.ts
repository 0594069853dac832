import { once } from 'node:events';
import { WebSocket } from 'ws';
import { eventually } from './eventually.ts';

/** Lets `freezeThread` in: Node's debugger takes any port that is free, once it is asked to listen. */
export const FREEZABLE = { NODE_OPTIONS: '--inspect-port=0' } as const;

/**
 * Makes a worker thread of another Node process stand still for so long, as one does that is stuck in a call to the disk. The thread goes by
 * its name; `said` gives what the process has said on standard error. The process must have been started with `FREEZABLE`.
 */
export async function freezeThread(pid: number, said: () => string, name: string, forMs: number): Promise<void> {
  const socket = new WebSocket(await debuggerOf(pid, said));
  await once(socket, 'open');
  const froze = Promise.withResolvers<void>();
  socket.on('message', (data: Buffer) => {
    const { method, params } = JSON.parse(data.toString()) as Message;
    if (method !== 'NodeWorker.attachedToWorker' || params?.workerInfo?.title.includes(name) !== true) return;
    const expression = `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${forMs})`;
    const message = JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } });
    socket.send(JSON.stringify({ id: 2, method: 'NodeWorker.sendMessageToWorker', params: { sessionId: params.sessionId, message } }));
    froze.resolve();
  });
  socket.send(JSON.stringify({ id: 1, method: 'NodeWorker.enable', params: { waitForDebuggerOnStart: false } }));
  const late = setTimeout(() => froze.reject(new Error(`process ${pid} has no thread called ${name}`)), 10_000);
  await froze.promise.finally(() => clearTimeout(late));
  // The thread stands still whether or not anybody is attached.
  setTimeout(() => socket.terminate(), forMs + 500).unref();
}

interface Message {
  readonly method?: string;
  readonly params?: { readonly sessionId?: string; readonly workerInfo?: { readonly title: string } };
}

async function debuggerOf(pid: number, said: () => string): Promise<string> {
  const address = (): string | undefined => [...said().matchAll(/Debugger listening on (ws:\S+)/g)].at(-1)?.[1];
  if (address() === undefined) process.kill(pid, 'SIGUSR1');
  return await eventually(() => {
    const found = address();
    if (found === undefined) throw new Error(`process ${pid} does not listen for a debugger: ${said()}`);
    return found;
  }, 15_000);
}
