import type { IncomingMessage } from 'node:http';

/** Why a request is refused before anything looks at its content. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
}

/** Headers that decide who asks, of whom, and where a request ends: two readers of two of them may each believe another. */
const SINGLE_HEADERS: ReadonlySet<string> = new Set([
  'host',
  'origin',
  'authorization',
  'content-length',
  'transfer-encoding',
  'content-type',
  'connection',
  'upgrade',
  'sec-websocket-key',
  'sec-websocket-version',
  'sec-websocket-protocol',
  'expect',
]);

/**
 * Holds every request and upgrade against the exact names of this host: a page of another site, or of another name that was
 * pointed at this machine, gets nothing.
 */
export class RequestGuard {
  readonly #hosts: ReadonlySet<string>;

  constructor(port: number) {
    this.#hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  }

  /** Returns why the request's names are refused, or `null`. `isOriginNeeded`: a missing `Origin` is refused as well. */
  refusal({ headers, rawHeaders }: IncomingMessage, isOriginNeeded: boolean): Refusal | null {
    const doubled = doubledHeader(rawHeaders);
    if (doubled !== null) return { status: 400, message: `Expected one ${doubled} header, found several.` };
    if (headers['transfer-encoding'] !== undefined && headers['content-length'] !== undefined)
      return { status: 400, message: 'Expected a Content-Length or a Transfer-Encoding, found both.' };
    const { host, origin } = headers;
    if (host === undefined || !this.#hosts.has(host)) {
      return { status: 421, message: `Expected Host to be one of ${[...this.#hosts].join(', ')}, found "${(host ?? '').slice(0, 100)}".` };
    }
    if (origin === undefined) return isOriginNeeded ? { status: 403, message: 'Expected an Origin header.' } : null;
    if (origin !== `http://${host}`)
      return { status: 403, message: `Expected Origin to be http://${host}, found "${origin.slice(0, 100)}".` };
    return null;
  }
}

/** Returns the name of a header that came twice and must come once, or `null`. Names and values alternate. */
function doubledHeader(rawHeaders: readonly string[]): string | null {
  const seen = new Set<string>();
  for (let place = 0; place < rawHeaders.length; place += 2) {
    const name = rawHeaders[place].toLowerCase();
    if (!SINGLE_HEADERS.has(name)) continue;
    if (seen.has(name)) return rawHeaders[place];
    seen.add(name);
  }
  return null;
}
