import { defineIndicator, factor } from '../indicator.ts';

/**
 * Wilder's parabolic stop and reverse, in price units, for the bar at hand: below price in a rise, above it in a fall. Each bar it moves
 * by its acceleration times the distance to the extreme of the move, never into the last two bars; a bar that touches it turns it
 * to that extreme. NaN on the first bar; it begins long unless the second bar moved further down than up (as in TA-Lib).
 * @source J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978; TA-Lib, SAR.
 */
export class ParabolicSar {
  isLong = true;
  readonly #start: number;
  readonly #step: number;
  readonly #maximum: number;
  /** The stop that holds for the next bar. */
  #next = Number.NaN;
  #extreme = Number.NaN;
  #acceleration = 0;
  #high = Number.NaN;
  #low = Number.NaN;

  constructor(start: number, step: number, maximum: number) {
    this.#start = start;
    this.#step = step;
    this.#maximum = maximum;
  }

  update(high: number, low: number): number {
    const highBefore = this.#high;
    const lowBefore = this.#low;
    this.#high = high;
    this.#low = low;
    if (highBefore !== highBefore) return highBefore;
    // The first two bars only set the direction: Wilder has the second bar stand for the one before it as well.
    const isFirst = this.#next !== this.#next;
    if (isFirst) this.#begin(high, low, highBefore, lowBefore);
    const highest = isFirst || high > highBefore ? high : highBefore;
    const lowest = isFirst || low < lowBefore ? low : lowBefore;
    return this.isLong ? this.#rise(high, low, highest, lowest) : this.#fall(high, low, highest, lowest);
  }

  #begin(high: number, low: number, highBefore: number, lowBefore: number): void {
    const fall = lowBefore - low;
    this.isLong = !(fall > 0 && fall > high - highBefore);
    this.#next = this.isLong ? lowBefore : highBefore;
    this.#extreme = this.isLong ? high : low;
    this.#acceleration = this.#start;
  }

  #rise(high: number, low: number, highest: number, lowest: number): number {
    if (low <= this.#next) {
      const stop = Math.max(this.#extreme, highest);
      this.isLong = false;
      this.#turn(low);
      this.#next = Math.max(stop + this.#acceleration * (low - stop), highest);
      return stop;
    }
    const stop = this.#next;
    if (high > this.#extreme) this.#advance(high);
    this.#next = Math.min(stop + this.#acceleration * (this.#extreme - stop), lowest);
    return stop;
  }

  #fall(high: number, low: number, highest: number, lowest: number): number {
    if (high >= this.#next) {
      const stop = Math.min(this.#extreme, lowest);
      this.isLong = true;
      this.#turn(high);
      this.#next = Math.min(stop + this.#acceleration * (high - stop), lowest);
      return stop;
    }
    const stop = this.#next;
    if (low < this.#extreme) this.#advance(low);
    this.#next = Math.max(stop + this.#acceleration * (this.#extreme - stop), highest);
    return stop;
  }

  #turn(extreme: number): void {
    this.#extreme = extreme;
    this.#acceleration = this.#start;
  }

  #advance(extreme: number): void {
    this.#extreme = extreme;
    this.#acceleration = Math.min(this.#acceleration + this.#step, this.#maximum);
  }
}

export const psar = defineIndicator({
  name: 'psar',
  aliases: ['sar', 'parabolic-sar', 'parabolic'],
  title: 'Parabolic SAR',
  family: 'trend',
  summary: 'A stop that follows a move ever closer; when price touches it, it changes sides.',
  placement: 'overlay',
  parameters: [
    factor('start', 'First acceleration', 0.02, 0.001, 1),
    factor('step', 'Acceleration step', 0.02, 0.001, 1),
    factor('maximum', 'Greatest acceleration', 0.2, 0.001, 1),
  ],
  outputs: [{ name: 'value', title: 'Parabolic SAR', plot: 'dots' }],
  warmUp: () => 1,
  check: ([start, , maximum]) => (start <= maximum ? null : `expected start not to be above maximum, found ${start} and ${maximum}`),
  create: ([start, step, maximum]) => {
    const stop = new ParabolicSar(start, step, maximum);
    return {
      update({ high, low }, row, into) {
        into[0] = stop.update(high[row], low[row]);
      },
    };
  },
});
