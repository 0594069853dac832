import { Ema } from '../averages/ema.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { ratio } from '../window/ratio.ts';
import { RollingSum } from '../window/rolling-sum.ts';

/**
 * Mass index: the sum, over `period` bars, of an EMA of high − low divided by the EMA of that EMA, both of `smoothing` bars; `period` where
 * bars have no range. NaN during the warm-up of 2 × (smoothing − 1) + period − 1 bars. The bulge that it is read by, above 27
 * and back below 26.5, belongs to 25 bars; TradingView opens with 10.
 * @source Donald Dorsey, "The Mass Index", Stocks & Commodities, June 1992.
 */
export class MassIndex {
  value = Number.NaN;
  readonly #once: Ema;
  readonly #twice: Ema;
  readonly #sum: RollingSum;

  constructor(period: number, smoothing: number) {
    this.#once = new Ema(smoothing);
    this.#twice = new Ema(smoothing);
    this.#sum = new RollingSum(period);
  }

  update(high: number, low: number): number {
    const once = this.#once.update(high - low);
    if (once !== once) return this.value;
    const twice = this.#twice.update(once);
    if (twice !== twice) return this.value;
    this.value = this.#sum.update(ratio(once, twice, 1));
    return this.value;
  }
}

export const massIndex = defineIndicator({
  name: 'mass-index',
  aliases: ['mass'],
  title: 'Mass index',
  family: 'trend',
  summary: 'Whether bars grow wider: a rise above 27 that falls back below 26.5 warns that the trend may turn.',
  placement: 'pane',
  levels: [26.5, 27],
  parameters: [barCount('Bars', 25), barCount('EMA bars', 9, 'smoothing')],
  warmUp: ([period, smoothing]) => 2 * (smoothing - 1) + period - 1,
  create: ([period, smoothing]) => {
    const index = new MassIndex(period, smoothing);
    return {
      update({ high, low }, row, into) {
        into[0] = index.update(high[row], low[row]);
      },
    };
  },
});
