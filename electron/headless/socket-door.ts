import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ConnectionRelay } from '../supervision/connection-relay.ts';
import type { Supervisor } from '../supervision/supervisor.ts';
import type { Access, Caller } from './access.ts';
import { TokenBucket } from './token-bucket.ts';

/** The first message must say who is there within this time. */
const GREETING_MS = 5_000;

const MOST_FRAME_BYTES = 256 * 1024;

/** A caller may send so many messages a second, on average over ten seconds. */
const FRAMES_A_SECOND = 200;

/** A caller that has not read anything of what waits for it for so long is let go. */
const STALLED_MS = 30_000;

const LOOK_MS = 1_000;

/** How long a caller may take to read why it is let go. */
const LET_GO_MS = 1_000;

/** Close codes of our own, beside those of RFC 6455. */
export const CLOSE_UNAUTHORISED = 4401;
export const CLOSE_ENGINE_RESTART = 1012;
export const CLOSE_TOO_MUCH = 1008;

/** Takes WebSockets: hears who is there, then passes frames between them and the engine. */
export class SocketDoor {
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: MOST_FRAME_BYTES, perMessageDeflate: false });
  readonly #access: Access;
  readonly #relay: ConnectionRelay;
  readonly #supervisor: Supervisor;

  constructor(options: { readonly access: Access; readonly relay: ConnectionRelay; readonly supervisor: Supervisor }) {
    this.#access = options.access;
    this.#relay = options.relay;
    this.#supervisor = options.supervisor;
  }

  /** Takes an upgrade whose names were checked. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#greet(webSocket));
  }

  close(): void {
    for (const socket of this.#server.clients) socket.terminate();
    this.#server.close();
  }

  #greet(socket: WebSocket): void {
    const timer = setTimeout(() => socket.close(CLOSE_UNAUTHORISED, 'expected an authorization message'), GREETING_MS);
    socket.on('error', () => socket.terminate());
    socket.once('close', () => clearTimeout(timer));
    socket.once('message', (data: Buffer) => {
      clearTimeout(timer);
      const caller = this.#access.callerOf(authorizationIn(data));
      if (caller === null) socket.close(CLOSE_UNAUTHORISED, 'this access is not known');
      else if (this.#supervisor.state.kind !== 'ready') socket.close(CLOSE_ENGINE_RESTART, 'the engine is starting');
      else this.#connect(socket, caller);
    });
  }

  #connect(socket: WebSocket, caller: Caller): void {
    const connection = this.#relay.open({ scope: caller.scope, caller: caller.id });
    const allowance = new TokenBucket({ perSecond: FRAMES_A_SECOND, burst: FRAMES_A_SECOND * 10 });
    let lastReadMs = performance.now();
    const look = setInterval(() => {
      if (socket.bufferedAmount === 0) lastReadMs = performance.now();
      else if (performance.now() - lastReadMs > STALLED_MS) letGo(socket, CLOSE_TOO_MUCH, 'what it is sent is not read');
    }, LOOK_MS);
    connection.onFrame((frame) =>
      socket.send(frame, () => {
        lastReadMs = performance.now();
        connection.noteRead(frame.length);
      }),
    );
    connection.onEnd(() => letGo(socket, CLOSE_ENGINE_RESTART, 'the engine ended'));
    connection.onClose(({ code, reason }) => letGo(socket, code, reason));
    socket.on('message', (data: Buffer, isBinary) => {
      if (socket.readyState !== socket.OPEN) return;
      if (!allowance.take()) letGo(socket, CLOSE_TOO_MUCH, 'too many messages');
      else connection.send(isBinary ? new Uint8Array(data) : data.toString('utf8'));
    });
    socket.once('close', () => {
      clearInterval(look);
      connection.close();
    });
    socket.send(JSON.stringify({ ok: true, scope: caller.scope }));
  }
}

/** Closes a socket with a reason, whether its other end still reads or not. */
function letGo(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason);
  setTimeout(() => socket.terminate(), LET_GO_MS).unref();
}

function authorizationIn(data: Buffer): string | undefined {
  try {
    const message: unknown = JSON.parse(data.toString('utf8'));
    const isGreeting =
      typeof message === 'object' && message !== null && 'authorization' in message && typeof message.authorization === 'string';
    return isGreeting ? String(message.authorization) : undefined;
  } catch {
    return undefined;
  }
}
