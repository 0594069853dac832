import { barCount, defineIndicator } from '../indicator.ts';

/**
 * Exponential moving average with weight 2 ÷ (period + 1), seeded with the simple average of the
 * first `period` values; NaN during the warm-up of `period − 1` values.
 */
export class Ema {
  value = Number.NaN;
  readonly #period: number;
  readonly #weight: number;
  #count = 0;
  #sum = 0;

  constructor(period: number) {
    this.#period = period;
    this.#weight = 2 / (period + 1);
  }

  update(x: number): number {
    if (this.#count >= this.#period) this.value += this.#weight * (x - this.value);
    else this.#warmUp(x);
    return this.value;
  }

  #warmUp(x: number): void {
    this.#count += 1;
    this.#sum += x;
    if (this.#count === this.#period) this.value = this.#sum / this.#period;
  }
}

export const ema = defineIndicator({
  name: 'ema',
  title: 'Exponential moving average',
  family: 'averages',
  summary: 'A mean of closes in which newer bars count more, so that it turns sooner than the simple one.',
  placement: 'overlay',
  parameters: [barCount('Bars', 20)],
  warmUp: ([period]) => period - 1,
  create: ([period]) => {
    const average = new Ema(period);
    return {
      update({ close }, row, into) {
        into[0] = average.update(close[row]);
      },
    };
  },
});
