import { within } from '../window/ratio.ts';
import { RollingExtreme } from '../window/rolling-extreme.ts';

/**
 * Where a value lies between the lowest low and the highest high of the last `period` bars, 0..100: the raw %K. 50 where the window has
 * no height: TA-Lib gives 0 there, which would call a market at rest oversold. NaN during the warm-up of `period` − 1 bars.
 */
export class RangePosition {
  value = Number.NaN;
  readonly #highest: RollingExtreme;
  readonly #lowest: RollingExtreme;

  constructor(period: number) {
    this.#highest = new RollingExtreme('highest', period);
    this.#lowest = new RollingExtreme('lowest', period);
  }

  update(high: number, low: number, value: number): number {
    const top = this.#highest.update(high);
    const bottom = this.#lowest.update(low);
    const height = top - bottom;
    this.value = height === 0 ? 50 : within((100 * (value - bottom)) / height, 0, 100);
    return this.value;
  }
}
