import { RollingMedian } from '../../market-data/rolling-median.ts';
import { barCount, defineIndicator } from '../indicator.ts';

/** Median of the last `period` closes in price units; NaN during the warm-up of `period − 1` bars. Keeps its window in order, bar by bar. */
export class Median {
  readonly #period: number;
  readonly #window: RollingMedian;
  #count = 0;

  constructor(period: number) {
    this.#period = period;
    this.#window = new RollingMedian(period);
  }

  update(close: number): number {
    this.#window.update(close);
    this.#count += 1;
    return this.#count < this.#period ? Number.NaN : this.#window.value;
  }
}

export const median = defineIndicator({
  name: 'median',
  aliases: ['rolling-median'],
  title: 'Rolling median',
  family: 'statistics',
  summary: 'The middle one of the last closes: an average that a single wild price does not move.',
  placement: 'overlay',
  hasWindow: true,
  parameters: [barCount('Bars', 20)],
  warmUp: ([period]) => period - 1,
  create: ([period]) => {
    const middle = new Median(period);
    return {
      update({ close }, row, into) {
        into[0] = middle.update(close[row]);
      },
    };
  },
});
