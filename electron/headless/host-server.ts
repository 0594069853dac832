import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { ConfigError } from '../../shared/base/config-error.ts';
import { ConnectionRelay } from '../supervision/connection-relay.ts';
import { EngineClients } from '../supervision/engine-client.ts';
import type { Supervisor } from '../supervision/supervisor.ts';
import { securityHeaders, WindowFiles } from '../supervision/window-files.ts';
import { Access, type Caller } from './access.ts';
import { CallerAllowances } from './caller-allowances.ts';
import { ConnectionLimit } from './connection-limit.ts';
import { dismiss, pathnameOf, readJson, respond, respondMethods } from './json-answers.ts';
import { RequestGuard } from './request-guard.ts';
import { RestDoor } from './rest.ts';
import { matchRoute } from './rest-routes.ts';
import { bearerOffered, SocketDoor } from './socket-door.ts';
import { StrangerAllowance } from './stranger-allowance.ts';

const NO_WINDOW = `<!doctype html><meta charset="utf-8"><title>BitFlow</title><p>The window is not built. Run <code>npm start</code>, which builds it, or use the API under /api.</p>`;

/** A connection of a stranger on which nothing is said or read for so long is closed. */
const IDLE_MS = 20_000;

/** Connections in all; what is known is the user's own. */
const MOST_CONNECTIONS = 2_000;

