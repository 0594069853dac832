import { barCount, defineIndicator } from '../indicator.ts';
import { TrueRange } from '../volatility/true-range.ts';
import { ratio } from '../window/ratio.ts';

/**
 * Random walk index: `high` is the largest, over spans k from 2 to `period` bars, of (high − low k bars ago) ÷ (mean true range of the last k
 * bars × √k), the reach that a walk by chance would have; `low` likewise of (high k bars ago − low). Above 1 price moves more than by
 * chance. A span in which price stood still counts as 0. NaN during the warm-up of `period` bars. Each update looks at all spans: its cost
 * grows with the period. Some sources look back k − 1 bars, or smooth the range as Wilder does.
 * @source E. Michael Poulos, "Of Trends and Random Walks", Stocks & Commodities, February 1991.
 */
export class RandomWalkIndex {
  high = Number.NaN;
  low = Number.NaN;
  readonly #trueRange = new TrueRange();
  readonly #roots: Float64Array;
  readonly #highs: Float64Array;
  readonly #lows: Float64Array;
  readonly #ranges: Float64Array;
  #at = -1;
  #count = 0;

  /** `period`: at least 2. */
  constructor(period: number) {
    const length = period + 1;
    this.#roots = Float64Array.from({ length }, (_, span) => Math.sqrt(span));
    this.#highs = new Float64Array(length);
    this.#lows = new Float64Array(length);
    this.#ranges = new Float64Array(length);
  }

  update(high: number, low: number, close: number): number {
    const length = this.#roots.length;
    this.#at = this.#at + 1 === length ? 0 : this.#at + 1;
    this.#highs[this.#at] = high;
    this.#lows[this.#at] = low;
    this.#ranges[this.#at] = this.#trueRange.update(high, low, close);
    if (this.#count < length) this.#count += 1;
    if (this.#count === length) this.#compare(high, low);
    return this.high;
  }

  #compare(high: number, low: number): void {
    const roots = this.#roots;
    const last = roots.length - 1;
    let bestHigh = -Infinity;
    let bestLow = -Infinity;
    let place = this.#at;
    let path = this.#ranges[place];
    place = place === 0 ? last : place - 1;
    for (let span = 2; span <= last; span += 1) {
      path += this.#ranges[place];
      place = place === 0 ? last : place - 1;
      const byChance = (path / span) * roots[span];
      const up = ratio(high - this.#lows[place], byChance);
      const down = ratio(this.#highs[place] - low, byChance);
      if (up > bestHigh) bestHigh = up;
      if (down > bestLow) bestLow = down;
    }
    this.high = bestHigh;
    this.low = bestLow;
  }
}

export const randomWalkIndex = defineIndicator({
  name: 'random-walk-index',
  aliases: ['rwi'],
  title: 'Random walk index',
  family: 'trend',
  summary: 'Whether price moves further than chance would take it, upwards (high) or downwards (low): above 1 it does.',
  placement: 'pane',
  levels: [1],
  hasWindow: true,
  parameters: [barCount('Bars', 14, 'period', 2)],
  outputs: [
    { name: 'high', title: 'Upwards', plot: 'line' },
    { name: 'low', title: 'Downwards', plot: 'line' },
  ],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const index = new RandomWalkIndex(period);
    return {
      update({ high, low, close }, row, into) {
        index.update(high[row], low[row], close[row]);
        into[0] = index.high;
        into[1] = index.low;
      },
    };
  },
});
