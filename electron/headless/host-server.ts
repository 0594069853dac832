import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { ConfigError } from '../../shared/base/config-error.ts';
import { ConnectionRelay } from '../supervision/connection-relay.ts';
import type { Supervisor } from '../supervision/supervisor.ts';
import { securityHeaders, WindowFiles } from '../supervision/window-files.ts';
import { Access, type Caller } from './access.ts';
import { EngineClients } from './engine-client.ts';
import { RequestGuard } from './request-guard.ts';
import { RestDoor } from './rest.ts';
import { SocketDoor } from './socket-door.ts';
import { TokenBucket } from './token-bucket.ts';

const MOST_BODY_BYTES = 4 * 1024;

/** Requests a second that are looked at, on average over ten seconds; all callers together. */
const REQUESTS_A_SECOND = 300;

const NO_WINDOW = `<!doctype html><meta charset="utf-8"><title>BitFlow</title><p>The window is not built. Run <code>npm start</code>, which builds it, or use the API under /api.</p>`;

export interface HostServerOptions {
  readonly supervisor: Supervisor;
  /** Folder of the built window. */
  readonly windowRoot: string;
}

/** The host on loopback: the window's files, the exchange of codes, the API and the sockets, to its user only. */
export class HostServer {
  readonly access = new Access();
  readonly #supervisor: Supervisor;
  readonly #server: Server;
  readonly #rest: RestDoor;
  readonly #sockets: SocketDoor;
  readonly #files: WindowFiles;
  readonly #wrongCodes = new TokenBucket({ perSecond: 0.5, burst: 30 });
  #guard: RequestGuard | null = null;
  #headers: Readonly<Record<string, string>> = {};
  #allowance = REQUESTS_A_SECOND * 10;
  #allowanceAtMs = Date.now();

