/** Remembers values: `update` returns the one given `bars` updates ago, NaN for the first `bars`. */
export class Lagged {
  readonly #ring: Float64Array;
  #next = 0;

  /** `bars`: at least 1. */
  constructor(bars: number) {
    this.#ring = new Float64Array(bars).fill(Number.NaN);
  }

  update(x: number): number {
    const before = this.#ring[this.#next];
    this.#ring[this.#next] = x;
    this.#next = this.#next + 1 === this.#ring.length ? 0 : this.#next + 1;
    return before;
  }
}
