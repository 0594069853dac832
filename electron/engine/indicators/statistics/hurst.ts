import { log } from '../../kernel/math.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { ratio, within } from '../window/ratio.ts';

/** Stretches shorter than this say nothing about range. */
const SHORTEST = 8;

/**
 * Hurst exponent by rescaled range, 0..1: the last `period` logarithmic returns are cut into stretches of `period`, ½, ¼, … of it (8 at
 * least); for each length the mean of range ÷ deviation is taken, and the exponent is the slope of its logarithm against that
 * of the length, cut to 0..1. 0.5 where price did not move. NaN during the warm-up of `period` bars. Known to lie a little high on short windows.
 * Looks at every return of its window some log₂(period ÷ 8) times on each bar.
 * @source H. E. Hurst, "Long-term Storage Capacity of Reservoirs", 1951; Edgar E. Peters, "Chaos and Order in the Capital Markets", 1991.
 */
export class Hurst {
  readonly #ring: Float64Array;
  #next = 0;
  #count = 0;
  #before = Number.NaN;

  constructor(period: number) {
    this.#ring = new Float64Array(period);
  }

  update(close: number): number {
    const before = this.#before;
    this.#before = close;
    if (before !== before) return before;
    const ring = this.#ring;
    ring[this.#next] = before > 0 && close > 0 ? log(close / before) : 0;
    this.#next = this.#next + 1 === ring.length ? 0 : this.#next + 1;
    if (this.#count < ring.length) this.#count += 1;
    return this.#count < ring.length ? Number.NaN : this.#exponent();
  }

  #exponent(): number {
    let points = 0;
    let sumX = 0;
    let sumY = 0;
    let sumXx = 0;
    let sumXy = 0;
    for (let length = this.#ring.length; length >= SHORTEST; length = Math.floor(length / 2)) {
      const range = this.#meanRange(length);
      if (range === 0) continue;
      const x = log(length);
      const y = log(range);
      points += 1;
      sumX += x;
      sumY += y;
      sumXx += x * x;
      sumXy += x * y;
    }
    if (points < 2) return 0.5;
    return within(ratio(points * sumXy - sumX * sumY, points * sumXx - sumX * sumX, 0.5), 0, 1);
  }

  /** Mean rescaled range of the stretches of `length`, from the oldest return on; 0 where none of them moves. */
  #meanRange(length: number): number {
    let sum = 0;
    let count = 0;
    for (let start = 0; start + length <= this.#ring.length; start += length) {
      const range = this.#rescaledRange(start, length);
      if (range === 0) continue;
      sum += range;
      count += 1;
    }
    return ratio(sum, count);
  }

  #rescaledRange(start: number, length: number): number {
    const ring = this.#ring;
    let total = 0;
    let first = this.#next + start;
    if (first >= ring.length) first -= ring.length;
    let isMoving = false;
    for (let i = 0, at = first; i < length; i += 1, at = at + 1 === ring.length ? 0 : at + 1) {
      total += ring[at];
      if (ring[at] !== ring[first]) isMoving = true;
    }
    if (!isMoving) return 0;
    const mean = total / length;
    let path = 0;
    let highest = 0;
    let lowest = 0;
    let squares = 0;
    for (let i = 0, at = first; i < length; i += 1, at = at + 1 === ring.length ? 0 : at + 1) {
      const apart = ring[at] - mean;
      path += apart;
      squares += apart * apart;
      if (path > highest) highest = path;
      if (path < lowest) lowest = path;
    }
    return ratio(highest - lowest, Math.sqrt(squares / length));
  }
}

export const hurst = defineIndicator({
  name: 'hurst',
  aliases: ['hurst-exponent'],
  title: 'Hurst exponent',
  family: 'statistics',
  summary: 'Whether price keeps its direction (above 0.5), turns back (below), or walks at random.',
  placement: 'pane',
  range: [0, 1],
  levels: [0.5],
  hasWindow: true,
  parameters: [barCount('Returns', 128, 'period', 16)],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const exponent = new Hurst(period);
    return {
      update({ close }, row, into) {
        into[0] = exponent.update(close[row]);
      },
    };
  },
});
