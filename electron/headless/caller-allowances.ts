import type { ServerResponse } from 'node:http';
import type { Caller } from './access.ts';
import { TokenBucket } from './token-bucket.ts';

/** Requests a second of one caller, on average and at once. */
const REQUESTS_A_SECOND = 100;
const MOST_AT_ONCE = 300;

/** Of them, how the engine is has an allowance of its own, so that a busy script does not blind its user. */
const LOOKS_A_SECOND = 200;
const MOST_LOOKS_AT_ONCE = 1_000;

/** Answers that a caller has not read to the end. */
const MOST_OPEN = 128;

/** Callers that are remembered; what is forgotten begins anew. */
const MOST_CALLERS = 400;

interface Allowance {
  readonly requests: TokenBucket;
  readonly looks: TokenBucket;
  open: number;
}

/** What each known caller may ask: one that asks too much is refused and takes nothing from another. */
export class CallerAllowances {
  readonly #allowances = new Map<string, Allowance>();

  /** Whether a caller may ask one more thing; `isLook`: how the engine is. Counts the answer as open until it is read. */
  admits(caller: Caller, response: ServerResponse, isLook: boolean): boolean {
    const allowance = this.#of(caller);
    if (allowance.open >= MOST_OPEN) return false;
    if (!(isLook ? allowance.looks : allowance.requests).take()) return false;
    allowance.open += 1;
    response.once('close', () => {
      allowance.open -= 1;
    });
    return true;
  }

  /** Whether a caller may open one more socket. */
  admitsUpgrade(caller: Caller): boolean {
    return this.#of(caller).requests.take();
  }

  #of({ id }: Caller): Allowance {
    const known = this.#allowances.get(id);
    if (known !== undefined) return known;
    for (const oldest of this.#allowances.keys()) {
      if (this.#allowances.size < MOST_CALLERS) break;
      this.#allowances.delete(oldest);
    }
    const allowance: Allowance = {
      requests: new TokenBucket({ perSecond: REQUESTS_A_SECOND, burst: MOST_AT_ONCE }),
      looks: new TokenBucket({ perSecond: LOOKS_A_SECOND, burst: MOST_LOOKS_AT_ONCE }),
      open: 0,
    };
    this.#allowances.set(id, allowance);
    return allowance;
  }
}
