import { defineIndicator } from '../indicator.ts';
import { calendarSpan, span } from '../window/calendar.ts';
import { VolumeWeighted } from './volume-weighted.ts';

/**
 * Volume-weighted average of the typical price (high + low + close) ÷ 3 since the span began: all bars (0), the UTC day (1), week from
 * Monday (2) or month (3). No warm-up; until something is traded it is the typical price of the bar.
 * Our default adds up from the first bar, as the reference results do; a chart's session VWAP is span 1.
 * @source Stephen A. Berkowitz, Dennis E. Logue and Eugene A. Noser, "The Total Cost of Transactions on the NYSE", 1988.
 */
export class Vwap {
  readonly #weighted = new VolumeWeighted();
  readonly #span: number;
  #current = Number.NaN;

  /** Volume-weighted population standard deviation of the typical price since the span began. */
  get deviation(): number {
    return this.#weighted.deviation;
  }

  constructor(span: number) {
    this.#span = span;
  }

  update(openTime: number, typical: number, volume: number): number {
    const current = calendarSpan(this.#span, openTime);
    if (current !== this.#current) {
      this.#weighted.reset();
      this.#current = current;
    }
    return this.#weighted.update(typical, volume);
  }
}

export const vwap = defineIndicator({
  name: 'vwap',
  aliases: ['volume-weighted-average-price'],
  title: 'Volume-weighted average price',
  family: 'volume',
  summary: 'The average price paid per unit so far: above it the average buyer is in profit.',
  placement: 'overlay',
  parameters: [span('Starts afresh: 0 never, 1 each day, 2 week, 3 month (UTC)', 0, 0)],
  warmUp: () => 0,
  create: ([every]) => {
    const average = new Vwap(every);
    return {
      update({ openTime, high, low, close, volume }, row, into) {
        into[0] = average.update(openTime[row], (high[row] + low[row] + close[row]) / 3, volume[row]);
      },
    };
  },
});
