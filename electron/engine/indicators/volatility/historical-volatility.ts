import { log } from '../../kernel/math.ts';
import { barCount, defineIndicator, factor } from '../indicator.ts';
import { RollingVariance } from '../window/rolling-variance.ts';

/**
 * Historical volatility in percent a year: 100 × the population standard deviation of the last `period` logarithmic returns
 * × √barsPerYear; a return from or to a price that is not above 0 counts as 0. NaN during the warm-up of `period` bars.
 * Statistics books divide by `period − 1`; charts use the population deviation, as here.
 */
export class HistoricalVolatility {
  readonly #window: RollingVariance;
  readonly #scale: number;
  #before = Number.NaN;

  constructor(period: number, barsPerYear: number) {
    this.#window = new RollingVariance(period);
    this.#scale = 100 * Math.sqrt(barsPerYear);
  }

  update(close: number): number {
    const before = this.#before;
    this.#before = close;
    if (before !== before) return before;
    this.#window.update(before > 0 && close > 0 ? log(close / before) : 0);
    return this.#scale * this.#window.deviation;
  }
}

export const historicalVolatility = defineIndicator({
  name: 'historical-volatility',
  aliases: ['hv', 'realised-volatility', 'realized-volatility'],
  title: 'Historical volatility',
  family: 'volatility',
  summary: 'How much closes have swung, in percent a year: the figure that option prices are compared with.',
  placement: 'pane',
  parameters: [barCount('Returns', 10), factor('barsPerYear', 'Bars in a year', 365, 1, 600_000)],
  warmUp: ([period]) => period,
  create: ([period, barsPerYear]) => {
    const volatility = new HistoricalVolatility(period, barsPerYear);
    return {
      update({ close }, row, into) {
        into[0] = volatility.update(close[row]);
      },
    };
  },
});
