/**
 * How many bars ago the highest (or lowest) of the last `period` values was, 0 for the newest one, which also wins among equals; NaN
 * during the warm-up of `period − 1` values. A monotonic queue: each value enters and leaves once, whatever the period.
 */
export class ExtremeAge {
  value = Number.NaN;
  readonly #sign: 1 | -1;
  readonly #values: Float64Array;
  readonly #places: Float64Array;
  #head = 0;
  #size = 0;
  #count = 0;

  constructor(which: 'highest' | 'lowest', period: number) {
    this.#sign = which === 'highest' ? 1 : -1;
    this.#values = new Float64Array(period);
    this.#places = new Float64Array(period);
  }

  update(x: number): number {
    const values = this.#values;
    const period = values.length;
    const signed = this.#sign * x;
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
    if (this.#count >= period) this.value = this.#count - 1 - this.#places[this.#head];
    return this.value;
  }
}
