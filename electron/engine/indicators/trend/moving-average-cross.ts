import { barCount, defineIndicator } from '../indicator.ts';
import { RollingVariance } from '../window/rolling-variance.ts';

/**
 * Moving average cross: two simple averages of closes, and `direction`, 1 while the fast one is above the slow one, −1 below, 0 where
 * they are the same. NaN during the warm-up of `slow − 1` bars.
 */
export class MovingAverageCross {
  fast = Number.NaN;
  slow = Number.NaN;
  direction = Number.NaN;
  // Their means, unlike those of running sums, are the same where price stands still.
  readonly #fast: RollingVariance;
  readonly #slow: RollingVariance;

  /** `fast` is below `slow`. */
  constructor(fast: number, slow: number) {
    this.#fast = new RollingVariance(fast);
    this.#slow = new RollingVariance(slow);
  }

  update(close: number): number {
    this.#fast.update(close);
    this.#slow.update(close);
    this.fast = this.#fast.mean;
    this.slow = this.#slow.mean;
    if (this.slow === this.slow) this.direction = Math.sign(this.fast - this.slow);
    return this.direction;
  }
}

export const movingAverageCross = defineIndicator({
  name: 'moving-average-cross',
  aliases: ['ma-cross', 'sma-cross'],
  title: 'Moving average cross',
  family: 'trend',
  summary: 'A fast and a slow average: the trend is up while the fast one is above, and their crossings date its turns.',
  placement: 'overlay',
  parameters: [barCount('Fast average bars', 9, 'fast'), barCount('Slow average bars', 21, 'slow')],
  outputs: [
    { name: 'fast', title: 'Fast average', plot: 'line' },
    { name: 'slow', title: 'Slow average', plot: 'line' },
    { name: 'direction', title: 'Direction', plot: 'mark' },
  ],
  warmUp: ([, slow]) => slow - 1,
  check: ([fast, slow]) => (fast >= slow ? `expected fast to be below slow (${slow}), found ${fast}` : null),
  create: ([fast, slow]) => {
    const cross = new MovingAverageCross(fast, slow);
    return {
      update({ close }, row, into) {
        cross.update(close[row]);
        into[0] = cross.fast;
        into[1] = cross.slow;
        into[2] = cross.direction;
      },
    };
  },
});
