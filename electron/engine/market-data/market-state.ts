import type { Instrument } from '../../../shared/domain/instrument.ts';
import { type Price, priceFromFloat } from '../../../shared/domain/price.ts';

/** The latest known prices of every instrument, by index; NaN until the first row. */
export class MarketState {
  readonly last: Float64Array;
  readonly bid: Float64Array;
  readonly ask: Float64Array;
  /** When the latest row became known, UTC milliseconds; −Infinity until the first row. */
  readonly time: Float64Array;
  /** How old a price may be before it can't place an order: set per instrument by the kind of its rows. */
  readonly maximumAgeMs: Float64Array;
  /** Where the clock said that the market should be when what was played of it fell behind, UTC milliseconds; `null` while it is not behind. */
  dueMs: number | null = null;
  readonly #instruments: readonly Instrument[];

  constructor(instruments: readonly Instrument[]) {
    const column = (fill: number): Float64Array => new Float64Array(instruments.length).fill(fill);
    this.#instruments = instruments;
    this.last = column(Number.NaN);
    this.bid = column(Number.NaN);
    this.ask = column(Number.NaN);
    this.time = column(-Infinity);
    this.maximumAgeMs = column(0);
  }

  hasPrice(index: number): boolean {
    return this.last[index] > 0;
  }

  isFresh(index: number, nowMs: number): boolean {
    return nowMs - this.time[index] <= this.maximumAgeMs[index];
  }

  /** How far what was played lies behind, in milliseconds of market time; `null` while it is not behind. */
  behindMs(nowMs: number): number | null {
    return this.dueMs === null ? null : Math.max(0, this.dueMs - nowMs);
  }

  /** The last price on the instrument's increment, or `null` before the first row. */
  markOf(index: number): Price | null {
    if (!this.hasPrice(index)) return null;
    return priceFromFloat(this.last[index], this.#instruments[index].priceIncrement, 'half-even');
  }
}
