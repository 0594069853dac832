import { exp } from '../../kernel/math.ts';
import { barCount, defineIndicator, factor } from '../indicator.ts';

/**
 * Arnaud Legoux moving average: weights of a bell whose middle lies at `offset` of the window (0 its oldest value, 1 its newest) and
 * whose width is `period` ÷ `sigma`; NaN during the warm-up of `period` − 1 values. The weights have no recursive form, so each
 * value looks at its whole window. Some charts round the middle down to a bar; this doesn't.
 * @source Arnaud Legoux and Dimitris Kouzis-Loukas, "ALMA: Arnaud Legoux Moving Average", 2009.
 */
export class Alma {
  readonly #weights: Float64Array;
  readonly #ring: Float64Array;
  #next = 0;
  #isFull = false;

  constructor(period: number, offset: number, sigma: number) {
    const middle = offset * (period - 1);
    const width = period / sigma;
    const weights = Float64Array.from({ length: period }, (_, place) => exp(-((place - middle) * (place - middle)) / (2 * width * width)));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    this.#weights = weights.map((weight) => weight / total);
    this.#ring = new Float64Array(period);
  }

  update(x: number): number {
    const ring = this.#ring;
    const weights = this.#weights;
    ring[this.#next] = x;
    this.#next += 1;
    if (this.#next === ring.length) {
      this.#next = 0;
      this.#isFull = true;
    }
    if (!this.#isFull) return Number.NaN;
    let sum = 0;
    let place = 0;
    for (let i = this.#next; i < ring.length; i += 1) sum += ring[i] * weights[place++];
    for (let i = 0; i < this.#next; i += 1) sum += ring[i] * weights[place++];
    return sum;
  }
}

export const alma = defineIndicator({
  name: 'alma',
  aliases: ['arnaud-legoux', 'arnaud-legoux-moving-average'],
  title: 'Arnaud Legoux moving average',
  family: 'averages',
  summary: 'A bell-weighted average that leans to the newer bars: smooth, with little lag and no overshoot.',
  placement: 'overlay',
  hasWindow: true,
  parameters: [barCount('Bars', 9), factor('offset', 'Offset', 0.85, 0, 1), factor('sigma', 'Sigma', 6, 0.1, 20)],
  warmUp: ([period]) => period - 1,
  create: ([period, offset, sigma]) => {
    const average = new Alma(period, offset, sigma);
    return {
      update({ close }, row, into) {
        into[0] = average.update(close[row]);
      },
    };
  },
});
