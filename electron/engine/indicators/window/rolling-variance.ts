/**
 * Mean and population variance of the last `period` values; NaN during the warm-up of `period − 1` values. Both are formed anew
 * once per period; the variance is exactly 0 where the values are all the same.
 */
export class RollingVariance {
  mean = Number.NaN;
  variance = Number.NaN;
  readonly #ring: Float64Array;
  #next = 0;
  #isFull = false;
  #mean = 0;
  #squares = 0;
  #before = Number.NaN;
  /** How many values in a row were the same. */
  #alike = 0;

  constructor(period: number) {
    this.#ring = new Float64Array(period);
  }

  /** Returns the population standard deviation. */
  get deviation(): number {
    return Math.sqrt(this.variance);
  }

  update(x: number): number {
    const ring = this.#ring;
    const leaving = ring[this.#next];
    this.#alike = x === this.#before ? this.#alike + 1 : 1;
    this.#before = x;
    ring[this.#next] = x;
    this.#next += 1;
    if (this.#next === ring.length) {
      this.#next = 0;
      this.#isFull = true;
      this.#formAnew();
    } else if (this.#isFull) {
      const before = this.#mean;
      this.#mean = before + (x - leaving) / ring.length;
      this.#squares += (x - leaving) * (x - this.#mean + leaving - before);
    }
    if (!this.#isFull) return this.variance;
    if (this.#alike >= ring.length) {
      this.#mean = x;
      this.#squares = 0;
    }
    this.mean = this.#mean;
    this.variance = this.#squares > 0 ? this.#squares / ring.length : 0;
    return this.variance;
  }

  #formAnew(): void {
    const ring = this.#ring;
    let sum = 0;
    for (let i = 0; i < ring.length; i += 1) sum += ring[i];
    const mean = sum / ring.length;
    let squares = 0;
    for (let i = 0; i < ring.length; i += 1) squares += (ring[i] - mean) * (ring[i] - mean);
    this.#mean = mean;
    this.#squares = squares;
  }
}
