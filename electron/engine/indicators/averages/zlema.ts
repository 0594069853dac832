import { barCount, defineIndicator } from '../indicator.ts';
import { Lagged } from '../window/lagged.ts';
import { Ema } from './ema.ts';

/**
 * Zero-lag exponential moving average: the EMA of 2·x − x of ⌊(`period` − 1) ÷ 2⌋ bars ago; NaN during the warm-up of that lag +
 * `period` − 1 values. The EMA is seeded with its simple average; others start it from the first close.
 * @source John F. Ehlers and Ric Way, "Zero Lag (Well, Almost)", Stocks & Commodities, November 2010.
 */
export class Zlema {
  readonly #average: Ema;
  readonly #lagged: Lagged | null;

  constructor(period: number) {
    const lag = Math.floor((period - 1) / 2);
    this.#average = new Ema(period);
    this.#lagged = lag > 0 ? new Lagged(lag) : null;
  }

  update(x: number): number {
    const before = this.#lagged === null ? x : this.#lagged.update(x);
    return before === before ? this.#average.update(2 * x - before) : before;
  }
}

export const zlema = defineIndicator({
  name: 'zlema',
  aliases: ['zero-lag', 'zero-lag-ema'],
  title: 'Zero-lag exponential moving average',
  family: 'averages',
  summary: 'An exponential average of closes that are first pushed ahead by their last movement.',
  placement: 'overlay',
  parameters: [barCount('Bars', 20)],
  warmUp: ([period]) => Math.floor((period - 1) / 2) + period - 1,
  create: ([period]) => {
    const average = new Zlema(period);
    return {
      update({ close }, row, into) {
        into[0] = average.update(close[row]);
      },
    };
  },
});
