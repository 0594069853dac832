import { barCount, defineIndicator } from '../indicator.ts';

/**
 * Weighted moving average of the last `period` values: weights 1, 2 … `period`, the newest counts most; NaN during the warm-up of
 * `period − 1` values. Both running sums are formed anew once per period, so rounding never builds up.
 * @source Perry J. Kaufman, "Trading Systems and Methods", linearly weighted moving average.
 */
export class Wma {
  value = Number.NaN;
  readonly #ring: Float64Array;
  readonly #weights: number;
  #next = 0;
  #isFull = false;
  #sum = 0;
  #weighted = 0;

  constructor(period: number) {
    this.#ring = new Float64Array(period);
    this.#weights = (period * (period + 1)) / 2;
  }

  update(x: number): number {
    const ring = this.#ring;
    this.#weighted += ring.length * x - this.#sum;
    this.#sum += x - ring[this.#next];
    ring[this.#next] = x;
    this.#next += 1;
    if (this.#next === ring.length) {
      this.#next = 0;
      this.#isFull = true;
      this.#formAnew();
    }
    if (this.#isFull) this.value = this.#weighted / this.#weights;
    return this.value;
  }

  #formAnew(): void {
    const ring = this.#ring;
    let sum = 0;
    let weighted = 0;
    for (let i = 0; i < ring.length; i += 1) {
      sum += ring[i];
      weighted += (i + 1) * ring[i];
    }
    this.#sum = sum;
    this.#weighted = weighted;
  }
}

export const wma = defineIndicator({
  name: 'wma',
  aliases: ['weighted-moving-average', 'lwma'],
  title: 'Weighted moving average',
  family: 'averages',
  summary: 'A mean of the last closes in which each bar counts one step more than the bar before it.',
  placement: 'overlay',
  parameters: [barCount('Bars', 20)],
  warmUp: ([period]) => period - 1,
  create: ([period]) => {
    const average = new Wma(period);
    return {
      update({ close }, row, into) {
        into[0] = average.update(close[row]);
      },
    };
  },
});
