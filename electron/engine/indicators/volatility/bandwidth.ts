import { barCount, defineIndicator, factor } from '../indicator.ts';
import { ratio } from '../window/ratio.ts';
import { RollingVariance } from '../window/rolling-variance.ts';

/**
 * Bollinger bandwidth in percent: 100 × (upper − lower) ÷ middle; 0 where the middle is 0. NaN during the warm-up of
 * `period − 1` bars. Bollinger's own is the plain ratio, without 100.
 * @source John Bollinger, "Bollinger on Bollinger Bands", 2001.
 */
export class Bandwidth {
  readonly #window: RollingVariance;
  readonly #deviations: number;

  constructor(period: number, deviations: number) {
    this.#window = new RollingVariance(period);
    this.#deviations = deviations;
  }

  update(close: number): number {
    const variance = this.#window.update(close);
    if (variance !== variance) return variance;
    return 100 * ratio(2 * this.#deviations * Math.sqrt(variance), this.#window.mean);
  }
}

export const bandwidth = defineIndicator({
  name: 'bandwidth',
  aliases: ['bbw', 'bollinger-bandwidth'],
  title: 'Bollinger bandwidth',
  family: 'volatility',
  summary: 'How wide the Bollinger bands are in percent of price: very narrow bands often come before a move.',
  placement: 'pane',
  parameters: [barCount('Bars', 20), factor('deviations', 'Standard deviations', 2, 0.1, 10)],
  warmUp: ([period]) => period - 1,
  create: ([period, deviations]) => {
    const width = new Bandwidth(period, deviations);
    return {
      update({ close }, row, into) {
        into[0] = width.update(close[row]);
      },
    };
  },
});
