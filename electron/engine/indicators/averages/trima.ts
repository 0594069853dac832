import { barCount, defineIndicator } from '../indicator.ts';
import { Sma } from './sma.ts';

/**
 * Triangular moving average: the simple average of the simple average, whose weights rise to the middle of the window and fall again;
 * NaN during the warm-up of `period` − 1 values.
 * @source TA-Lib, TRIMA; Stephen B. Achelis, "Technical Analysis from A to Z", 1995.
 */
export class Trima {
  readonly #first: Sma;
  readonly #second: Sma;

  constructor(period: number) {
    const half = Math.floor(period / 2);
    this.#first = new Sma(half + 1);
    this.#second = new Sma(period - half);
  }

  update(x: number): number {
    const once = this.#first.update(x);
    return once === once ? this.#second.update(once) : once;
  }
}

export const trima = defineIndicator({
  name: 'trima',
  aliases: ['triangular', 'triangular-moving-average', 'tma'],
  title: 'Triangular moving average',
  family: 'averages',
  summary: 'An average of averages that weighs the middle of the window most: very smooth and slow.',
  placement: 'overlay',
  parameters: [barCount('Bars', 20)],
  warmUp: ([period]) => period - 1,
  create: ([period]) => {
    const average = new Trima(period);
    return {
      update({ close }, row, into) {
        into[0] = average.update(close[row]);
      },
    };
  },
});
