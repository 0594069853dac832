import { Ema } from '../averages/ema.ts';
import { barCount, defineIndicator, factor } from '../indicator.ts';
import { Atr } from './atr.ts';

/**
 * Keltner channels: `middle` is the EMA of closes, `upper` and `lower` lie `multiplier` average true ranges around it. NaN during
 * the warm-up of max(period − 1, rangePeriod) bars.
 * @source Linda Bradford Raschke's form of Chester W. Keltner, "How to Make Money in Commodities", 1960.
 */
export class Keltner {
  middle = Number.NaN;
  upper = Number.NaN;
  lower = Number.NaN;
  readonly #average: Ema;
  readonly #range: Atr;
  readonly #multiplier: number;

  constructor(period: number, multiplier: number, rangePeriod: number) {
    this.#average = new Ema(period);
    this.#range = new Atr(rangePeriod);
    this.#multiplier = multiplier;
  }

  update(high: number, low: number, close: number): number {
    const middle = this.#average.update(close);
    const width = this.#multiplier * this.#range.update(high, low, close);
    if (width !== width || middle !== middle) return this.middle;
    this.middle = middle;
    this.upper = middle + width;
    this.lower = middle - width;
    return middle;
  }
}

export const keltner = defineIndicator({
  name: 'keltner',
  aliases: ['kc', 'keltner-channels', 'keltner-channel'],
  title: 'Keltner channels',
  family: 'volatility',
  summary: 'A channel around the average, as wide as price usually travels; closes outside it show a strong move.',
  placement: 'overlay',
  parameters: [
    barCount('EMA bars', 20),
    factor('multiplier', 'Average true ranges', 2, 0.1, 20),
    barCount('Average true range bars', 10, 'rangePeriod'),
  ],
  outputs: [
    { name: 'upper', title: 'Upper', plot: 'line' },
    { name: 'middle', title: 'Middle', plot: 'line' },
    { name: 'lower', title: 'Lower', plot: 'line' },
  ],
  warmUp: ([period, , rangePeriod]) => Math.max(period - 1, rangePeriod),
  create: ([period, multiplier, rangePeriod]) => {
    const channel = new Keltner(period, multiplier, rangePeriod);
    return {
      update({ high, low, close }, row, into) {
        channel.update(high[row], low[row], close[row]);
        into[0] = channel.upper;
        into[1] = channel.middle;
        into[2] = channel.lower;
      },
    };
  },
});
