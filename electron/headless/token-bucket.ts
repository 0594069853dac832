export interface TokenBucketOptions {
  /** Tokens that come back each second. */
  readonly perSecond: number;
  /** The most that can be saved up, and what there is at first. */
  readonly burst: number;
  /** Milliseconds that never go back, so that a clock that is set keeps nobody out. */
  readonly now?: () => number;
}

/** Counts what somebody may do. What is refused costs nothing, so that there is no debt and it goes on as soon as a token has come back. */
export class TokenBucket {
  readonly #options: Required<TokenBucketOptions>;
  #tokens: number;
  #filledAtMs: number;

  constructor(options: TokenBucketOptions) {
    this.#options = { now: () => performance.now(), ...options };
    this.#tokens = options.burst;
    this.#filledAtMs = this.#options.now();
  }

  /** Takes tokens and returns `true`, or leaves them and returns `false` when there are fewer. */
  take(tokens = 1): boolean {
    const { perSecond, burst, now } = this.#options;
    const nowMs = now();
    this.#tokens = Math.min(burst, this.#tokens + ((nowMs - this.#filledAtMs) * perSecond) / 1_000);
    this.#filledAtMs = nowMs;
    if (this.#tokens < tokens) return false;
    this.#tokens -= tokens;
    return true;
  }
}
