import { barCount, defineIndicator, factor } from '../indicator.ts';
import { ratio } from '../window/ratio.ts';

/**
 * McGinley dynamic: moves towards each close by (close − value) ÷ (`constant` · `period` · (close ÷ value)⁴), starting from the first
 * close; given from bar `period` − 1 on. The divisor is never below 1: where a close lies so far under the value that the formula
 * would step past it, the value takes the close (the published formula then swings without bounds).
 * @source John R. McGinley, "McGinley Dynamics", Market Technicians Association Journal, 1997.
 */
export class McGinley {
  #value = Number.NaN;
  readonly #slowness: number;
  readonly #period: number;
  #count = 0;

  constructor(period: number, constant: number) {
    this.#slowness = constant * period;
    this.#period = period;
  }

  update(x: number): number {
    const before = this.#value;
    if (before === before) {
      const share = ratio(x, before, 1);
      const square = share * share;
      const divisor = this.#slowness * square * square;
      this.#value = divisor > 1 ? before + (x - before) / divisor : x;
    } else this.#value = x;
    if (this.#count < this.#period) this.#count += 1;
    return this.#count === this.#period ? this.#value : Number.NaN;
  }
}

export const mcginley = defineIndicator({
  name: 'mcginley',
  aliases: ['mcginley-dynamic', 'mgd', 'md'],
  title: 'McGinley dynamic',
  family: 'averages',
  summary: 'An average that speeds up when price falls and slows down when it rises, to be whipsawed less.',
  placement: 'overlay',
  parameters: [barCount('Bars', 14), factor('constant', 'Smoothing constant', 0.6, 0.1, 10)],
  warmUp: ([period]) => period - 1,
  create: ([period, constant]) => {
    const average = new McGinley(period, constant);
    return {
      update({ close }, row, into) {
        into[0] = average.update(close[row]);
      },
    };
  },
});
