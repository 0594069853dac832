/**
 * The median of the last `window` values (fewer until it is full), kept in a sorted window: one
 * search and one short move of memory per value.
 */
export class RollingMedian {
  readonly #ring: Float64Array;
  readonly #sorted: Float64Array;
  #next = 0;
  #count = 0;

  constructor(window: number) {
    this.#ring = new Float64Array(window);
    this.#sorted = new Float64Array(window);
  }

  update(value: number): void {
    const sorted = this.#sorted;
    if (this.#count === this.#ring.length) {
      const gone = this.#place(this.#ring[this.#next]);
      sorted.copyWithin(gone, gone + 1, this.#count);
      this.#count -= 1;
    }
    const place = this.#place(value);
    sorted.copyWithin(place + 1, place, this.#count);
    sorted[place] = value;
    this.#count += 1;
    this.#ring[this.#next] = value;
    this.#next = this.#next + 1 === this.#ring.length ? 0 : this.#next + 1;
  }

  /** NaN before the first value. */
  get value(): number {
    if (this.#count === 0) return Number.NaN;
    const middle = this.#count >> 1;
    const sorted = this.#sorted;
    return (this.#count & 1) === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The first place whose value is not below `value`. */
  #place(value: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#sorted[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
