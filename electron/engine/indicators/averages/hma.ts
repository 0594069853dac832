import { barCount, defineIndicator } from '../indicator.ts';
import { Wma } from './wma.ts';

/**
 * Hull moving average: the weighted average over √`period` of 2·WMA over half the period − WMA over the whole, halves and roots
 * rounded down; NaN during the warm-up of `period` + ⌊√`period`⌋ − 2 values.
 * Others round √`period` to the nearest whole number.
 * @source Alan Hull, "How to reduce lag in a moving average", alanhull.com, 2005.
 */
export class Hma {
  readonly #half: Wma;
  readonly #whole: Wma;
  readonly #smoothing: Wma;

  /** `period`: at least 2. */
  constructor(period: number) {
    this.#half = new Wma(Math.floor(period / 2));
    this.#whole = new Wma(period);
    this.#smoothing = new Wma(Math.floor(Math.sqrt(period)));
  }

  update(x: number): number {
    const half = this.#half.update(x);
    const whole = this.#whole.update(x);
    return whole === whole ? this.#smoothing.update(2 * half - whole) : whole;
  }
}

export const hma = defineIndicator({
  name: 'hma',
  aliases: ['hull', 'hull-ma', 'hull-moving-average'],
  title: 'Hull moving average',
  family: 'averages',
  summary: 'A smooth average with almost no lag: its turns are often read as signals of their own.',
  placement: 'overlay',
  parameters: [barCount('Bars', 9, 'period', 2)],
  warmUp: ([period]) => period + Math.floor(Math.sqrt(period)) - 2,
  create: ([period]) => {
    const average = new Hma(period);
    return {
      update({ close }, row, into) {
        into[0] = average.update(close[row]);
      },
    };
  },
});
