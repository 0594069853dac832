import { barCount, defineIndicator } from '../indicator.ts';
import { PathEfficiency } from './path-efficiency.ts';

/**
 * Kaufman's adaptive moving average: an exponential average whose weight is (e·(f − s) + s)², where e is the efficiency ratio over
 * `period` bars and f, s are the weights of EMAs over `fast` and `slow` bars. It begins with the close of bar `period` − 1; NaN before.
 * Where nothing moved e is 0 (TA-Lib takes 1, and begins one bar later).
 * @source Perry J. Kaufman, "Smarter Trading", 1995.
 */
export class Kama {
  value = Number.NaN;
  readonly #efficiency: PathEfficiency;
  readonly #period: number;
  readonly #fast: number;
  readonly #slow: number;
  #count = 0;

  constructor(period: number, fast: number, slow: number) {
    this.#efficiency = new PathEfficiency(period);
    this.#period = period;
    this.#fast = 2 / (fast + 1);
    this.#slow = 2 / (slow + 1);
  }

  update(x: number): number {
    const efficiency = this.#efficiency.update(x);
    if (this.#count < this.#period) {
      this.#count += 1;
      if (this.#count === this.#period) this.value = x;
      return this.value;
    }
    const root = efficiency * (this.#fast - this.#slow) + this.#slow;
    this.value += root * root * (x - this.value);
    return this.value;
  }
}

export const kama = defineIndicator({
  name: 'kama',
  aliases: ['kaufman', 'adaptive-moving-average'],
  title: "Kaufman's adaptive moving average",
  family: 'averages',
  summary: 'An average that follows quickly while price runs straight and stands still while it only jitters.',
  placement: 'overlay',
  parameters: [barCount('Efficiency bars', 10), barCount('Fast EMA bars', 2, 'fast'), barCount('Slow EMA bars', 30, 'slow')],
  warmUp: ([period]) => period - 1,
  check: ([, fast, slow]) => (fast < slow ? null : `expected fast to be below slow, found ${fast} and ${slow}`),
  create: ([period, fast, slow]) => {
    const average = new Kama(period, fast, slow);
    return {
      update({ close }, row, into) {
        into[0] = average.update(close[row]);
      },
    };
  },
});
