/**
 * The sum of the last `period` values; NaN during the warm-up of `period − 1` values. It is formed anew once per period, so
 * rounding never builds up, and is exactly 0 where all of them are.
 */
export class RollingSum {
  value = Number.NaN;
  readonly #ring: Float64Array;
  #next = 0;
  #isFull = false;
  #sum = 0;
  /** How many of the values are not 0. */
  #present = 0;

  constructor(period: number) {
    this.#ring = new Float64Array(period);
  }

  update(x: number): number {
    const ring = this.#ring;
    const leaving = ring[this.#next];
    if (leaving !== 0) this.#present -= 1;
    if (x !== 0) this.#present += 1;
    this.#sum += x - leaving;
    ring[this.#next] = x;
    this.#next += 1;
    if (this.#next === ring.length) {
      this.#next = 0;
      this.#isFull = true;
      this.#formAnew();
    }
    if (this.#present === 0) this.#sum = 0;
    if (this.#isFull) this.value = this.#sum;
    return this.value;
  }

  #formAnew(): void {
    const ring = this.#ring;
    let sum = 0;
    for (let i = 0; i < ring.length; i += 1) sum += ring[i];
    this.#sum = sum;
  }
}
