import type { Headline } from '../../../shared/domain/headline.ts';
import { type HeadlineId, idFrom } from '../../../shared/domain/ids.ts';
import { allocateTicks, type BarBlock, copyRows, type TickBlock } from '../../../shared/domain/market-block.ts';
import { isOpenAt } from '../../../shared/domain/session.ts';
import { DAY_MS, SECOND_MS, utcMs } from '../../../shared/domain/time.ts';
import type { MarketIdentity } from '../../engine/kernel/input.ts';
import type { PlayedMarket } from '../../engine/ports/played-market.ts';
import type { MarketPosition } from '../../engine/ports/venue-books-store.ts';
import { DAY_SECONDS } from './day-shape.ts';
import { FIRST_DAY, type PathSecond, PricePath, SIM_VERSION } from './price-path.ts';
import { aggregatePath } from './sim-bars.ts';
import { wordsOf } from './sim-headlines.ts';
import { simInstruments } from './sim-instruments.ts';

export interface SimMarketOptions {
  readonly seed: number;
  /** Length of the bars that signals are made from. */
  readonly barMs: number;
}

/**
 * The simulated exchange: one tick per second for every instrument that is open, from price paths that
 * can be read at any second, and headlines that move them.
 */
export class SimMarket implements PlayedMarket {
  readonly identity: MarketIdentity;
  readonly instruments = simInstruments.map(({ instrument }) => instrument);
  readonly isBarMarket = false;
  readonly barMs: number;
  readonly endTimeMs = null;
  readonly #paths: readonly PricePath[];
  readonly #second: PathSecond = { price: 0, bid: 0, ask: 0, volume: 0 };

  constructor({ seed, barMs }: SimMarketOptions) {
    this.identity = { kind: 'sim', seed, version: SIM_VERSION };
    this.barMs = barMs;
    this.#paths = simInstruments.map((sim) => new PricePath(sim, seed));
  }

  /** The exchange lives in the present, but never before it opened. */
  startTime(wallMs: number): number {
    return Math.max(Math.floor(wallMs / SECOND_MS) * SECOND_MS, (FIRST_DAY + 2) * DAY_MS);
  }

  rowsAfter(): null {
    return null;
  }

  rows(after: MarketPosition | null, untilMs: number, limit: number): TickBlock {
    // Rows are of whole seconds, wherever the question begins.
    const firstMs = after === null ? (FIRST_DAY + 2) * DAY_MS : Math.ceil(after.timeMs / SECOND_MS) * SECOND_MS;
    const seconds = Math.max(0, Math.floor((untilMs - firstMs) / SECOND_MS)) + 1;
    const room = Math.min(limit, seconds * this.instruments.length);
    const block = allocateTicks(room);
    let length = 0;
    for (let timeMs = firstMs; timeMs <= untilMs && length < room; timeMs += SECOND_MS) {
      const first = after !== null && timeMs === after.timeMs ? after.instrument + 1 : 0;
      for (let index = first; index < this.instruments.length && length < room; index += 1) {
        if (isOpenAt(this.instruments[index].session, timeMs)) length = this.#writeRow(block, length, index, timeMs);
      }
    }
    return length === room ? block : copyRows(block, 0, length);
  }

  headlines(afterMs: number, untilMs: number): Headline[] {
    const found: Headline[] = [];
    const firstDay = Math.floor(afterMs / DAY_MS);
    const lastDay = Math.floor(untilMs / DAY_MS);
    for (const path of this.#paths) {
      for (let day = firstDay; day <= lastDay; day += 1) {
        path.headlines(day).forEach((headline, place) => {
          const timeMs = (day * DAY_SECONDS + headline.second) * SECOND_MS;
          if (timeMs <= afterMs || timeMs > untilMs) return;
          const { instrument } = path.sim;
          const id = idFrom<HeadlineId>(`N${day}x${instrument.symbol.replace(/[^A-Z0-9]/g, '')}x${place}`);
          found.push({ id, ...wordsOf(path.sim, headline), instruments: [instrument.id], tsEvent: utcMs(timeMs) });
        });
      }
    }
    return found.toSorted((a, b) => a.tsEvent - b.tsEvent);
  }

  history(instrument: number, lengthMs: number, untilMs: number, limit: number): BarBlock {
    return aggregatePath(this.#paths[instrument], instrument, { lengthMs, untilMs, limit });
  }

  #writeRow(block: TickBlock, row: number, index: number, timeMs: number): number {
    const second = this.#second;
    this.#paths[index].read(timeMs / SECOND_MS, second);
    block.instrument[row] = index;
    block.time[row] = timeMs;
    block.price[row] = second.price;
    block.bid[row] = second.bid;
    block.ask[row] = second.ask;
    block.volume[row] = second.volume;
    return row + 1;
  }
}
