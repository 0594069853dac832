import { barCount, defineIndicator } from '../indicator.ts';
import { RollingSum } from '../window/rolling-sum.ts';
import { Sma } from './sma.ts';

/**
 * Volume-weighted moving average of closes over `period` bars: Σ close·volume ÷ Σ volume; the simple average where nothing was
 * traded in the window. NaN during the warm-up of `period` − 1 bars.
 * @source Buff P. Dormeier, "Investing with Volume Analysis", 2011.
 */
export class Vwma {
  readonly #turnover: RollingSum;
  readonly #volume: RollingSum;
  readonly #plain: Sma;

  constructor(period: number) {
    this.#turnover = new RollingSum(period);
    this.#volume = new RollingSum(period);
    this.#plain = new Sma(period);
  }

  update(close: number, volume: number): number {
    const turnover = this.#turnover.update(close * volume);
    const total = this.#volume.update(volume);
    const plain = this.#plain.update(close);
    return total > 0 ? turnover / total : plain;
  }
}

export const vwma = defineIndicator({
  name: 'vwma',
  aliases: ['volume-weighted-moving-average'],
  title: 'Volume-weighted moving average',
  family: 'averages',
  summary: 'A mean of closes in which busy bars count more: what was paid on average for a unit.',
  placement: 'overlay',
  parameters: [barCount('Bars', 20)],
  warmUp: ([period]) => period - 1,
  create: ([period]) => {
    const average = new Vwma(period);
    return {
      update({ close, volume }, row, into) {
        into[0] = average.update(close[row], volume[row]);
      },
    };
  },
});
