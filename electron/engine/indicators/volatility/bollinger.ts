import { barCount, defineIndicator, factor } from '../indicator.ts';

/**
 * Bollinger bands of closes: `middle` is the simple average of the last `period` values, `upper` and `lower`
 * lie `deviations` population standard deviations around it; NaN during the warm-up of
 * `period − 1` values. Mean and squares are formed anew once per period.
 * @source John Bollinger, "Bollinger on Bollinger Bands", 2001.
 */
export class Bollinger {
  middle = Number.NaN;
  upper = Number.NaN;
  lower = Number.NaN;
  readonly #ring: Float64Array;
  readonly #deviations: number;
  #next = 0;
  #isFull = false;
  #mean = 0;
  #squares = 0;

  constructor(period: number, deviations: number) {
    this.#ring = new Float64Array(period);
    this.#deviations = deviations;
  }

  update(close: number): number {
    const ring = this.#ring;
    const leaving = ring[this.#next];
    ring[this.#next] = close;
    this.#next += 1;
    if (this.#next === ring.length) {
      this.#next = 0;
      this.#isFull = true;
      this.#formAnew();
    } else if (this.#isFull) {
      const before = this.#mean;
      this.#mean = before + (close - leaving) / ring.length;
      this.#squares += (close - leaving) * (close - this.#mean + leaving - before);
    }
    if (!this.#isFull) return this.middle;
    const variance = this.#squares / ring.length;
    const width = this.#deviations * Math.sqrt(variance > 0 ? variance : 0);
    this.middle = this.#mean;
    this.upper = this.#mean + width;
    this.lower = this.#mean - width;
    return this.middle;
  }

  #formAnew(): void {
    const ring = this.#ring;
    let sum = 0;
    for (let i = 0; i < ring.length; i += 1) sum += ring[i];
    const mean = sum / ring.length;
    let squares = 0;
    for (let i = 0; i < ring.length; i += 1) squares += (ring[i] - mean) * (ring[i] - mean);
    this.#mean = mean;
    this.#squares = squares;
  }
}

export const bollinger = defineIndicator({
  name: 'bollinger',
  aliases: ['bb', 'bbands', 'bollinger-bands'],
  title: 'Bollinger bands',
  family: 'volatility',
  summary: 'A band around the average that widens when price gets restless; price outside it is unusual.',
  placement: 'overlay',
  parameters: [barCount('Bars', 20), factor('deviations', 'Standard deviations', 2, 0.1, 10)],
  outputs: [
    { name: 'upper', title: 'Upper', plot: 'line' },
    { name: 'middle', title: 'Middle', plot: 'line' },
    { name: 'lower', title: 'Lower', plot: 'line' },
  ],
  warmUp: ([period]) => period - 1,
  create: ([period, deviations]) => {
    const bands = new Bollinger(period, deviations);
    return {
      update({ close }, row, into) {
        bands.update(close[row]);
        into[0] = bands.upper;
        into[1] = bands.middle;
        into[2] = bands.lower;
      },
    };
  },
});
