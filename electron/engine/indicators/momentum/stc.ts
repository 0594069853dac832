import { Ema } from '../averages/ema.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { RangePosition } from './range-position.ts';

/**
 * Schaff trend cycle, 0..100: MACD's place in its own range of `period` bars, smoothed by a half, and once more the place of that in its
 * range, smoothed by a half; a range of 0 counts as 50. NaN during the warm-up of `slow` − 1 + 2·(`period` − 1) bars.
 * The EMAs are seeded with simple averages; the smoothing starts from its first value.
 * @source Doug Schaff, "Schaff Trend Cycle Indicator", 1999, published 2008; TradingView, Schaff Trend Cycle.
 */
export class SchaffTrendCycle {
  readonly #fast: Ema;
  readonly #slow: Ema;
  readonly #first: RangePosition;
  readonly #second: RangePosition;
  #once = Number.NaN;
  #twice = Number.NaN;

  constructor(period: number, fast: number, slow: number) {
    this.#fast = new Ema(fast);
    this.#slow = new Ema(slow);
    this.#first = new RangePosition(period);
    this.#second = new RangePosition(period);
  }

  update(close: number): number {
    const line = this.#fast.update(close) - this.#slow.update(close);
    if (line !== line) return line;
    const first = this.#first.update(line, line, line);
    if (first !== first) return first;
    this.#once = this.#once === this.#once ? this.#once + (first - this.#once) / 2 : first;
    const second = this.#second.update(this.#once, this.#once, this.#once);
    if (second !== second) return second;
    this.#twice = this.#twice === this.#twice ? this.#twice + (second - this.#twice) / 2 : second;
    return this.#twice;
  }
}

export const stc = defineIndicator({
  name: 'stc',
  aliases: ['schaff', 'schaff-trend-cycle'],
  title: 'Schaff trend cycle',
  family: 'momentum',
  summary: 'MACD made quick by two stochastics: it stays near 0 or 100 in a trend and crosses 25 or 75 when it turns.',
  placement: 'pane',
  range: [0, 100],
  levels: [25, 75],
  parameters: [barCount('Cycle bars', 10), barCount('Fast EMA bars', 23, 'fast'), barCount('Slow EMA bars', 50, 'slow')],
  warmUp: ([period, , slow]) => slow - 1 + 2 * (period - 1),
  check: ([, fast, slow]) => (fast < slow ? null : `expected fast to be below slow, found ${fast} and ${slow}`),
  create: ([period, fast, slow]) => {
    const cycle = new SchaffTrendCycle(period, fast, slow);
    return {
      update({ close }, row, into) {
        into[0] = cycle.update(close[row]);
      },
    };
  },
});
