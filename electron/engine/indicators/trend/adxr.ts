import { barCount, defineIndicator } from '../indicator.ts';
import { Lagged } from '../window/lagged.ts';
import { Adx } from './adx.ts';

/**
 * Average directional index rating, 0..100: the mean of the index now and `period − 1` bars ago; NaN during the warm-up of
 * 3 × period − 2 bars. TA-Lib looks as far back; some charts look back one bar further.
 * @source J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978.
 */
export class Adxr {
  value = Number.NaN;
  readonly #index: Adx;
  readonly #earlier: Lagged;

  /** `period`: at least 2. */
  constructor(period: number) {
    this.#index = new Adx(period);
    this.#earlier = new Lagged(period - 1);
  }

  update(high: number, low: number, close: number): number {
    const now = this.#index.update(high, low, close);
    this.value = (now + this.#earlier.update(now)) / 2;
    return this.value;
  }
}

export const adxr = defineIndicator({
  name: 'adxr',
  aliases: ['average-directional-index-rating', 'directional-rating'],
  title: 'Average directional index rating',
  family: 'trend',
  summary: 'The strength of the trend, evened out over time: for comparing instruments rather than for timing.',
  placement: 'pane',
  range: [0, 100],
  levels: [20, 25],
  parameters: [barCount('Bars', 14, 'period', 2)],
  warmUp: ([period]) => 3 * period - 2,
  create: ([period]) => {
    const rating = new Adxr(period);
    return {
      update({ high, low, close }, row, into) {
        into[0] = rating.update(high[row], low[row], close[row]);
      },
    };
  },
});
