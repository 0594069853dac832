import { barCount, defineIndicator, factor } from '../indicator.ts';
import { ratio } from '../window/ratio.ts';
import { RollingVariance } from '../window/rolling-variance.ts';

/**
 * Bollinger's %b: where the close lies between the lower (0) and the upper band (1); 0.5 where the bands have no width. NaN during
 * the warm-up of `period − 1` bars.
 * @source John Bollinger, "Bollinger on Bollinger Bands", 2001.
 */
export class PercentB {
  readonly #window: RollingVariance;
  readonly #deviations: number;

  constructor(period: number, deviations: number) {
    this.#window = new RollingVariance(period);
    this.#deviations = deviations;
  }

  update(close: number): number {
    const variance = this.#window.update(close);
    if (variance !== variance) return variance;
    return 0.5 + ratio(close - this.#window.mean, 2 * this.#deviations * Math.sqrt(variance));
  }
}

export const percentB = defineIndicator({
  name: 'percent-b',
  aliases: ['%b', 'bb%b', 'bbp', 'bollinger-percent-b', 'bollinger-%b'],
  title: 'Bollinger %b',
  family: 'volatility',
  summary: 'Where price stands within its Bollinger bands: 0 at the lower, 1 at the upper one.',
  placement: 'pane',
  levels: [0, 0.5, 1],
  parameters: [barCount('Bars', 20), factor('deviations', 'Standard deviations', 2, 0.1, 10)],
  warmUp: ([period]) => period - 1,
  create: ([period, deviations]) => {
    const place = new PercentB(period, deviations);
    return {
      update({ close }, row, into) {
        into[0] = place.update(close[row]);
      },
    };
  },
});
