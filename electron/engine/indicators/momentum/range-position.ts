import { within } from '../window/ratio.ts';
import { RollingRange } from '../window/rolling-range.ts';

/**
 * Where a value lies between the lowest low and the highest high of the last `period` bars, 0..100: the raw %K. 50 where the window has
 * no height: TA-Lib gives 0 there, which would call a market at rest oversold. NaN during the warm-up of `period` − 1 bars.
 */
export class RangePosition {
  value = Number.NaN;
  readonly #reach: RollingRange;

  constructor(period: number) {
    this.#reach = new RollingRange(period);
  }

  update(high: number, low: number, value: number): number {
    this.#reach.update(high, low);
    const bottom = this.#reach.lowest;
    const height = this.#reach.highest - bottom;
    this.value = height === 0 ? 50 : within((100 * (value - bottom)) / height, 0, 100);
    return this.value;
  }
}
