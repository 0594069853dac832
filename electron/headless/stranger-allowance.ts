import type { IncomingMessage } from 'node:http';
import { TokenBucket } from './token-bucket.ts';

/**
 * What may be asked by whoever shows no bearer: all strangers share it, so that no number of them takes much. Files of the window, which a
 * user needs before he has a bearer, are counted apart from the rest, and pages of other sites apart from both: a browser says where a
 * request comes from, and no page can have it say otherwise.
 */
export class StrangerAllowance {
  readonly #files: TokenBucket;
  readonly #others: TokenBucket;
  readonly #otherSites: TokenBucket;
  readonly #wrongCodes: TokenBucket;
  readonly #upgrades: TokenBucket;

  constructor(now?: () => number) {
    const bucket = (perSecond: number, burst: number): TokenBucket =>
      new TokenBucket({ perSecond, burst, ...(now === undefined ? {} : { now }) });
    this.#files = bucket(100, 400);
    this.#others = bucket(20, 100);
    this.#otherSites = bucket(2, 20);
    this.#wrongCodes = bucket(0.5, 30);
    this.#upgrades = bucket(1, 30);
  }

  /** Whether one more file may be asked for. */
  admitsFile(request: IncomingMessage): boolean {
    return isOfOtherSite(request) ? this.#otherSites.take() : this.#files.take();
  }

  /** Whether one more request of another kind may be made. */
  admits(request: IncomingMessage): boolean {
    return isOfOtherSite(request) ? this.#otherSites.take() : this.#others.take();
  }

  /** Whether one more wrong code is answered as such; what is right is never asked about here. */
  admitsWrongCode(): boolean {
    return this.#wrongCodes.take();
  }

  /** Whether one more socket may be opened by somebody who says only then who it is. */
  admitsUpgrade(): boolean {
    return this.#upgrades.take();
  }
}

function isOfOtherSite({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  return site === 'cross-site' || site === 'same-site';
}
