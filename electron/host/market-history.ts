import { allocateBars, type BarBlock, copyRows, joinBlocks } from '../../shared/domain/market-block.ts';
import { DAY_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import { aggregateBars } from '../engine/market-data/aggregate-bars.ts';
import type { MarketStore } from '../engine/ports/market-store.ts';
import type { PlayedMarket } from '../engine/ports/played-market.ts';

/** Where bars of the past come from. */
export interface BarHistory {
  /**
   * Returns the last `limit` bars of an instrument that opened before `untilMs` (inclusive), ascending; the last is partial when it ends later.
   */
  bars(instrument: number, lengthMs: number, untilMs: number, limit: number): Promise<BarBlock>;
}

/** Works out the one-minute bars of a day, or of its beginning up to `untilMs`. */
export type MinuteSource = (instrument: number, day: number, untilMs: number) => Promise<BarBlock>;

/** The history of a market that has all of it at hand. */
export function historyAtHand(market: PlayedMarket): BarHistory {
  return { bars: (instrument, lengthMs, untilMs, limit) => Promise.resolve(market.history(instrument, lengthMs, untilMs, limit)) };
}

export interface CachedHistoryOptions {
  readonly source: MinuteSource;
  readonly store: MarketStore;
  /** Name of an instrument's series in the store. */
  readonly seriesOf: (instrument: number) => string;
  /** The first day there is, by number since 1970. */
  readonly firstDay: number;
}

/**
 * History from the market store first and from the source for what is missing (row A6); longer bars are put together from
 * minutes. Complete days are kept, so that each is worked out once.
 */
export class CachedHistory implements BarHistory {
  readonly #options: CachedHistoryOptions;

  constructor(options: CachedHistoryOptions) {
    this.#options = options;
  }

  async bars(instrument: number, lengthMs: number, untilMs: number, limit: number): Promise<BarBlock> {
    const lastDay = Math.floor(untilMs / DAY_MS);
    const parts: BarBlock[] = [];
    let count = 0;
    for (let day = lastDay; day >= this.#options.firstDay && count < limit; ) {
      const missingMs = (limit - count) * lengthMs;
      const firstDay = Math.max(this.#options.firstDay, day - Math.max(0, Math.ceil(missingMs / DAY_MS) - 1));
      const minutes = await this.#minutes(instrument, firstDay, day, untilMs);
      const bars = lengthMs === MINUTE_MS ? minutes : aggregateBars(minutes, lengthMs);
      parts.unshift(bars);
      count += bars.length;
      day = firstDay - 1;
    }
    if (parts.length === 0) return allocateBars(0);
    const all = joinBlocks(parts);
    return all.length <= limit ? all : copyRows(all, all.length - limit, all.length);
  }

  async #minutes(instrument: number, firstDay: number, lastDay: number, untilMs: number): Promise<BarBlock> {
    const { store, source, seriesOf } = this.#options;
    const series = seriesOf(instrument);
    const known = await store.days(series, firstDay, lastDay);
    const days: BarBlock[] = [];
    for (let day = firstDay; day <= lastDay; day += 1) {
      const isComplete = (day + 1) * DAY_MS <= untilMs;
      let bars = known.get(day);
      if (bars === undefined) {
        bars = await source(instrument, day, untilMs);
        if (isComplete) await store.putDay(series, day, bars);
      } else if (!isComplete) {
        // What is kept knows how the minute under way will end; nobody may see that.
        bars = untilMs % MINUTE_MS === 0 ? upTo(bars, untilMs) : await source(instrument, day, untilMs);
      }
      days.push(bars);
    }
    return joinBlocks(days);
  }
}

function upTo(bars: BarBlock, untilMs: number): BarBlock {
  let length = bars.length;
  while (length > 0 && bars.openTime[length - 1] > untilMs) length -= 1;
  return copyRows(bars, 0, length);
}
