import { barCount, defineIndicator } from '../indicator.ts';
import { ChandeMomentum } from '../momentum/cmo.ts';

/**
 * Variable index dynamic average: an exponential average whose weight 2 ÷ (`period` + 1) is scaled by |CMO| ÷ 100 over the same
 * bars. Its first value, at bar `period`, smooths from the first close; NaN before. Chande's first form of 1992 scaled by deviations.
 * @source Tushar S. Chande, "The Variable Index Dynamic Average", Stocks & Commodities; with Stanley Kroll, "The New Technical Trader", 1994.
 */
export class Vidya {
  #value = Number.NaN;
  readonly #momentum: ChandeMomentum;
  readonly #weight: number;

  constructor(period: number) {
    this.#momentum = new ChandeMomentum(period);
    this.#weight = 2 / (period + 1);
  }

  update(x: number): number {
    if (this.#value !== this.#value) this.#value = x;
    const momentum = this.#momentum.update(x);
    if (momentum !== momentum) return momentum;
    this.#value += this.#weight * (Math.abs(momentum) / 100) * (x - this.#value);
    return this.#value;
  }
}

export const vidya = defineIndicator({
  name: 'vidya',
  aliases: ['variable-index-dynamic-average', 'vma'],
  title: 'Variable index dynamic average',
  family: 'averages',
  summary: 'An average that follows price when momentum is strong and rests when there is none.',
  placement: 'overlay',
  parameters: [barCount('Bars', 14)],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const average = new Vidya(period);
    return {
      update({ close }, row, into) {
        into[0] = average.update(close[row]);
      },
    };
  },
});
