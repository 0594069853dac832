import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What an access allows. */
export type Scope = 'read' | 'trade';

/** A code that was not exchanged within this time is void. */
const CODE_LIFETIME_MS = 10 * 60_000;

/** Wrong codes and tokens within a minute that a caller is told of as such; beyond that, strangers are told to slow down. */
const ATTEMPTS_A_MINUTE = 30;

interface Code {
  readonly scope: Scope;
  readonly expiresAtMs: number;
}

/**
 * Who may come in. An address carries a code that works once; its exchange gives a session bearer, which the page keeps to
 * itself. Scripts use the token. Only hashes of bearers are held, and they outlast restarts of the engine, not of the host.
 */
export class Access {
  readonly #codes = new Map<string, Code>();
  readonly #bearers = new Map<string, Scope>();
  readonly #now: () => number;
  #attempts: number[] = [];

  /** `now` is the machine's clock, UTC milliseconds. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Makes a code for one exchange. */
  issueCode(scope: Scope): string {
    const code = secret(18);
    this.#codes.set(digest(code), { scope, expiresAtMs: this.#now() + CODE_LIFETIME_MS });
    return code;
  }

  /** Makes a bearer that works until the host ends. */
  issueBearer(scope: Scope): string {
    const bearer = secret(32);
    this.#bearers.set(digest(bearer), scope);
    return bearer;
  }

  /** Exchanges a code for a bearer; `null` when it is wrong, was used, or is too old. */
  exchange(code: string): { readonly bearer: string; readonly scope: Scope } | null {
    const key = digest(code);
    const found = this.#codes.get(key);
    this.#codes.delete(key);
    if (found === undefined || found.expiresAtMs < this.#now()) return this.#noteFailure();
    return { bearer: this.issueBearer(found.scope), scope: found.scope };
  }

  /** Returns what an `Authorization` header allows, or `null`. */
  scopeOf(authorization: string | undefined): Scope | null {
    const bearer = /^Bearer ([A-Za-z0-9_-]{20,200})$/.exec(authorization ?? '')?.[1];
    if (bearer === undefined) return null;
    const key = digest(bearer);
    for (const [known, scope] of this.#bearers) if (timingSafeEqual(Buffer.from(known), Buffer.from(key))) return scope;
    return this.#noteFailure();
  }

  /** Whether so much was wrong lately that somebody is guessing; whoever is known still gets in, so that a guesser can't lock out the user. */
  get isLockedOut(): boolean {
    const since = this.#now() - 60_000;
    this.#attempts = this.#attempts.filter((time) => time > since);
    return this.#attempts.length >= ATTEMPTS_A_MINUTE;
  }

  #noteFailure(): null {
    this.#attempts.push(this.#now());
    return null;
  }
}

function secret(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
