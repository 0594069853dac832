/**
 * The straight line of least squares through the last `period` values, against bars 0 to `period − 1`; NaN during the warm-up of
 * `period − 1` values. Sums are kept relative to an origin among the values and formed anew once per period; a window of equal
 * values has exactly slope 0 and no residue.
 */
export class RollingLine {
  /** Rise per bar. */
  slope = Number.NaN;
  /** The line at the newest bar. */
  end = Number.NaN;
  /** Sum of squared distances of the values from their mean, and from the line. */
  squares = Number.NaN;
  residue = Number.NaN;
  readonly #ring: Float64Array;
  #next = 0;
  #isFull = false;
  #origin = 0;
  #sum = 0;
  #weighted = 0;
  #squared = 0;
  #before = Number.NaN;
  #coming = Number.NaN;
  #alike = 0;

  /** `period`: at least 2. */
  constructor(period: number) {
    this.#ring = new Float64Array(period);
  }

  /** Returns the slope. Numbers pass through fields into the work itself, see `RollingRange`. */
  update(x: number): number {
    this.#coming = x;
    this.#take();
    return this.slope;
  }

  #take(): void {
    const x = this.#coming;
    const ring = this.#ring;
    const n = ring.length;
    const leaving = ring[this.#next] - this.#origin;
    const coming = x - this.#origin;
    this.#alike = x === this.#before ? this.#alike + 1 : 1;
    this.#before = x;
    ring[this.#next] = x;
    this.#next += 1;
    if (this.#next === n) {
      this.#next = 0;
      this.#isFull = true;
      let total = 0;
      for (let i = 0; i < n; i += 1) total += ring[i];
      this.#origin = total / n;
      let sum = 0;
      let weighted = 0;
      let squared = 0;
      for (let i = 0; i < n; i += 1) {
        const value = ring[i] - this.#origin;
        sum += value;
        weighted += i * value;
        squared += value * value;
      }
      this.#sum = sum;
      this.#weighted = weighted;
      this.#squared = squared;
    } else if (this.#isFull) {
      // Every value moves one bar to the left.
      this.#weighted += (n - 1) * coming - (this.#sum - leaving);
      this.#sum += coming - leaving;
      this.#squared += coming * coming - leaving * leaving;
    }
    if (!this.#isFull) return;
    if (this.#alike >= n) {
      this.#level();
      return;
    }
    const across = (n - 1) / 2;
    const spread = (n * (n * n - 1)) / 12;
    const together = this.#weighted - across * this.#sum;
    const squares = this.#squared - (this.#sum * this.#sum) / n;
    this.slope = together / spread;
    this.end = this.#origin + this.#sum / n + this.slope * across;
    this.squares = squares > 0 ? squares : 0;
    const residue = squares - this.slope * together;
    this.residue = residue > 0 ? residue : 0;
  }

  #level(): void {
    this.slope = 0;
    this.end = this.#coming;
    this.squares = 0;
    this.residue = 0;
  }
}
