/**
 * The highest of the last `period` upper values and the lowest of as many lower ones; NaN during the warm-up of `period − 1` pairs. Two
 * monotonic queues: each value enters and leaves once, whatever the period.
 */
export class RollingRange {
  highest = Number.NaN;
  lowest = Number.NaN;
  readonly #tops: Float64Array;
  readonly #topPlaces: Float64Array;
  readonly #bottoms: Float64Array;
  readonly #bottomPlaces: Float64Array;
  #topHead = 0;
  #topSize = 0;
  #bottomHead = 0;
  #bottomSize = 0;
  #count = 0;
  #upper = Number.NaN;
  #lower = Number.NaN;

  constructor(period: number) {
    this.#tops = new Float64Array(period);
    this.#topPlaces = new Float64Array(period);
    this.#bottoms = new Float64Array(period);
    this.#bottomPlaces = new Float64Array(period);
  }

  /** Passes numbers through fields: `#take` is too large to be inlined, so as arguments they would be put on the heap. */
  update(upper: number, lower: number): void {
    this.#upper = upper;
    this.#lower = lower;
    this.#take();
  }

  /**
   * One method for both ends, long enough (over 460 bytes of V8's bytecode) that it is never inlined: it would use up what
   * may be inlined into its callers, and their other numbers would be put on the heap.
   */
  #take(): void {
    const tops = this.#tops;
    const topPlaces = this.#topPlaces;
    const bottoms = this.#bottoms;
    const bottomPlaces = this.#bottomPlaces;
    const period = tops.length;
    const upper = this.#upper;
    const lower = this.#lower;
    let head = this.#topHead;
    let size = this.#topSize;
    if (size > 0 && topPlaces[head] <= this.#count - period) {
      head = head + 1 === period ? 0 : head + 1;
      size -= 1;
    }
    this.#topHead = head;
    let tail = this.#topHead + size;
    if (tail >= period) tail -= period;
    while (size > 0) {
      const last = tail === 0 ? period - 1 : tail - 1;
      if (tops[last] > upper) break;
      tail = last;
      size -= 1;
    }
    tops[tail] = upper;
    topPlaces[tail] = this.#count;
    this.#topSize = size + 1;
    head = this.#bottomHead;
    size = this.#bottomSize;
    if (size > 0 && bottomPlaces[head] <= this.#count - period) {
      head = head + 1 === period ? 0 : head + 1;
      size -= 1;
    }
    this.#bottomHead = head;
    tail = this.#bottomHead + size;
    if (tail >= period) tail -= period;
    while (size > 0) {
      const last = tail === 0 ? period - 1 : tail - 1;
      if (bottoms[last] < lower) break;
      tail = last;
      size -= 1;
    }
    bottoms[tail] = lower;
    bottomPlaces[tail] = this.#count;
    this.#bottomSize = size + 1;
    this.#count += 1;
    if (this.#count < period) return;
    this.highest = tops[this.#topHead];
    this.lowest = bottoms[this.#bottomHead];
  }
}
