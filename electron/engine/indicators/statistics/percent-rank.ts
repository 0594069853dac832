import { barCount, defineIndicator } from '../indicator.ts';

/**
 * Percent rank, 0..100: how many percent of the `period` closes before are not above this one. NaN during the warm-up of `period`
 * bars. Looks at every close of its window on each bar.
 */
export class PercentRank {
  readonly #ring: Float64Array;
  #next = 0;
  #isFull = false;

  constructor(period: number) {
    this.#ring = new Float64Array(period);
  }

  update(x: number): number {
    const ring = this.#ring;
    let rank = Number.NaN;
    if (this.#isFull) {
      let count = 0;
      for (let i = 0; i < ring.length; i += 1) if (ring[i] <= x) count += 1;
      rank = (100 * count) / ring.length;
    }
    ring[this.#next] = x;
    this.#next += 1;
    if (this.#next === ring.length) {
      this.#next = 0;
      this.#isFull = true;
    }
    return rank;
  }
}

export const percentRank = defineIndicator({
  name: 'percent-rank',
  aliases: ['percentrank', 'percentile-rank', 'pr'],
  title: 'Percent rank',
  family: 'statistics',
  summary: 'How high the close stands among the closes before it: at 100 none was higher.',
  placement: 'pane',
  range: [0, 100],
  levels: [10, 50, 90],
  hasWindow: true,
  parameters: [barCount('Bars before', 100)],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const rank = new PercentRank(period);
    return {
      update({ close }, row, into) {
        into[0] = rank.update(close[row]);
      },
    };
  },
});
