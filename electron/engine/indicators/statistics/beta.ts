import { barCount, defineIndicator } from '../indicator.ts';
import { ratio } from '../window/ratio.ts';
import { Returns } from '../window/returns.ts';
import { RollingPair } from '../window/rolling-pair.ts';

/**
 * Beta: covariance of relative changes of close with those of the reference instrument over their variance, of the last `period`
 * changes between bars that both have; 0 where the reference did not move. NaN during the warm-up of `period` bars, on bars that the
 * reference has not, and without one. TA-Lib's default is 5 bars.
 * @source William F. Sharpe, "Capital Asset Prices", Journal of Finance, 1964.
 */
export class Beta {
  readonly #own = new Returns();
  readonly #others = new Returns();
  readonly #pair: RollingPair;

  constructor(period: number) {
    this.#pair = new RollingPair(period);
  }

  update(close: number, other: number): number {
    const change = this.#own.update(close);
    const otherChange = this.#others.update(other);
    if (change !== change) return change;
    this.#pair.update(change, otherChange);
    return this.#pair.varianceY === this.#pair.varianceY ? ratio(this.#pair.covariance, this.#pair.varianceY) : Number.NaN;
  }
}

export const beta = defineIndicator({
  name: 'beta',
  title: 'Beta',
  family: 'statistics',
  summary: 'By how many percent price usually moves when the reference instrument moves one.',
  placement: 'pane',
  levels: [0, 1],
  needsReference: true,
  parameters: [barCount('Returns', 60, 'period', 2)],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const slope = new Beta(period);
    return {
      update({ close, reference }, row, into) {
        const other = reference === null ? Number.NaN : reference[row];
        into[0] = other === other ? slope.update(close[row], other) : other;
      },
    };
  },
});
