import { barCount, defineIndicator } from '../indicator.ts';
import { Ema } from './ema.ts';

/**
 * Double exponential moving average: 2·EMA − EMA of EMA, which takes away most of the lag; NaN during the warm-up of
 * 2·(`period` − 1) values, since each EMA is seeded with a simple average (as in TA-Lib; others start from the first close).
 * @source Patrick G. Mulloy, "Smoothing Data with Faster Moving Averages", Stocks & Commodities, January 1994.
 */
export class Dema {
  readonly #first: Ema;
  readonly #second: Ema;

  constructor(period: number) {
    this.#first = new Ema(period);
    this.#second = new Ema(period);
  }

  update(x: number): number {
    const once = this.#first.update(x);
    return once === once ? 2 * once - this.#second.update(once) : once;
  }
}

export const dema = defineIndicator({
  name: 'dema',
  aliases: ['double-ema', 'double-exponential-moving-average'],
  title: 'Double exponential moving average',
  family: 'averages',
  summary: 'An exponential average corrected by its own lag, so that it keeps close to price.',
  placement: 'overlay',
  parameters: [barCount('Bars', 20)],
  warmUp: ([period]) => 2 * (period - 1),
  create: ([period]) => {
    const average = new Dema(period);
    return {
      update({ close }, row, into) {
        into[0] = average.update(close[row]);
      },
    };
  },
});
