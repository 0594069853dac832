import type { IncomingMessage } from 'node:http';

/** Why a request is refused before anything looks at its content. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
}

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
  refusal({ headers }: IncomingMessage, isOriginNeeded: boolean): Refusal | null {
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
