import { barCount, defineIndicator } from '../indicator.ts';
import { ratio, within } from '../window/ratio.ts';
import { RollingRange } from '../window/rolling-range.ts';
import { RollingSum } from '../window/rolling-sum.ts';

/**
 * Vertical horizontal filter, 0..1: the range of the last `period` closes as a share of the sum of the last `period` changes; 0 where
 * nothing moved. NaN during the warm-up of `period` bars.
 * @source Adam White, "The Vertical Horizontal Filter", Futures, August 1991.
 */
export class VerticalHorizontalFilter {
  readonly #reach: RollingRange;
  readonly #path: RollingSum;
  #before = Number.NaN;

  constructor(period: number) {
    this.#reach = new RollingRange(period);
    this.#path = new RollingSum(period);
  }

  update(close: number): number {
    const step = Math.abs(close - this.#before);
    this.#before = close;
    this.#reach.update(close, close);
    const reach = this.#reach.highest - this.#reach.lowest;
    return step === step ? within(ratio(reach, this.#path.update(step)), 0, 1) : step;
  }
}

export const vhf = defineIndicator({
  name: 'vhf',
  aliases: ['vertical-horizontal-filter'],
  title: 'Vertical horizontal filter',
  family: 'trend',
  summary: 'Whether price goes straight (high) or sideways (low), to choose between trend and range rules.',
  placement: 'pane',
  range: [0, 1],
  parameters: [barCount('Bars', 28)],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const filter = new VerticalHorizontalFilter(period);
    return {
      update({ close }, row, into) {
        into[0] = filter.update(close[row]);
      },
    };
  },
});
