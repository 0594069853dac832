/** A value costs one token, and one more for each so many characters of it. */
const CHARACTERS_A_TOKEN = 4_096;

/** Tokens that a caller may have saved up, or may owe after a large value. */
export const BURST_TOKENS = 8_000;

/**
 * Lets the streams of one caller go on one after the other, and no faster than the engine can afford. Whoever is told less often loses
 * nothing that the delivery of its stream does not allow: it gets the latest state, hears how much it missed, or starts over.
 */
export class CallerPace {
  readonly #tokensASecond: () => number;
  readonly #now: () => number;
  #tokens = BURST_TOKENS;
  #filledAtMs: number;
  #waiting: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** `tokensASecond` is asked anew each time; `now` never goes back. */
  constructor(tokensASecond: () => number, now: () => number = () => performance.now()) {
    this.#tokensASecond = tokensASecond;
    this.#now = now;
    this.#filledAtMs = now();
  }

  /** Resolves when the next value of a stream may be made. */
  turn(): Promise<void> {
    this.#fill();
    if (this.#waiting.length === 0 && this.#tokens >= 1) {
      this.#tokens -= 1;
      return Promise.resolve();
    }
    const turn = Promise.withResolvers<void>();
    this.#waiting.push(turn.resolve);
    this.#schedule();
    return turn.promise;
  }

  /** Counts what was sent, in characters. */
  charge(characters: number): void {
    this.#fill();
    this.#tokens = Math.max(-BURST_TOKENS, this.#tokens - characters / CHARACTERS_A_TOKEN);
  }

  /** Lets everybody who waits go on, since the caller is gone. */
  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }

  #fill(): void {
    const nowMs = this.#now();
    this.#tokens = Math.min(BURST_TOKENS, this.#tokens + ((nowMs - this.#filledAtMs) * this.#tokensASecond()) / 1_000);
    this.#filledAtMs = nowMs;
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#waiting.length === 0) return;
    const missing = Math.max(1, 1 - this.#tokens);
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.#fill();
        while (this.#tokens >= 1 && this.#waiting.length > 0) {
          this.#tokens -= 1;
          this.#waiting.shift()?.();
        }
        this.#schedule();
      },
      Math.min(1_000, Math.ceil((missing / this.#tokensASecond()) * 1_000)),
    );
  }
}
