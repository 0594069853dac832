import { WilderAverage } from '../averages/wilder-average.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { TrueRange } from '../volatility/true-range.ts';
import { ratio, within } from '../window/ratio.ts';

/**
 * Wilder's directional movement, each 0..100: `plus` and `minus` are the parts of the true range by which a bar reached above or
 * below the one before it, whichever was further, both sides smoothed as Wilder does (NaN for `period` bars); `adx` is the smoothed
 * 100 × |plus − minus| ÷ (plus + minus) (NaN for 2 × period − 1 bars). 0 where nothing moved. TA-Lib forms its first sums from one
 * bar less, so that its values differ until the beginning has faded.
 * @source J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978.
 */
export class Adx {
  adx = Number.NaN;
  plus = Number.NaN;
  minus = Number.NaN;
  readonly #trueRange = new TrueRange();
  readonly #range: WilderAverage;
  readonly #up: WilderAverage;
  readonly #down: WilderAverage;
  readonly #index: WilderAverage;
  #highBefore = Number.NaN;
  #lowBefore = Number.NaN;

  constructor(period: number) {
    this.#range = new WilderAverage(period);
    this.#up = new WilderAverage(period);
    this.#down = new WilderAverage(period);
    this.#index = new WilderAverage(period);
  }

  update(high: number, low: number, close: number): number {
    const rise = high - this.#highBefore;
    const fall = this.#lowBefore - low;
    this.#highBefore = high;
    this.#lowBefore = low;
    const reach = this.#trueRange.update(high, low, close);
    if (reach !== reach) return this.adx;
    const range = this.#range.update(reach);
    const up = this.#up.update(rise > fall && rise > 0 ? rise : 0);
    const down = this.#down.update(fall > rise && fall > 0 ? fall : 0);
    if (range !== range) return this.adx;
    this.plus = within(100 * ratio(up, range), 0, 100);
    this.minus = within(100 * ratio(down, range), 0, 100);
    const apart = this.plus > this.minus ? this.plus - this.minus : this.minus - this.plus;
    this.adx = within(this.#index.update(100 * ratio(apart, this.plus + this.minus)), 0, 100);
    return this.adx;
  }
}

export const adx = defineIndicator({
  name: 'adx',
  aliases: ['dmi', 'average-directional-index', 'directional-movement', 'plus_di', 'minus_di'],
  title: 'Average directional index',
  family: 'trend',
  summary: 'How strong a trend is, whichever its direction (above 25 it is one), and which side leads.',
  placement: 'pane',
  range: [0, 100],
  levels: [20, 25],
  parameters: [barCount('Bars', 14)],
  outputs: [
    { name: 'adx', title: 'ADX', plot: 'line' },
    { name: 'plusDi', title: '+DI', plot: 'line' },
    { name: 'minusDi', title: '−DI', plot: 'line' },
  ],
  warmUp: ([period]) => 2 * period - 1,
  create: ([period]) => {
    const movement = new Adx(period);
    return {
      update({ high, low, close }, row, into) {
        movement.update(high[row], low[row], close[row]);
        into[0] = movement.adx;
        into[1] = movement.plus;
        into[2] = movement.minus;
      },
    };
  },
});
