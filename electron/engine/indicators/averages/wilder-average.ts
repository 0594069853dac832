/**
 * Wilder's smoothing: the mean of the first `period` values, then (before × (period − 1) + value) ÷ period;
 * NaN during the warm-up of `period − 1` values.
 * @source J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978.
 */
export class WilderAverage {
  value = Number.NaN;
  readonly #period: number;
  #count = 0;
  #sum = 0;

  constructor(period: number) {
    this.#period = period;
  }

  update(x: number): number {
    const period = this.#period;
    if (this.#count >= period) this.value = (this.value * (period - 1) + x) / period;
    else this.#warmUp(x);
    return this.value;
  }

  #warmUp(x: number): void {
    this.#count += 1;
    this.#sum += x;
    if (this.#count === this.#period) this.value = this.#sum / this.#period;
  }
}
