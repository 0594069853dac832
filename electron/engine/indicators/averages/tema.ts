import { barCount, defineIndicator } from '../indicator.ts';
import { TripleSmoothing } from './triple-smoothing.ts';

/**
 * Triple exponential moving average: 3·EMA − 3·EMA of EMA + EMA of EMA of EMA; NaN during the warm-up of 3·(`period` − 1) values.
 * Each EMA is seeded with a simple average, as in TA-Lib.
 * @source Patrick G. Mulloy, "Smoothing Data with Less Lag", Stocks & Commodities, February 1994.
 */
export class Tema {
  readonly #smoothed: TripleSmoothing;

  constructor(period: number) {
    this.#smoothed = new TripleSmoothing(period);
  }

  update(x: number): number {
    const third = this.#smoothed.update(x);
    return 3 * this.#smoothed.first - 3 * this.#smoothed.second + third;
  }
}

export const tema = defineIndicator({
  name: 'tema',
  aliases: ['triple-ema', 'triple-exponential-moving-average'],
  title: 'Triple exponential moving average',
  family: 'averages',
  summary: 'An exponential average corrected twice by its own lag: very quick, at times ahead of price.',
  placement: 'overlay',
  parameters: [barCount('Bars', 20)],
  warmUp: ([period]) => 3 * (period - 1),
  create: ([period]) => {
    const average = new Tema(period);
    return {
      update({ close }, row, into) {
        into[0] = average.update(close[row]);
      },
    };
  },
});
