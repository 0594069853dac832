import { barCount, defineIndicator } from '../indicator.ts';
import { RollingSum } from '../window/rolling-sum.ts';

/**
 * Commodity channel index: (p − mean p) ÷ (0.015 · mean distance of p from that mean) over `period` bars, p = (high + low + close) ÷ 3;
 * 0 where p did not move beyond rounding, as in TA-Lib. NaN during the warm-up of `period` − 1 bars. The mean moves under the whole
 * window, so each value looks at all of it.
 * @source Donald R. Lambert, "Commodity Channel Index", Commodities, October 1980.
 */
export class Cci {
  readonly #ring: Float64Array;
  readonly #sum: RollingSum;
  #next = 0;

  constructor(period: number) {
    this.#ring = new Float64Array(period);
    this.#sum = new RollingSum(period);
  }

  update(high: number, low: number, close: number): number {
    const ring = this.#ring;
    const price = (high + low + close) / 3;
    ring[this.#next] = price;
    this.#next = this.#next + 1 === ring.length ? 0 : this.#next + 1;
    const sum = this.#sum.update(price);
    if (sum !== sum) return sum;
    const mean = sum / ring.length;
    let distance = 0;
    for (let i = 0; i < ring.length; i += 1) distance += Math.abs(ring[i] - mean);
    distance /= ring.length;
    return distance > 1e-13 * Math.abs(mean) ? (price - mean) / (0.015 * distance) : 0;
  }
}

export const cci = defineIndicator({
  name: 'cci',
  aliases: ['commodity-channel-index'],
  title: 'Commodity channel index',
  family: 'momentum',
  summary: 'How unusually far price is from its mean: beyond ±100 it has left its usual channel.',
  placement: 'pane',
  levels: [-100, 0, 100],
  hasWindow: true,
  parameters: [barCount('Bars', 20)],
  warmUp: ([period]) => period - 1,
  create: ([period]) => {
    const index = new Cci(period);
    return {
      update({ high, low, close }, row, into) {
        into[0] = index.update(high[row], low[row], close[row]);
      },
    };
  },
});
