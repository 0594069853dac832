/**
 * Skewness and excess kurtosis of the last `period` values, both of the population; NaN during the warm-up of `period − 1`
 * values, 0 where the values do not differ beyond rounding. Power sums are kept relative to the mean at which they were formed
 * anew, once per period.
 */
export class RollingShape {
  skewness = Number.NaN;
  kurtosis = Number.NaN;
  readonly #ring: Float64Array;
  #next = 0;
  #isFull = false;
  #origin = 0;
  #first = 0;
  #second = 0;
  #third = 0;
  #fourth = 0;

  constructor(period: number) {
    this.#ring = new Float64Array(period);
  }

  update(x: number): void {
    const ring = this.#ring;
    if (this.#isFull) this.#count(ring[this.#next], -1);
    ring[this.#next] = x;
    this.#next += 1;
    if (this.#next === ring.length) {
      this.#next = 0;
      this.#isFull = true;
      this.#formAnew();
    } else if (this.#isFull) this.#count(x, 1);
    if (this.#isFull) this.#read(ring.length);
  }

  #read(n: number): void {
    const mean = this.#first / n;
    const square = this.#second / n;
    const cube = this.#third / n;
    const variance = square - mean * mean;
    const scale = this.#origin + mean;
    if (!(variance > 1e-13 * square) || !(variance > 1e-26 * scale * scale)) {
      this.skewness = 0;
      this.kurtosis = 0;
      return;
    }
    const third = cube - 3 * mean * square + 2 * mean * mean * mean;
    const fourth = this.#fourth / n - 4 * mean * cube + 6 * mean * mean * square - 3 * mean * mean * mean * mean;
    this.skewness = third / (variance * Math.sqrt(variance));
    this.kurtosis = fourth / (variance * variance) - 3;
  }

  #count(x: number, sign: 1 | -1): void {
    const value = x - this.#origin;
    const square = value * value;
    this.#first += sign * value;
    this.#second += sign * square;
    this.#third += sign * square * value;
    this.#fourth += sign * square * square;
  }

  #formAnew(): void {
    const ring = this.#ring;
    let sum = 0;
    for (let i = 0; i < ring.length; i += 1) sum += ring[i];
    this.#origin = sum / ring.length;
    this.#first = 0;
    this.#second = 0;
    this.#third = 0;
    this.#fourth = 0;
    for (let i = 0; i < ring.length; i += 1) this.#count(ring[i], 1);
  }
}
