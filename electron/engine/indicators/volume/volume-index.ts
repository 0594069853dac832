import { ratio, within } from '../window/ratio.ts';

/** An index from 1 000 that follows relative changes of close only on bars whose volume is below (−1) or above (1) that of the bar before. */
export class VolumeIndex {
  value = 1000;
  readonly #side: 1 | -1;
  #closeBefore = Number.NaN;
  #volumeBefore = Number.NaN;

  constructor(side: 1 | -1) {
    this.#side = side;
  }

  update(close: number, volume: number): number {
    if (this.#side * (volume - this.#volumeBefore) > 0) this.value *= 1 + ratio(close - this.#closeBefore, this.#closeBefore);
    // From 0 it could never rise again, nor fall from infinity, and a product of thousands of changes may get there.
    this.value = within(this.value, 1e-300, 1e300);
    this.#closeBefore = close;
    this.#volumeBefore = volume;
    return this.value;
  }
}
