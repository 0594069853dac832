import { barCount, defineIndicator } from '../indicator.ts';
import { ratio, within } from '../window/ratio.ts';
import { RollingSum } from '../window/rolling-sum.ts';

/**
 * Balance of volume, −1..1: volume of bars that closed higher less that of bars that closed lower, over both together, of the last
 * `period` bars; 0 where neither traded. NaN during the warm-up of `period` bars. The well-known ratio up ÷ down
 * is (1 + balance) ÷ (1 − balance) and has no bound.
 * @source William J. O'Neil, "How to Make Money in Stocks", 1988 (up/down volume ratio).
 */
export class UpDownVolume {
  readonly #up: RollingSum;
  readonly #down: RollingSum;
  #before = Number.NaN;

  constructor(period: number) {
    this.#up = new RollingSum(period);
    this.#down = new RollingSum(period);
  }

  update(close: number, volume: number): number {
    const before = this.#before;
    this.#before = close;
    if (before !== before) return before;
    const up = this.#up.update(close > before ? volume : 0);
    const down = this.#down.update(close < before ? volume : 0);
    return up === up ? within(ratio(up - down, up + down), -1, 1) : up;
  }
}

export const upDownVolume = defineIndicator({
  name: 'up-down-volume',
  aliases: ['volume-balance', 'udvr'],
  title: 'Up / down volume balance',
  family: 'volume',
  summary: 'Whether more was traded on rising bars (above 0) or on falling ones.',
  placement: 'pane',
  range: [-1, 1],
  levels: [0],
  parameters: [barCount('Bars', 50)],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const balance = new UpDownVolume(period);
    return {
      update({ close, volume }, row, into) {
        into[0] = balance.update(close[row], volume[row]);
      },
    };
  },
});
