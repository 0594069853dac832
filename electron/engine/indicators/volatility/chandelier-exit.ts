import { barCount, defineIndicator, factor } from '../indicator.ts';
import { RollingRange } from '../window/rolling-range.ts';
import { Atr } from './atr.ts';

/**
 * Chandelier exit: `long` hangs `multiplier` average true ranges below the highest high, `short` stands as far above the lowest low
 * of the last `period` bars. NaN during the warm-up of `period` bars. It doesn't ratchet, as some charts let it.
 * @source Charles Le Beau; Alexander Elder, "Come Into My Trading Room", 2002.
 */
export class ChandelierExit {
  long = Number.NaN;
  short = Number.NaN;
  readonly #range: Atr;
  readonly #reach: RollingRange;
  readonly #multiplier: number;

  constructor(period: number, multiplier: number) {
    this.#range = new Atr(period);
    this.#reach = new RollingRange(period);
    this.#multiplier = multiplier;
  }

  update(high: number, low: number, close: number): number {
    const distance = this.#multiplier * this.#range.update(high, low, close);
    this.#reach.update(high, low);
    this.long = this.#reach.highest - distance;
    this.short = this.#reach.lowest + distance;
    return this.long;
  }
}

export const chandelierExit = defineIndicator({
  name: 'chandelier-exit',
  aliases: ['chandelier', 'ce'],
  title: 'Chandelier exit',
  family: 'volatility',
  summary: 'Where a trailing stop would hang: some average ranges below the highest high, or above the lowest low.',
  placement: 'overlay',
  parameters: [barCount('Bars', 22), factor('multiplier', 'Average true ranges', 3, 0.1, 20)],
  outputs: [
    { name: 'long', title: 'Exit of a long position', plot: 'line' },
    { name: 'short', title: 'Exit of a short position', plot: 'line' },
  ],
  warmUp: ([period]) => period,
  create: ([period, multiplier]) => {
    const exit = new ChandelierExit(period, multiplier);
    return {
      update({ high, low, close }, row, into) {
        exit.update(high[row], low[row], close[row]);
        into[0] = exit.long;
        into[1] = exit.short;
      },
    };
  },
});
