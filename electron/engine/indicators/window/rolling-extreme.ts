/**
 * The highest (or lowest) of the last `period` values; NaN during the warm-up of `period − 1` values. A monotonic queue: each value
 * enters and leaves once, whatever the period.
 */
export class RollingExtreme {
  value = Number.NaN;
  readonly #sign: 1 | -1;
  readonly #values: Float64Array;
  readonly #places: Float64Array;
  #head = 0;
  #size = 0;
  #count = 0;
  #coming = Number.NaN;

  constructor(which: 'highest' | 'lowest', period: number) {
    this.#sign = which === 'highest' ? 1 : -1;
    this.#values = new Float64Array(period);
    this.#places = new Float64Array(period);
  }

  /** Numbers pass through fields into the work itself, see `RollingRange`. */
  update(x: number): number {
    this.#coming = x;
    this.#take();
    return this.value;
  }

  #take(): void {
    const values = this.#values;
    const period = values.length;
    const signed = this.#sign * this.#coming;
    if (this.#size > 0 && this.#places[this.#head] <= this.#count - period) {
      this.#head = this.#head + 1 === period ? 0 : this.#head + 1;
      this.#size -= 1;
    }
    let tail = this.#head + this.#size;
    if (tail >= period) tail -= period;
    while (this.#size > 0) {
      const last = tail === 0 ? period - 1 : tail - 1;
      if (values[last] > signed) break;
      tail = last;
      this.#size -= 1;
    }
    values[tail] = signed;
    this.#places[tail] = this.#count;
    this.#size += 1;
    this.#count += 1;
    if (this.#count >= period) this.value = this.#sign * values[this.#head];
  }
}
