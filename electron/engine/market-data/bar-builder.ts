/**
 * Aggregates the ticks of all instruments to bars of one length. Each instrument has at most one open
 * bar; a bar without a tick does not exist.
 */
export class BarBuilder {
  readonly lengthMs: number;
  readonly openTime: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  #earliestClose = Infinity;

  constructor(lengthMs: number, instrumentCount: number) {
    const column = (): Float64Array => new Float64Array(instrumentCount);
    this.lengthMs = lengthMs;
    this.openTime = column().fill(Number.NaN);
    this.open = column();
    this.high = column();
    this.low = column();
    this.close = column();
    this.volume = column();
  }

  /** When the next open bar ends, UTC milliseconds; Infinity when none is open. */
  get nextCloseMs(): number {
    return this.#earliestClose;
  }

  /** Whether some open bar ends at or before `timeMs`. */
  hasDue(timeMs: number): boolean {
    return timeMs >= this.#earliestClose;
  }

  /** Hands every bar that ends at or before `timeMs` to `take`, by instrument index, and closes it. */
  closeDue(timeMs: number, take: (index: number, closeTime: number) => void): void {
    let earliest = Infinity;
    for (let index = 0; index < this.openTime.length; index += 1) {
      const closeTime = this.openTime[index] + this.lengthMs;
      if (closeTime <= timeMs) {
        take(index, closeTime);
        this.openTime[index] = Number.NaN;
      } else if (closeTime < earliest) {
        earliest = closeTime;
      }
    }
    this.#earliestClose = earliest;
  }

  /** Adds a tick; bars that it ends must have been closed before. */
  add(index: number, timeMs: number, price: number, volume: number): void {
    if (Number.isNaN(this.openTime[index])) {
      const openTime = Math.floor(timeMs / this.lengthMs) * this.lengthMs;
      this.openTime[index] = openTime;
      this.open[index] = price;
      this.high[index] = price;
      this.low[index] = price;
      this.close[index] = price;
      this.volume[index] = volume;
      if (openTime + this.lengthMs < this.#earliestClose) this.#earliestClose = openTime + this.lengthMs;
      return;
    }
    if (price > this.high[index]) this.high[index] = price;
    if (price < this.low[index]) this.low[index] = price;
    this.close[index] = price;
    this.volume[index] += volume;
  }

  /** Forgets the open bars: history tells them whole. */
  clear(): void {
    this.openTime.fill(Number.NaN);
    this.#earliestClose = Infinity;
  }

  /** Continues a bar that was open before a restart. */
  restore(index: number, bar: { openTime: number; open: number; high: number; low: number; close: number; volume: number }): void {
    this.openTime[index] = bar.openTime;
    this.open[index] = bar.open;
    this.high[index] = bar.high;
    this.low[index] = bar.low;
    this.close[index] = bar.close;
    this.volume[index] = bar.volume;
    this.#earliestClose = Math.min(this.#earliestClose, bar.openTime + this.lengthMs);
  }
}
