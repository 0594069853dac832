import { barCount, defineIndicator } from '../indicator.ts';
import { RollingVariance } from '../window/rolling-variance.ts';

/** Population standard deviation of closes in price units over the last `period` bars; NaN during the warm-up of `period − 1` bars. */
export class StandardDeviation {
  readonly #window: RollingVariance;

  constructor(period: number) {
    this.#window = new RollingVariance(period);
  }

  update(x: number): number {
    this.#window.update(x);
    return this.#window.deviation;
  }
}

export const standardDeviation = defineIndicator({
  name: 'standard-deviation',
  aliases: ['stddev', 'stdev', 'sd'],
  title: 'Standard deviation',
  family: 'volatility',
  summary: 'How far closes lie from their mean: small in quiet times, large when price moves.',
  placement: 'pane',
  parameters: [barCount('Bars', 20)],
  warmUp: ([period]) => period - 1,
  create: ([period]) => {
    const deviation = new StandardDeviation(period);
    return {
      update({ close }, row, into) {
        into[0] = deviation.update(close[row]);
      },
    };
  },
});
