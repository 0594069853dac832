import { barCount, defineIndicator } from '../indicator.ts';
import { Lagged } from '../window/lagged.ts';
import { Returns } from '../window/returns.ts';
import { RollingPair } from '../window/rolling-pair.ts';

/**
 * Correlation of relative changes of close with those `lag` bars before, −1..1, over `period` pairs; 0 where they don't
 * differ. NaN during the warm-up of period + lag bars. Both sides have their own mean, unlike in textbooks, so it stays in range.
 */
export class Autocorrelation {
  readonly #returns = new Returns();
  readonly #earlier: Lagged;
  readonly #pair: RollingPair;

  constructor(period: number, lag: number) {
    this.#earlier = new Lagged(lag);
    this.#pair = new RollingPair(period);
  }

  update(close: number): number {
    const change = this.#returns.update(close);
    const before = this.#earlier.update(change);
    if (before !== before) return before;
    this.#pair.update(change, before);
    return this.#pair.varianceX === this.#pair.varianceX ? this.#pair.correlation : Number.NaN;
  }
}

export const autocorrelation = defineIndicator({
  name: 'autocorrelation',
  aliases: ['acf', 'autocorr'],
  title: 'Autocorrelation of returns',
  family: 'statistics',
  summary: 'Whether a move tends to be followed by one the same way (above 0) or back (below 0).',
  placement: 'pane',
  range: [-1, 1],
  levels: [0],
  parameters: [barCount('Returns', 60, 'period', 2), barCount('Bars between', 1, 'lag')],
  warmUp: ([period, lag]) => period + lag,
  create: ([period, lag]) => {
    const correlation = new Autocorrelation(period, lag);
    return {
      update({ close }, row, into) {
        into[0] = correlation.update(close[row]);
      },
    };
  },
});
