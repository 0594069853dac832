import { Lagged } from '../window/lagged.ts';
import { ratio, within } from '../window/ratio.ts';
import { RollingSum } from '../window/rolling-sum.ts';

/**
 * Kaufman's efficiency ratio: the distance over `period` bars as a share of the path walked, 0..1; 0 where nothing moved. NaN
 * during the warm-up of `period` values.
 * @source Perry J. Kaufman, "Smarter Trading", 1995.
 */
export class PathEfficiency {
  readonly #path: RollingSum;
  readonly #start: Lagged;
  #before = Number.NaN;

  constructor(period: number) {
    this.#path = new RollingSum(period);
    this.#start = new Lagged(period);
  }

  update(x: number): number {
    const step = Math.abs(x - this.#before);
    this.#before = x;
    const start = this.#start.update(x);
    if (step !== step) return step;
    const path = this.#path.update(step);
    return path === path ? within(ratio(Math.abs(x - start), path), 0, 1) : path;
  }
}
