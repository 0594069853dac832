import { log } from '../../kernel/math.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { ratio } from '../window/ratio.ts';
import { RollingRange } from '../window/rolling-range.ts';

/**
 * Fisher transform of (high + low) ÷ 2: its place in its own range of `period` bars, −1..1, smoothed as 0.33·place + 0.67·before and held
 * within ±0.999, goes through ½·ln((1 + v) ÷ (1 − v)), to which half of the value before is added; `trigger` is the value before. A range
 * of 0 counts as the middle. NaN for `period` − 1 bars, `trigger` for one more. Never beyond ±ln 1999.
 * @source John F. Ehlers, "Using the Fisher Transform", Stocks & Commodities, November 2002.
 */
export class FisherTransform {
  fisher = Number.NaN;
  trigger = Number.NaN;
  readonly #reach: RollingRange;
  #smoothed = 0;

  constructor(period: number) {
    this.#reach = new RollingRange(period);
  }

  update(high: number, low: number): number {
    const middle = (high + low) / 2;
    this.#reach.update(middle, middle);
    const top = this.#reach.highest;
    const bottom = this.#reach.lowest;
    if (top !== top) return top;
    const place = 2 * (ratio(middle - bottom, top - bottom, 0.5) - 0.5);
    let smoothed = 0.33 * place + 0.67 * this.#smoothed;
    if (smoothed > 0.99) smoothed = 0.999;
    else if (smoothed < -0.99) smoothed = -0.999;
    this.#smoothed = smoothed;
    this.trigger = this.fisher;
    const before = this.fisher === this.fisher ? this.fisher : 0;
    this.fisher = 0.5 * log((1 + smoothed) / (1 - smoothed)) + 0.5 * before;
    return this.fisher;
  }
}

export const fisher = defineIndicator({
  name: 'fisher',
  aliases: ['fisher-transform', 'fisht'],
  title: 'Fisher transform',
  family: 'momentum',
  summary: 'Price turned into a bell-shaped scale on which turning points stand out sharply.',
  placement: 'pane',
  range: [-7.6005, 7.6005],
  levels: [-1.5, 0, 1.5],
  parameters: [barCount('Bars', 9)],
  outputs: [
    { name: 'fisher', title: 'Fisher', plot: 'line' },
    { name: 'trigger', title: 'Trigger', plot: 'line' },
  ],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const transform = new FisherTransform(period);
    return {
      update({ high, low }, row, into) {
        transform.update(high[row], low[row]);
        into[0] = transform.fisher;
        into[1] = transform.trigger;
      },
    };
  },
});
