import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ConnectionRelay } from '../supervision/connection-relay.ts';
import type { Supervisor } from '../supervision/supervisor.ts';
import type { Access, Caller } from './access.ts';
import { TokenBucket } from './token-bucket.ts';

/** The first message must say who is there within this time. */
const GREETING_MS = 5_000;

const MOST_FRAME_BYTES = 256 * 1024;

/** A caller may send so many messages, and so many bytes of them, a second, on average over ten seconds. */
const FRAMES_A_SECOND = 200;
const BYTES_A_SECOND = 1024 * 1024;

/** A caller that has not read anything of what waits for it for so long is let go. */
const STALLED_MS = 30_000;

const LOOK_MS = 1_000;

/** How long a caller may take to read why it is let go. */
const LET_GO_MS = 1_000;

/** Sockets whose caller has not said who it is; for one more the oldest is closed. */
const MOST_GREETING = 32;

/** Sockets of one caller, and of all. */
const MOST_OF_CALLER = 16;
const MOST_SOCKETS = 128;

/** The protocol that a page names when it asks for a socket, beside which it may show its bearer. */
export const SOCKET_PROTOCOL = 'bitflow';
const BEARER_PREFIX = 'bearer.';

/** Close codes of our own, beside those of RFC 6455. */
export const CLOSE_UNAUTHORISED = 4401;
export const CLOSE_ENGINE_RESTART = 1012;
export const CLOSE_TOO_MUCH = 1008;
export const CLOSE_TRY_LATER = 1013;

export interface SocketDoorOptions {
  readonly access: Access;
  readonly relay: ConnectionRelay;
  readonly supervisor: Supervisor;
  /** Hears of a connection whose caller is known. */
  readonly noteKnown: (socket: Socket) => void;
}

/** Takes WebSockets: hears who is there, then passes frames between them and the engine. */
export class SocketDoor {
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_FRAME_BYTES,
    maxFragments: 256,
    maxBufferedChunks: 8_192,
    perMessageDeflate: false,
    handleProtocols: (protocols) => (protocols.has(SOCKET_PROTOCOL) ? SOCKET_PROTOCOL : false),
  });
  readonly #options: SocketDoorOptions;
  /** Sockets that have not said who is there, oldest first. */
  readonly #greeting = new Set<WebSocket>();
  /** How many sockets each caller has. */
  readonly #counts = new Map<string, number>();

  constructor(options: SocketDoorOptions) {
    this.#options = options;
  }

  /** Takes an upgrade whose names were checked; `shown`: whose bearer came with it. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, shown: Caller | null): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      if (shown !== null) this.#options.noteKnown(request.socket);
      else this.#makeRoom(webSocket);
      this.#greet(webSocket, request.socket);
    });
  }

  close(): void {
    for (const socket of this.#server.clients) socket.terminate();
    this.#server.close();
  }

  #makeRoom(socket: WebSocket): void {
    for (const oldest of this.#greeting) {
      if (this.#greeting.size < MOST_GREETING) break;
      this.#greeting.delete(oldest);
      letGo(oldest, CLOSE_TRY_LATER, 'others came meanwhile');
    }
    this.#greeting.add(socket);
  }

  #greet(socket: WebSocket, connection: Socket): void {
    const timer = setTimeout(() => letGo(socket, CLOSE_UNAUTHORISED, 'expected an authorization message'), GREETING_MS);
    socket.on('error', () => socket.terminate());
    socket.on('ping', () => socket.terminate());
    socket.once('close', () => {
      clearTimeout(timer);
      this.#greeting.delete(socket);
    });
    socket.once('message', (data: Buffer) => {
      clearTimeout(timer);
      this.#greeting.delete(socket);
      socket.removeAllListeners('ping');
      const caller = this.#options.access.callerOf(authorizationIn(data));
      const refusal = this.#refusal(caller);
      if (caller === null || refusal !== null) return letGo(socket, ...(refusal ?? REFUSE_STRANGER));
      this.#options.noteKnown(connection);
      this.#connect(socket, caller);
    });
  }

  #refusal(caller: Caller | null): readonly [code: number, reason: string] | null {
    if (caller === null) return REFUSE_STRANGER;
    if (this.#options.supervisor.state.kind !== 'ready') return [CLOSE_ENGINE_RESTART, 'the engine is starting'];
    if ((this.#counts.get(caller.id) ?? 0) >= MOST_OF_CALLER) return [CLOSE_TOO_MUCH, 'this access has too many sockets open'];
    const all = this.#counts.values().reduce((sum, count) => sum + count, 0);
    return all >= MOST_SOCKETS ? [CLOSE_TRY_LATER, 'too many sockets are open'] : null;
  }

  #connect(socket: WebSocket, caller: Caller): void {
    this.#counts.set(caller.id, (this.#counts.get(caller.id) ?? 0) + 1);
    const connection = this.#options.relay.open({ scope: caller.scope, caller: caller.id });
    const mayGoOn = limitMessages(socket);
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
      if (mayGoOn(data)) connection.send(isBinary ? new Uint8Array(data) : data.toString('utf8'));
    });
    socket.on('ping', (data: Buffer) => mayGoOn(data));
    socket.on('pong', (data: Buffer) => mayGoOn(data));
    socket.once('close', () => {
      clearInterval(look);
      connection.close();
      const left = (this.#counts.get(caller.id) ?? 1) - 1;
      if (left > 0) this.#counts.set(caller.id, left);
      else this.#counts.delete(caller.id);
    });
    socket.send(JSON.stringify({ ok: true, scope: caller.scope }));
  }
}

const REFUSE_STRANGER = [CLOSE_UNAUTHORISED, 'this access is not known'] as const;

/** Returns what counts the messages of a socket, and lets it go when they are too many; whether one may be passed on. */
function limitMessages(socket: WebSocket): (data: Buffer) => boolean {
  const frames = new TokenBucket({ perSecond: FRAMES_A_SECOND, burst: FRAMES_A_SECOND * 10 });
  const bytes = new TokenBucket({ perSecond: BYTES_A_SECOND, burst: BYTES_A_SECOND * 10 });
  return (data) => {
    if (socket.readyState !== socket.OPEN) return false;
    if (frames.take() && bytes.take(data.length)) return true;
    letGo(socket, CLOSE_TOO_MUCH, 'too many messages');
    return false;
  };
}

/** Closes a socket with a reason, whether its other end still reads or not. */
function letGo(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason);
  setTimeout(() => socket.terminate(), LET_GO_MS).unref();
}

/** Returns the bearer that a page shows as it asks for a socket, in the form of the header that it can't send. */
export function bearerOffered({ headers }: IncomingMessage): string | undefined {
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  const bearer = offered.find((name) => name.startsWith(BEARER_PREFIX));
  return bearer === undefined ? undefined : `Bearer ${bearer.slice(BEARER_PREFIX.length)}`;
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
