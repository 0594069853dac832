import { Ema } from './ema.ts';

/** Three exponential averages in a row, each of the one before; NaN during the warm-up of 3·(`period` − 1) values. */
export class TripleSmoothing {
  first = Number.NaN;
  second = Number.NaN;
  third = Number.NaN;
  readonly #first: Ema;
  readonly #second: Ema;
  readonly #third: Ema;

  constructor(period: number) {
    this.#first = new Ema(period);
    this.#second = new Ema(period);
    this.#third = new Ema(period);
  }

  /** Returns the third average. */
  update(x: number): number {
    this.first = this.#first.update(x);
    if (this.first !== this.first) return this.third;
    this.second = this.#second.update(this.first);
    if (this.second === this.second) this.third = this.#third.update(this.second);
    return this.third;
  }
}
