import { barCount, defineIndicator } from '../indicator.ts';
import { ratio } from '../window/ratio.ts';
import { RollingVariance } from '../window/rolling-variance.ts';

/**
 * How many population standard deviations a value lies from the mean of the last `period`, itself included; 0 where they are all
 * the same. At most √(period − 1). NaN during the warm-up of `period − 1` values.
 */
export class ZScore {
  readonly #window: RollingVariance;

  constructor(period: number) {
    this.#window = new RollingVariance(period);
  }

  update(x: number): number {
    const variance = this.#window.update(x);
    return variance === variance ? ratio(x - this.#window.mean, Math.sqrt(variance)) : variance;
  }
}

export const zScore = defineIndicator({
  name: 'zscore',
  aliases: ['z-score', 'z'],
  title: 'Z-score',
  family: 'statistics',
  summary: 'How unusual the close is against its recent mean, in standard deviations: beyond 2 it is rare.',
  placement: 'pane',
  levels: [-2, 0, 2],
  parameters: [barCount('Bars', 20)],
  warmUp: ([period]) => period - 1,
  create: ([period]) => {
    const score = new ZScore(period);
    return {
      update({ close }, row, into) {
        into[0] = score.update(close[row]);
      },
    };
  },
});
