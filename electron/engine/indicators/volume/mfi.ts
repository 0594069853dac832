import { barCount, defineIndicator } from '../indicator.ts';
import { ratio, within } from '../window/ratio.ts';
import { RollingSum } from '../window/rolling-sum.ts';

/**
 * Money flow index, 0..100: the share of typical price × volume that flowed while the typical price rose, over `period` bars; 50
 * where nothing flowed. NaN during the warm-up of `period` bars.
 * @source Gene Quong and Avrum Soudack, Stocks & Commodities, March 1989.
 */
export class Mfi {
  readonly #up: RollingSum;
  readonly #down: RollingSum;
  #before = Number.NaN;

  constructor(period: number) {
    this.#up = new RollingSum(period);
    this.#down = new RollingSum(period);
  }

  update(high: number, low: number, close: number, volume: number): number {
    const before = this.#before;
    const typical = (high + low + close) / 3;
    this.#before = typical;
    if (before !== before) return before;
    const flow = typical * volume;
    const up = this.#up.update(typical > before ? flow : 0);
    const down = this.#down.update(typical < before ? flow : 0);
    return up === up ? within(100 * ratio(up, up + down, 0.5), 0, 100) : up;
  }
}

export const mfi = defineIndicator({
  name: 'mfi',
  aliases: ['money-flow-index'],
  title: 'Money flow index',
  family: 'volume',
  summary: 'An RSI that counts money: above 80 buying has run far, below 20 selling has.',
  placement: 'pane',
  range: [0, 100],
  levels: [20, 80],
  parameters: [barCount('Bars', 14)],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const index = new Mfi(period);
    return {
      update({ high, low, close, volume }, row, into) {
        into[0] = index.update(high[row], low[row], close[row], volume[row]);
      },
    };
  },
});
