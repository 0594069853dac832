import { defineIndicator } from '../indicator.ts';
import { Lagged } from '../window/lagged.ts';

/**
 * Symmetrically weighted average of the last four values: (x + 2·x₁ + 2·x₂ + x₃) ÷ 6; NaN during the warm-up of 3 values.
 * @source TradingView Pine Script reference, ta.swma.
 */
export class Swma {
  #first = Number.NaN;
  #second = Number.NaN;
  readonly #third = new Lagged(3);

  update(x: number): number {
    const value = (x + 2 * this.#first + 2 * this.#second + this.#third.update(x)) / 6;
    this.#second = this.#first;
    this.#first = x;
    return value;
  }
}

export const swma = defineIndicator({
  name: 'swma',
  aliases: ['symmetric-moving-average'],
  title: 'Symmetrically weighted moving average',
  family: 'averages',
  summary: 'The last four closes with the middle two counting double: takes out the smallest jitter.',
  placement: 'overlay',
  parameters: [],
  warmUp: () => 3,
  create: () => {
    const average = new Swma();
    return {
      update({ close }, row, into) {
        into[0] = average.update(close[row]);
      },
    };
  },
});
