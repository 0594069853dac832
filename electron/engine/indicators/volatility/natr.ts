import { barCount, defineIndicator } from '../indicator.ts';
import { ratio } from '../window/ratio.ts';
import { Atr } from './atr.ts';

/**
 * Normalised average true range: 100 × ATR ÷ close, in percent of price; 0 where the price is 0. NaN during the warm-up of
 * `period` bars.
 * @source John Forman, "Cross-Market Evaluations with Normalized Average True Range", 2006.
 */
export class Natr {
  readonly #range: Atr;

  constructor(period: number) {
    this.#range = new Atr(period);
  }

  update(high: number, low: number, close: number): number {
    const range = this.#range.update(high, low, close);
    return range === range ? 100 * ratio(range, close) : range;
  }
}

export const natr = defineIndicator({
  name: 'natr',
  aliases: ['normalized-atr', 'atr-percent', 'atrp'],
  title: 'Normalised average true range',
  family: 'volatility',
  summary: 'The average true range in percent of price, so that instruments of different prices can be compared.',
  placement: 'pane',
  parameters: [barCount('Bars', 14)],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const range = new Natr(period);
    return {
      update({ high, low, close }, row, into) {
        into[0] = range.update(high[row], low[row], close[row]);
      },
    };
  },
});
