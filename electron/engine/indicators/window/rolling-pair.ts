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
  readonly #xs: Float64Array;
  readonly #ys: Float64Array;
  #next = 0;
  #isFull = false;
  #originX = 0;
  #originY = 0;
  #x = 0;
  #y = 0;
  #xx = 0;
  #yy = 0;
  #xy = 0;
  #beforeX = Number.NaN;
  #beforeY = Number.NaN;
  #alikeX = 0;
  #alikeY = 0;

  constructor(period: number) {
    this.#xs = new Float64Array(period);
    this.#ys = new Float64Array(period);
  }

  /** Pearson's correlation, −1..1; 0 where one side does not move. */
  get correlation(): number {
    const spread = Math.sqrt(this.varianceX) * Math.sqrt(this.varianceY);
    return spread === 0 ? 0 : within(this.covariance / spread, -1, 1);
  }

  update(x: number, y: number): void {
    const n = this.#xs.length;
    this.#alikeX = x === this.#beforeX ? this.#alikeX + 1 : 1;
    this.#alikeY = y === this.#beforeY ? this.#alikeY + 1 : 1;
    this.#beforeX = x;
    this.#beforeY = y;
    if (this.#isFull) this.#count(this.#xs[this.#next], this.#ys[this.#next], -1);
    this.#xs[this.#next] = x;
    this.#ys[this.#next] = y;
    this.#next += 1;
    if (this.#next === n) {
      this.#next = 0;
      this.#isFull = true;
      this.#formAnew();
    } else if (this.#isFull) this.#count(x, y, 1);
    if (!this.#isFull) return;
    const meanX = this.#x / n;
    const meanY = this.#y / n;
    this.varianceX = this.#alikeX >= n ? 0 : positive(this.#xx / n - meanX * meanX);
    this.varianceY = this.#alikeY >= n ? 0 : positive(this.#yy / n - meanY * meanY);
    this.covariance = this.varianceX === 0 || this.varianceY === 0 ? 0 : this.#xy / n - meanX * meanY;
  }

  #count(x: number, y: number, sign: 1 | -1): void {
    const a = x - this.#originX;
    const b = y - this.#originY;
    this.#x += sign * a;
    this.#y += sign * b;
    this.#xx += sign * a * a;
    this.#yy += sign * b * b;
    this.#xy += sign * a * b;
  }

  #formAnew(): void {
    const n = this.#xs.length;
    let sumX = 0;
    let sumY = 0;
    for (let i = 0; i < n; i += 1) {
      sumX += this.#xs[i];
      sumY += this.#ys[i];
    }
    this.#originX = sumX / n;
    this.#originY = sumY / n;
    this.#x = 0;
    this.#y = 0;
    this.#xx = 0;
    this.#yy = 0;
    this.#xy = 0;
    for (let i = 0; i < n; i += 1) this.#count(this.#xs[i], this.#ys[i], 1);
  }
}

function positive(value: number): number {
  return value > 0 ? value : 0;
}
