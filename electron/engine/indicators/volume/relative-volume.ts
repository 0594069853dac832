import { barCount, defineIndicator } from '../indicator.ts';
import { ratio } from '../window/ratio.ts';
import { RollingSum } from '../window/rolling-sum.ts';

/**
 * Relative volume: volume of the bar over the mean volume of the `period` bars before it; 1 where nothing was traded before. NaN
 * during the warm-up of `period` bars. Some count the bar itself into the mean, which hides part of a surge.
 */
export class RelativeVolume {
  readonly #period: number;
  readonly #sum: RollingSum;

  constructor(period: number) {
    this.#period = period;
    this.#sum = new RollingSum(period);
  }

  update(volume: number): number {
    const before = this.#sum.value;
    this.#sum.update(volume);
    return before === before ? ratio(volume * this.#period, before, 1) : before;
  }
}

export const relativeVolume = defineIndicator({
  name: 'relative-volume',
  aliases: ['rvol'],
  title: 'Relative volume',
  family: 'volume',
  summary: 'How many times its usual volume a bar has: at 2 twice as much is traded as before.',
  placement: 'pane',
  levels: [1],
  parameters: [barCount('Bars before', 20)],
  outputs: [{ name: 'value', title: 'Relative volume', plot: 'histogram' }],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const relative = new RelativeVolume(period);
    return {
      update({ volume }, row, into) {
        into[0] = relative.update(volume[row]);
      },
    };
  },
});
