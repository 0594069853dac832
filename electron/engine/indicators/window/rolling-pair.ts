import { within } from './ratio.ts';

/**
 * Population variances and covariance of the last `period` pairs; NaN during the warm-up of `period − 1` pairs. Sums are kept relative to the
 * means at which they were formed anew, once per period; a side whose values are all equal has exactly no variance.
 */
export class RollingPair {
  /** Population variances of both sides, and their covariance. */
  varianceX = Number.NaN;
  varianceY = Number.NaN;
  covariance = Number.NaN;
  readonly #x: PairSide;
  readonly #y: PairSide;
  #next = 0;
  #isFull = false;
  #products = 0;

  constructor(period: number) {
    this.#x = new PairSide(period);
    this.#y = new PairSide(period);
  }

  /** Pearson's correlation, −1..1; 0 where one side does not move. */
  get correlation(): number {
    const spread = Math.sqrt(this.varianceX) * Math.sqrt(this.varianceY);
    return spread === 0 ? 0 : within(this.covariance / spread, -1, 1);
  }

  /** Numbers pass through fields into the work itself, see `RollingRange`. */
  update(x: number, y: number): void {
    this.#x.coming = x;
    this.#y.coming = y;
    this.#take();
  }

  #take(): void {
    const x = this.#x;
    const y = this.#y;
    const place = this.#next;
    const n = x.ring.length;
    if (this.#isFull) this.#products -= (x.ring[place] - x.origin) * (y.ring[place] - y.origin);
    x.take(place, this.#isFull);
    y.take(place, this.#isFull);
    this.#next = place + 1 === n ? 0 : place + 1;
    if (this.#next === 0) {
      this.#isFull = true;
      this.#formAnew();
    } else if (this.#isFull) {
      x.count();
      y.count();
      this.#products += (x.coming - x.origin) * (y.coming - y.origin);
    }
    if (!this.#isFull) return;
    x.measure();
    y.measure();
    this.varianceX = x.variance;
    this.varianceY = y.variance;
    this.covariance = this.varianceX === 0 || this.varianceY === 0 ? 0 : this.#products / n - (x.sum / n) * (y.sum / n);
  }

  #formAnew(): void {
    const x = this.#x;
    const y = this.#y;
    x.formAnew();
    y.formAnew();
    let products = 0;
    for (let i = 0; i < x.ring.length; i += 1) products += (x.ring[i] - x.origin) * (y.ring[i] - y.origin);
    this.#products = products;
  }
}

/** One side of the pairs, with its sums. */
class PairSide {
  coming = Number.NaN;
  variance = Number.NaN;
  origin = 0;
  sum = 0;
  readonly ring: Float64Array;
  #squares = 0;
  #before = Number.NaN;
  #alike = 0;

  constructor(period: number) {
    this.ring = new Float64Array(period);
  }

  /** Works out the variance from the sums. */
  measure(): void {
    const n = this.ring.length;
    const mean = this.sum / n;
    const variance = this.#squares / n - mean * mean;
    this.variance = variance > 0 && this.#alike < n ? variance : 0;
  }

  /** Puts the coming value in its place; takes the one that leaves out of the sums where it was in them. */
  take(place: number, isCounted: boolean): void {
    this.#alike = this.coming === this.#before ? this.#alike + 1 : 1;
    this.#before = this.coming;
    if (isCounted) {
      const leaving = this.ring[place] - this.origin;
      this.sum -= leaving;
      this.#squares -= leaving * leaving;
    }
    this.ring[place] = this.coming;
  }

  /** Adds the coming value to the sums. */
  count(): void {
    const coming = this.coming - this.origin;
    this.sum += coming;
    this.#squares += coming * coming;
  }

  formAnew(): void {
    const { ring } = this;
    let total = 0;
    for (let i = 0; i < ring.length; i += 1) total += ring[i];
    this.origin = total / ring.length;
    this.sum = 0;
    this.#squares = 0;
    for (let i = 0; i < ring.length; i += 1) {
      const value = ring[i] - this.origin;
      this.sum += value;
      this.#squares += value * value;
    }
  }
}
