import { Sma } from '../averages/sma.ts';
import { barCount, defineIndicator } from '../indicator.ts';

/**
 * Mean absolute deviation of the last `period` closes from their mean, in price units; NaN during the warm-up of `period − 1` bars. Looks at
 * every close of its window on each bar, since the mean moves under all of them.
 */
export class MeanDeviation {
  readonly #average: Sma;
  readonly #ring: Float64Array;
  #next = 0;

  constructor(period: number) {
    this.#average = new Sma(period);
    this.#ring = new Float64Array(period);
  }

  update(x: number): number {
    const ring = this.#ring;
    ring[this.#next] = x;
    this.#next = this.#next + 1 === ring.length ? 0 : this.#next + 1;
    const mean = this.#average.update(x);
    if (mean !== mean) return mean;
    let sum = 0;
    for (let i = 0; i < ring.length; i += 1) sum += Math.abs(ring[i] - mean);
    return sum / ring.length;
  }
}

export const meanDeviation = defineIndicator({
  name: 'mean-deviation',
  aliases: ['mad', 'mean-absolute-deviation'],
  title: 'Mean absolute deviation',
  family: 'statistics',
  summary: 'How far closes lie from their mean on average; a far-off price counts less than in the standard deviation.',
  placement: 'pane',
  hasWindow: true,
  parameters: [barCount('Bars', 20)],
  warmUp: ([period]) => period - 1,
  create: ([period]) => {
    const deviation = new MeanDeviation(period);
    return {
      update({ close }, row, into) {
        into[0] = deviation.update(close[row]);
      },
    };
  },
});