  constructor({ supervisor, windowRoot }: HostServerOptions) {
    this.#supervisor = supervisor;
    const relay = new ConnectionRelay(supervisor);
    this.#rest = new RestDoor(supervisor, new EngineClients(relay));
    this.#sockets = new SocketDoor({ access: this.access, relay, supervisor });
    this.#files = new WindowFiles(windowRoot);
    this.#server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, maxHeaderSize: 16 * 1024 }, (request, response) => {
      this.#answer(request, response).catch(() => {
        if (!response.headersSent) respond(response, 500, { error: 'The host failed to answer.' });
        else response.destroy();
      });
    });
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  /** @throws {ConfigError} when the port is in use or may not be used. */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', (cause: NodeJS.ErrnoException) => reject(portError(port, cause)));
      this.#server.listen(port, '127.0.0.1', () => {
        const address = this.#server.address() as AddressInfo;
        this.#guard = new RequestGuard(address.port);
        this.#headers = securityHeaders([`ws://127.0.0.1:${address.port}`, `ws://localhost:${address.port}`]);
        resolve(address.port);
      });
    });
  }

  close(): Promise<void> {
    this.#sockets.close();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(this.#headers)) response.setHeader(name, value);
    const refusal = this.#guard?.refusal(request, false) ?? null;
    if (refusal !== null) return respond(response, refusal.status, { error: refusal.message });
    if (!this.#isWithinRate()) return respond(response, 429, { error: 'Too many requests; slow down.' });
    const pathname = pathnameOf(request);
    if (pathname === null) return respond(response, 400, { error: 'Expected an address that begins with a slash.' });
    if (pathname === '/api/health') return this.#answerHealth(request, response);
    if (pathname === '/auth/exchange') return await this.#exchange(request, response);
    if (pathname.startsWith('/api/') || pathname === '/auth/codes') return await this.#answerCaller(pathname, request, response);
    return this.#answerFile(pathname, request, response);
  }

  #answerHealth(request: IncomingMessage, response: ServerResponse): void {
    if (request.method !== 'GET' && request.method !== 'HEAD') return respond(response, 405, { error: 'Expected GET.' });
    const { state } = this.#supervisor;
    const engine = state.kind === 'ready' ? state.engine : state.kind;
    respond(response, state.kind === 'ready' ? 200 : 503, { status: state.kind === 'ready' ? 'ok' : 'unavailable', engine });
  }

  async #exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return respond(response, 405, { error: 'Expected POST.' });
    const refusal = this.#guard?.refusal(request, true) ?? null;
    if (refusal !== null) return respond(response, refusal.status, { error: refusal.message });
    const body = await readJson(request);
    const code = typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' ? body.code : null;
    if (code === null) return respond(response, 400, { error: 'Expected a JSON object with a code.' });
    const exchanged = this.access.exchange(code);
    if (exchanged !== null) return respond(response, 200, exchanged);
    respond(response, this.#wrongCodes.take() ? 401 : 429, {
      error: 'The code is wrong, was used before, or is too old. "bitflow open" prints a new address.',
    });
  }

  async #answerCaller(pathname: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const caller = this.access.callerOf(request.headers.authorization);
    if (caller === null) {
      response.setHeader('WWW-Authenticate', 'Bearer');
      return respond(response, 401, { error: 'Expected a valid token as "Authorization: Bearer …".' });
    }
    if (pathname === '/api/openapi.json') return respond(response, 200, await this.#rest.document());
    if (pathname === '/auth/codes') return await this.#issueCode(request, response, caller);
    if (await this.#rest.handle(request, response, caller)) return;
    respond(response, 404, { error: `There is no ${request.method ?? 'GET'} ${pathname}; /api/openapi.json lists what there is.` });
  }

  async #issueCode(request: IncomingMessage, response: ServerResponse, { scope }: Caller): Promise<void> {
    if (request.method !== 'POST') return respond(response, 405, { error: 'Expected POST.' });
    if (scope !== 'trade') return respond(response, 403, { error: 'This access may look but not let others in.' });
    const body = await readJson(request);
    const isReadOnly = typeof body === 'object' && body !== null && 'scope' in body && body.scope === 'read';
    respond(response, 200, { code: this.access.issueCode(isReadOnly ? 'read' : 'trade') });
  }

  #answerFile(pathname: string, request: IncomingMessage, response: ServerResponse): void {
    if (request.method !== 'GET' && request.method !== 'HEAD') return respond(response, 405, { error: 'Expected GET.' });
    const file = this.#files.find(pathname);
    if (file !== null) {
      const caching = file.isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-store';
      response.writeHead(200, { 'Content-Type': file.type, 'Content-Length': file.content.byteLength, 'Cache-Control': caching });
      response.end(request.method === 'HEAD' ? undefined : file.content);
      return;
    }
    if (pathname === '/') {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(NO_WINDOW);
      return;
    }
    respond(response, 404, { error: 'There is no such file.' });
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // The server hands the socket over bare; a caller who resets it would end the host.
    socket.on('error', () => socket.destroy());
    // A page's upgrade always names its origin; one without must show a bearer, which a page can't put there.
    const hasBearer = this.access.callerOf(request.headers.authorization) !== null;
    const refusal = this.#guard?.refusal(request, !hasBearer) ?? null;
    const pathname = pathnameOf(request);
    if (refusal !== null || pathname !== '/socket' || !this.#isWithinRate()) {
      const status = refusal?.status ?? (pathname === '/socket' ? 429 : 404);
      socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    this.#sockets.upgrade(request, socket, head);
  }

  #isWithinRate(): boolean {
    const now = Date.now();
    // The machine's clock may be set back; that must not lock the user out.
    const passedMs = Math.max(0, now - this.#allowanceAtMs);
    this.#allowance = Math.min(REQUESTS_A_SECOND * 10, this.#allowance + (passedMs * REQUESTS_A_SECOND) / 1000);
    this.#allowanceAtMs = now;
    this.#allowance -= 1;
    return this.#allowance >= 0;
  }
}

/** Returns the path that a request asks for, or `null` when its address is none of this host's. */
function pathnameOf({ url }: IncomingMessage): string | null {
  return url?.startsWith('/') === true ? (URL.parse(`http://host${url}`)?.pathname ?? null) : null;
}

function respond(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
  });
  response.end(text);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MOST_BODY_BYTES) return null;
  }
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function portError(port: number, cause: NodeJS.ErrnoException): ConfigError {
  if (cause.code === 'EADDRINUSE')
    return new ConfigError(
      'port',
      `Port ${port} is in use by another program. Choose another with --port, or leave it out for a free one.`,
      cause,
    );
  if (cause.code === 'EACCES')
    return new ConfigError('port', `Port ${port} may not be used (${cause.message}). Choose one above 1023 with --port.`, cause);
  return new ConfigError('port', `Port ${port} can't be listened on: ${cause.message}`, cause);
}
