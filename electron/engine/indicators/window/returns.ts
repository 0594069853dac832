import { ratio } from './ratio.ts';

/** Relative changes from one value to the next, 0.01 for +1 %; NaN for the first value, 0 where the one before was 0. */
export class Returns {
  #before = Number.NaN;

  update(x: number): number {
    const before = this.#before;
    this.#before = x;
    return before === before ? ratio(x - before, before) : before;
  }
}
