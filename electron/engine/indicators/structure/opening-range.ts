import { defineIndicator } from '../indicator.ts';
import { calendarSpan, DAY } from '../window/calendar.ts';

const MINUTE_MS = 60_000;

/**
 * High and low of the first `minutes` of each UTC day, counted from the opening of its first bar; NaN until a day's range is complete. A bar
 * belongs to the range when it opens within it.
 * @source Toby Crabel, "Day Trading with Short Term Price Patterns and Opening Range Breakout", 1990.
 */
export class OpeningRange {
  high = Number.NaN;
  low = Number.NaN;
  readonly #lengthMs: number;
  #day = Number.NaN;
  #endsAt = Number.NaN;
  #top = Number.NaN;
  #bottom = Number.NaN;

  constructor(minutes: number) {
    this.#lengthMs = minutes * MINUTE_MS;
  }

  update(openTime: number, high: number, low: number): void {
    const day = calendarSpan(DAY, openTime);
    if (day !== this.#day) {
      this.#day = day;
      this.#endsAt = openTime + this.#lengthMs;
      this.#top = high;
      this.#bottom = low;
      this.high = Number.NaN;
      this.low = Number.NaN;
    } else if (openTime < this.#endsAt) {
      if (high > this.#top) this.#top = high;
      if (low < this.#bottom) this.#bottom = low;
    } else {
      this.high = this.#top;
      this.low = this.#bottom;
    }
  }
}

export const openingRange = defineIndicator({
  name: 'opening-range',
  aliases: ['orb', 'or'],
  title: 'Opening range',
  family: 'structure',
  summary: 'The high and low of the first minutes of the day: leaving them often sets its direction.',
  placement: 'overlay',
  isSparse: true,
  parameters: [{ name: 'minutes', title: 'Minutes', default: 30, minimum: 1, maximum: 1440, isWhole: true }],
  outputs: [
    { name: 'high', title: 'High', plot: 'step' },
    { name: 'low', title: 'Low', plot: 'step' },
  ],
  warmUp: () => 1,
  create: ([minutes]) => {
    const range = new OpeningRange(minutes);
    return {
      update({ openTime, high, low }, row, into) {
        range.update(openTime[row], high[row], low[row]);
        into[0] = range.high;
        into[1] = range.low;
      },
    };
  },
});
