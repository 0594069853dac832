import { barCount, defineIndicator } from '../indicator.ts';

/**
 * Simple moving average of the last `period` values; NaN during the warm-up of `period − 1` values.
 * The running sum is formed anew once per period, so rounding never builds up.
 */
export class Sma {
  value = Number.NaN;
  readonly #ring: Float64Array;
  #next = 0;
  #isFull = false;
  #sum = 0;

  constructor(period: number) {
    this.#ring = new Float64Array(period);
  }

  update(x: number): number {
    const ring = this.#ring;
    this.#sum += x - ring[this.#next];
    ring[this.#next] = x;
    this.#next += 1;
    if (this.#next === ring.length) {
      this.#next = 0;
      this.#isFull = true;
      this.#formAnew();
    }
    if (this.#isFull) this.value = this.#sum / ring.length;
    return this.value;
  }

  #formAnew(): void {
    const ring = this.#ring;
    let sum = 0;
    for (let i = 0; i < ring.length; i += 1) sum += ring[i];
    this.#sum = sum;
  }
}

export const sma = defineIndicator({
  name: 'sma',
  title: 'Simple moving average',
  family: 'averages',
  summary: 'The mean of the last closes: where price has been on average, every bar counting the same.',
  placement: 'overlay',
  parameters: [barCount('Bars averaged', 20)],
  warmUp: ([period]) => period - 1,
  create: ([period]) => {
    const average = new Sma(period);
    return {
      update({ close }, row, into) {
        into[0] = average.update(close[row]);
      },
    };
  },
});
