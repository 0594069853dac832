import { Sma } from '../averages/sma.ts';
import { barCount, defineIndicator, factor } from '../indicator.ts';
import { Atr } from './atr.ts';

/**
 * Stoller average range channels: `middle` is the simple average of closes, `upper` and `lower` lie `multiplier` average true
 * ranges around it. NaN during the warm-up of max(period − 1, rangePeriod) bars.
 * @source Manning Stoller; Steven B. Achelis, "Technical Analysis from A to Z", 2000.
 */
export class StarcBands {
  middle = Number.NaN;
  upper = Number.NaN;
  lower = Number.NaN;
  readonly #average: Sma;
  readonly #range: Atr;
  readonly #multiplier: number;

  constructor(period: number, multiplier: number, rangePeriod: number) {
    this.#average = new Sma(period);
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

export const starcBands = defineIndicator({
  name: 'starc-bands',
  aliases: ['starc'],
  title: 'STARC bands',
  family: 'volatility',
  summary: 'Bands some average ranges around a short average: near an edge it is late to follow the move.',
  placement: 'overlay',
  parameters: [
    barCount('Average bars', 6),
    factor('multiplier', 'Average true ranges', 2, 0.1, 20),
    barCount('Average true range bars', 15, 'rangePeriod'),
  ],
  outputs: [
    { name: 'upper', title: 'Upper', plot: 'line' },
    { name: 'middle', title: 'Middle', plot: 'line' },
    { name: 'lower', title: 'Lower', plot: 'line' },
  ],
  warmUp: ([period, , rangePeriod]) => Math.max(period - 1, rangePeriod),
  create: ([period, multiplier, rangePeriod]) => {
    const bands = new StarcBands(period, multiplier, rangePeriod);
    return {
      update({ high, low, close }, row, into) {
        bands.update(high[row], low[row], close[row]);
        into[0] = bands.upper;
        into[1] = bands.middle;
        into[2] = bands.lower;
      },
    };
  },
});