const LOOKING = ['GET', 'HEAD'];

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
  readonly #strangers = new StrangerAllowance();
  readonly #callers = new CallerAllowances();
  readonly #connections = new ConnectionLimit();
  #guard: RequestGuard | null = null;
  #headers: Readonly<Record<string, string>> = {};

  constructor({ supervisor, windowRoot }: HostServerOptions) {
    this.#supervisor = supervisor;
    const relay = new ConnectionRelay(supervisor);
    this.#rest = new RestDoor(supervisor, new EngineClients(relay));
    const noteKnown = (socket: Socket): void => this.#connections.noteKnown(socket);
    this.#sockets = new SocketDoor({ access: this.access, relay, supervisor, noteKnown });
    this.#files = new WindowFiles(windowRoot);
    const limits = { requestTimeout: 30_000, headersTimeout: 10_000, connectionsCheckingInterval: 2_000, maxHeaderSize: 16 * 1024 };
    const answer = (request: IncomingMessage, response: ServerResponse): void => {
      this.#answer(request, response).catch(() => {
        if (!response.headersSent) respond(response, 500, { error: 'The host failed to answer.' });
        else response.destroy();
      });
    };
    this.#server = createServer(limits, answer);
    this.#server.on('checkContinue', (request, response) => {
      // Only who is known is invited to send a large body.
      if (this.access.callerOf(request.headers.authorization) !== null) response.writeContinue();
      answer(request, response);
    });
    this.#server.maxConnections = MOST_CONNECTIONS;
    this.#server.timeout = IDLE_MS;
    this.#server.on('connection', (socket) => this.#connections.add(socket));
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

  /** Who asks is looked at before how much was asked: what strangers ask takes nothing from whoever is known. */
  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(this.#headers)) response.setHeader(name, value);
    const refusal = this.#guard?.refusal(request, false) ?? null;
    if (refusal !== null) return dismiss(response, refusal.status, { error: refusal.message });
    const pathname = pathnameOf(request);
    if (pathname === null) return dismiss(response, 400, { error: 'Expected an address that begins with a slash.' });
    if (pathname === '/auth/exchange') return await this.#exchange(request, response);
    const isForCallers = (pathname.startsWith('/api/') && pathname !== '/api/health') || pathname === '/auth/codes';
    const caller = this.access.callerOf(request.headers.authorization);
    if (caller !== null) {
      this.#noteKnown(request.socket);
      if (isForCallers) return await this.#answerCaller(pathname, request, response, caller);
      if (!this.#callers.admits(caller, response, true)) return refuseRate(response);
    } else if (!this.#admitsStranger(pathname, request)) {
      return dismiss(response, 429, { error: 'Too many requests; slow down.' });
    }
    if (pathname === '/api/health') return this.#answerHealth(request, response);
    if (!isForCallers) return this.#answerFile(pathname, request, response);
    response.setHeader('WWW-Authenticate', 'Bearer');
    respond(response, 401, { error: 'Expected a valid token as "Authorization: Bearer …".' });
  }

  #noteKnown(socket: Socket): void {
    this.#connections.noteKnown(socket);
    socket.setTimeout(0);
  }

  #admitsStranger(pathname: string, request: IncomingMessage): boolean {
    const isFile = !pathname.startsWith('/api/') && !pathname.startsWith('/auth/');
    return isFile ? this.#strangers.admitsFile(request) : this.#strangers.admits(request);
  }

  #answerHealth(request: IncomingMessage, response: ServerResponse): void {
    if (!LOOKING.includes(request.method ?? '')) return respondMethods(response, LOOKING);
    const { state, silentSinceMs } = this.#supervisor;
    if (silentSinceMs !== null) return respond(response, 503, { status: 'unavailable', engine: 'silent', sinceMs: silentSinceMs });
    const engine = state.kind === 'ready' ? state.engine : state.kind;
    respond(response, state.kind === 'ready' ? 200 : 503, { status: state.kind === 'ready' ? 'ok' : 'unavailable', engine });
  }

  /** A right code is taken however many wrong ones came before it. */
  async #exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return respondMethods(response, ['POST']);
    const refusal = this.#guard?.refusal(request, true) ?? null;
    if (refusal !== null) return dismiss(response, refusal.status, { error: refusal.message });
    const body = await readJson(request);
    const code = typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' ? body.code : null;
    const exchanged = code === null ? null : this.access.exchange(code);
    if (exchanged !== null) return respond(response, 200, exchanged);
    if (!this.#strangers.admitsWrongCode()) return dismiss(response, 429, { error: 'Too many wrong codes; slow down.' });
    if (code === null) return respond(response, 400, { error: 'Expected a JSON object with a code.' });
    respond(response, 401, { error: 'The code is wrong, was used before, or is too old. "bitflow open" prints a new address.' });
  }

  async #answerCaller(pathname: string, request: IncomingMessage, response: ServerResponse, caller: Caller): Promise<void> {
    const { method = 'GET' } = request;
    const { procedure, methods } = matchRoute(method, pathname.slice('/api'.length));
    // What takes risk away is never refused for how often anything was asked.
    const isExit = procedure?.meta.isExit === true;
    if (!isExit && !this.#callers.admits(caller, response, procedure?.route === '/status')) return refuseRate(response);
    if (pathname === '/auth/codes') return await this.#issueCode(request, response, caller);
    if (pathname === '/api/openapi.json') {
      if (!LOOKING.includes(method)) return respondMethods(response, LOOKING);
      return respond(response, 200, await this.#rest.document());
    }
    if (procedure === null && methods.length > 0) return respondMethods(response, methods);
    if (procedure !== null && (await this.#rest.answer(request, response, { caller, isStream: procedure.isStream }))) return;
    respond(response, 404, { error: `There is no ${method} ${pathname}; /api/openapi.json lists what there is.` });
  }

  async #issueCode(request: IncomingMessage, response: ServerResponse, { scope }: Caller): Promise<void> {
    if (request.method !== 'POST') return respondMethods(response, ['POST']);
    if (scope !== 'trade') return respond(response, 403, { error: 'This access may look but not let others in.' });
    const body = await readJson(request);
    const isReadOnly = typeof body === 'object' && body !== null && 'scope' in body && body.scope === 'read';
    respond(response, 200, { code: this.access.issueCode(isReadOnly ? 'read' : 'trade') });
  }

  #answerFile(pathname: string, request: IncomingMessage, response: ServerResponse): void {
    if (!LOOKING.includes(request.method ?? '')) return respondMethods(response, LOOKING);
    const file = this.#files.find(pathname);
    if (file !== null) {
      const caching = file.isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-store';
      response.writeHead(200, { 'Content-Type': file.type, 'Content-Length': file.content.byteLength, 'Cache-Control': caching });
      response.end(file.content);
      return;
    }
    if (pathname === '/') {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': Buffer.byteLength(NO_WINDOW) });
      response.end(NO_WINDOW);
      return;
    }
    respond(response, 404, { error: 'There is no such file.' });
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // The server hands the socket over bare; a caller who resets it would end the host.
    socket.on('error', () => socket.destroy());
    // A page's upgrade always names its origin; one without must show a bearer, which a page can't put there.
    const shown = this.access.callerOf(request.headers.authorization);
    const caller = shown ?? this.access.callerOf(bearerOffered(request));
    const refusal = this.#guard?.refusal(request, shown === null) ?? null;
    const status = refusal?.status ?? (pathnameOf(request) === '/socket' ? null : 404) ?? this.#refusedUpgrade(caller);
    if (status !== null) socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    else this.#sockets.upgrade(request, socket, head, caller);
  }

  /** Why a socket may not be opened, as a status, or `null`. A page shows its bearer as it asks, so that strangers can't keep it out. */
  #refusedUpgrade(caller: Caller | null): number | null {
    const isAdmitted = caller === null ? this.#strangers.admitsUpgrade() : this.#callers.admitsUpgrade(caller);
    return isAdmitted ? null : 429;
  }
}

function refuseRate(response: ServerResponse): void {
  response.setHeader('Retry-After', '1');
  dismiss(response, 429, { error: 'Too many requests of this access; slow down.', code: 'too-many-requests' });
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
