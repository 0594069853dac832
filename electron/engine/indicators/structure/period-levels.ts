import { calendarSpan } from '../window/calendar.ts';

/** Open, high, low and close of the last whole span of the UTC calendar, and the open of the one that runs; NaN until a span is over. */
export class PeriodLevels {
  open = Number.NaN;
  high = Number.NaN;
  low = Number.NaN;
  close = Number.NaN;
  /** Open of the span that runs. */
  openNow = Number.NaN;
  readonly #span: number;
  #current = Number.NaN;
  #high = Number.NaN;
  #low = Number.NaN;
  #close = Number.NaN;

  constructor(span: number) {
    this.#span = span;
  }

  /** Returns whether a new span began with this bar. */
  update(openTime: number, open: number, high: number, low: number, close: number): boolean {
    const current = calendarSpan(this.#span, openTime);
    const isNew = current !== this.#current;
    if (isNew) {
      this.open = this.openNow;
      this.high = this.#high;
      this.low = this.#low;
      this.close = this.#close;
      this.openNow = open;
      this.#current = current;
      this.#high = high;
      this.#low = low;
    } else {
      if (high > this.#high) this.#high = high;
      if (low < this.#low) this.#low = low;
    }
    this.#close = close;
    return isNew;
  }
}
