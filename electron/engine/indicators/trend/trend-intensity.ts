import { barCount, defineIndicator } from '../indicator.ts';
import { ratio, within } from '../window/ratio.ts';
import { RollingSum } from '../window/rolling-sum.ts';
import { RollingVariance } from '../window/rolling-variance.ts';

/**
 * Trend intensity index, 0..100: of the distances of the last `deviations` closes from the simple average of `period` closes at their bars,
 * the share that lies above it; 50 where price never left its average. NaN during the warm-up of period + deviations − 2 bars.
 * @source M. H. Pee, "Trend Intensity Index", Stocks & Commodities, June 2002.
 */
export class TrendIntensity {
  value = Number.NaN;
  // Its mean, unlike that of a running sum, is exactly the price where price stands still.
  readonly #average: RollingVariance;
  readonly #above: RollingSum;
  readonly #below: RollingSum;

  constructor(period: number, deviations: number) {
    this.#average = new RollingVariance(period);
    this.#above = new RollingSum(deviations);
    this.#below = new RollingSum(deviations);
  }

  update(close: number): number {
    this.#average.update(close);
    const apart = close - this.#average.mean;
    if (apart !== apart) return this.value;
    const above = this.#above.update(apart > 0 ? apart : 0);
    const below = this.#below.update(apart < 0 ? -apart : 0);
    if (above === above) this.value = within(100 * ratio(above, above + below, 0.5), 0, 100);
    return this.value;
  }
}

export const trendIntensity = defineIndicator({
  name: 'trend-intensity',
  aliases: ['tii', 'trend-intensity-index'],
  title: 'Trend intensity index',
  family: 'trend',
  summary: 'How firmly closes stay on one side of their average: above 80 the trend is up, below 20 down.',
  placement: 'pane',
  range: [0, 100],
  levels: [20, 50, 80],
  parameters: [barCount('Average bars', 60), barCount('Deviation bars', 30, 'deviations')],
  warmUp: ([period, deviations]) => period + deviations - 2,
  create: ([period, deviations]) => {
    const index = new TrendIntensity(period, deviations);
    return {
      update({ close }, row, into) {
        into[0] = index.update(close[row]);
      },
    };
  },
});
