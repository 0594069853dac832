import { PORT_ENDED, PORT_MESSAGE } from '../../shared/contract/port-messages.ts';
import type { Client } from './client.ts';
import { clientOver } from './frame-link.ts';

/** An open way to the engine. */
export interface Link {
  readonly client: Client;
  /** Resolves when the way is gone, with the reason. */
  readonly closed: Promise<LinkEnd>;
  close(): void;
}

export type LinkEnd = 'engine-restart' | 'unauthorised' | 'lost';

/** Opens ways to the engine: over a socket in a browser, over a message port in the desktop shell. */
export interface Transport {
  /** @throws {LinkRefused} when nothing can be reached or nobody is let in. */
  open(): Promise<Link>;
}

export class LinkRefused extends Error {
  override readonly name = 'LinkRefused';
  readonly end: LinkEnd;

  constructor(end: LinkEnd) {
    super(`the way to the engine could not be opened: ${end}`);
    this.end = end;
  }
}

/** Close codes of the host's socket door. */
const UNAUTHORISED = 4401;
const ENGINE_RESTART = 1012;

const OPEN_MS = 8_000;

/** Reaches the host's socket; the first message says who is there. */
export function socketTransport(bearer: string): Transport {
  return {
    open: () =>
      new Promise((resolve, reject) => {
        // The bearer comes with the request as well, where strangers who open sockets without end can't get in its way.
        const socket = new WebSocket(`ws://${location.host}/socket`, ['bitflow', `bearer.${bearer}`]);
        const ended = Promise.withResolvers<LinkEnd>();
        const timer = setTimeout(() => socket.close(), OPEN_MS);
        let isOpen = false;
        socket.addEventListener('open', () => socket.send(JSON.stringify({ authorization: `Bearer ${bearer}` })));
        socket.addEventListener('close', ({ code }) => {
          clearTimeout(timer);
          const end: LinkEnd = code === UNAUTHORISED ? 'unauthorised' : code === ENGINE_RESTART ? 'engine-restart' : 'lost';
          ended.resolve(end);
          if (!isOpen) reject(new LinkRefused(end));
        });
        socket.addEventListener(
          'message',
          () => {
            clearTimeout(timer);
            isOpen = true;
            resolve({ client: clientOver(socketCarrier(socket)), closed: ended.promise, close: () => socket.close() });
          },
          { once: true },
        );
      }),
  };
}

function socketCarrier(socket: WebSocket): Parameters<typeof clientOver>[0] {
  socket.binaryType = 'arraybuffer';
  return {
    send: (frame) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(frame as string);
    },
    onFrame: (listener) => socket.addEventListener('message', (event: MessageEvent<string | ArrayBuffer>) => listener(event.data)),
    onEnd: (listener) => socket.addEventListener('close', listener),
  };
}

/** Takes the ports that the desktop shell hands to the page, one for each run of the engine. */
export function portTransport(): Transport {
  // Only the port that came last leads to an engine that runs; `came` is resolved while one waits to be taken.
  let waiting: MessagePort | null = null;
  let came = Promise.withResolvers<void>();
  let ended = Promise.withResolvers<LinkEnd>();
  window.addEventListener('message', (event) => {
    if (event.source !== window) return;
    if (event.data === PORT_MESSAGE && event.ports.length === 1) {
      waiting?.close();
      waiting = event.ports[0];
      came.resolve();
    }
    if (event.data === PORT_ENDED) {
      if (waiting !== null) came = Promise.withResolvers();
      waiting?.close();
      waiting = null;
      ended.resolve('engine-restart');
    }
  });
  const takePort = async (): Promise<MessagePort> => {
    while (waiting === null) await came.promise;
    const port = waiting;
    waiting = null;
    came = Promise.withResolvers();
    return port;
  };
  return {
    open: async () => {
      const port = await takePort();
      ended = Promise.withResolvers();
      const end = ended;
      const client = clientOver({
        send: (frame) => port.postMessage(frame),
        onFrame: (listener) => port.addEventListener('message', (event: MessageEvent<string | ArrayBuffer>) => listener(event.data)),
        onEnd: (listener) => void end.promise.then(listener),
      });
      port.start();
      port.addEventListener('close', () => end.resolve('lost'));
      const close = (): void => {
        port.close();
        end.resolve('lost');
      };
      return { client, closed: end.promise, close };
    },
  };
}
