/** The last bars as the pattern library takes them: plain lists, oldest first, of exactly the length that a pattern needs. */
export class CandleWindow {
  readonly open: number[];
  readonly high: number[];
  readonly low: number[];
  readonly close: number[];
  #count = 0;

  constructor(length: number) {
    const list = (): number[] => Array.from({ length }, () => 0);
    this.open = list();
    this.high = list();
    this.low = list();
    this.close = list();
  }

  get isFull(): boolean {
    return this.#count >= this.close.length;
  }

  push(open: number, high: number, low: number, close: number): void {
    const last = this.close.length - 1;
    for (let i = 0; i < last; i += 1) {
      this.open[i] = this.open[i + 1];
      this.high[i] = this.high[i + 1];
      this.low[i] = this.low[i + 1];
      this.close[i] = this.close[i + 1];
    }
    this.open[last] = open;
    this.high[last] = high;
    this.low[last] = low;
    this.close[last] = close;
    this.#count += 1;
  }

  /** Makes this a window of the one bar `place` of `other`. */
  take(other: CandleWindow, place: number): this {
    this.push(other.open[place], other.high[place], other.low[place], other.close[place]);
    return this;
  }
}
