import { barCount, defineIndicator } from '../indicator.ts';
import { TrueRange } from '../volatility/true-range.ts';
import { ratio } from '../window/ratio.ts';
import { RollingSum } from '../window/rolling-sum.ts';

/**
 * Vortex: `plus` is the sum of |high − low before| over `period` bars divided by that of true ranges, `minus` that of
 * |low − high before|; about 1, never below 0, and 0 where price stood still. NaN during the warm-up of `period` bars.
 * @source Etienne Botes and Douglas Siepman, "The Vortex Indicator", Stocks & Commodities, January 2010.
 */
export class Vortex {
  plus = Number.NaN;
  minus = Number.NaN;
  readonly #trueRange = new TrueRange();
  readonly #range: RollingSum;
  readonly #up: RollingSum;
  readonly #down: RollingSum;
  #highBefore = Number.NaN;
  #lowBefore = Number.NaN;

  constructor(period: number) {
    this.#range = new RollingSum(period);
    this.#up = new RollingSum(period);
    this.#down = new RollingSum(period);
  }

  update(high: number, low: number, close: number): number {
    const reach = this.#trueRange.update(high, low, close);
    const up = Math.abs(high - this.#lowBefore);
    const down = Math.abs(low - this.#highBefore);
    this.#highBefore = high;
    this.#lowBefore = low;
    if (reach !== reach) return this.plus;
    const whole = this.#range.update(reach);
    this.plus = ratio(this.#up.update(up), whole);
    this.minus = ratio(this.#down.update(down), whole);
    return this.plus;
  }
}

export const vortex = defineIndicator({
  name: 'vortex',
  aliases: ['vortex-indicator', 'vtx'],
  title: 'Vortex',
  family: 'trend',
  summary: 'Whether bars reach further up or down from the bars before: the lines cross where a trend begins.',
  placement: 'pane',
  levels: [1],
  parameters: [barCount('Bars', 14)],
  outputs: [
    { name: 'plus', title: 'VI+', plot: 'line' },
    { name: 'minus', title: 'VI−', plot: 'line' },
  ],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const movement = new Vortex(period);
    return {
      update({ high, low, close }, row, into) {
        movement.update(high[row], low[row], close[row]);
        into[0] = movement.plus;
        into[1] = movement.minus;
      },
    };
  },
});
