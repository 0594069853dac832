import { createHash, randomBytes } from 'node:crypto';

/** What an access allows. */
export type Scope = 'read' | 'trade';

/** Who comes with a known bearer. */
export interface Caller {
  /** Tells callers apart, and is no secret. */
  readonly id: string;
  readonly scope: Scope;
}

/** A code that was not exchanged within this time is void. */
const CODE_LIFETIME_MS = 10 * 60_000;

/** Codes that wait to be exchanged; beyond it the oldest is void. */
const MOST_CODES = 100;

/** Bearers that were given for codes; beyond it the oldest is void. What the host made for itself is not among them. */
const MOST_EXCHANGED = 200;

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
  readonly #bearers = new Map<string, Caller>();
  readonly #exchanged: string[] = [];
  readonly #now: () => number;
  #callerCount = 0;

  /** `now` is the machine's clock, UTC milliseconds. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Makes a code for one exchange. */
  issueCode(scope: Scope): string {
    const now = this.#now();
    for (const [key, { expiresAtMs }] of this.#codes) if (expiresAtMs < now || this.#codes.size >= MOST_CODES) this.#codes.delete(key);
    const code = secret(18);
    this.#codes.set(digest(code), { scope, expiresAtMs: now + CODE_LIFETIME_MS });
    return code;
  }

  /** Makes a bearer that works until the host ends. */
  issueBearer(scope: Scope): string {
    const bearer = secret(32);
    this.#callerCount += 1;
    this.#bearers.set(digest(bearer), { id: `${scope} ${this.#callerCount}`, scope });
    return bearer;
  }

  /** Exchanges a code for a bearer; `null` when it is wrong, was used, or is too old. */
  exchange(code: string): { readonly bearer: string; readonly scope: Scope } | null {
    const key = digest(code);
    const found = this.#codes.get(key);
    this.#codes.delete(key);
    if (found === undefined || found.expiresAtMs < this.#now()) return null;
    const bearer = this.issueBearer(found.scope);
    this.#exchanged.push(digest(bearer));
    if (this.#exchanged.length > MOST_EXCHANGED) this.#bearers.delete(this.#exchanged.shift() ?? '');
    return { bearer, scope: found.scope };
  }

  /** Returns who comes with an `Authorization` header, or `null`. */
  callerOf(authorization: string | undefined): Caller | null {
    const bearer = /^Bearer ([A-Za-z0-9_-]{20,200})$/.exec(authorization ?? '')?.[1];
    // What is looked up is a hash: how long it takes tells nothing of the bearers that are known.
    return bearer === undefined ? null : (this.#bearers.get(digest(bearer)) ?? null);
  }
}

function secret(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
