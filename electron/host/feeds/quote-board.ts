import { Emitter } from '../../../shared/base/emitter.ts';
import type { QuoteFrame } from '../../../shared/contract/index.ts';
import { DAY_MS } from '../../../shared/domain/time.ts';
import type { MarketState } from '../../engine/market-data/market-state.ts';
import type { TakenRows } from '../played-market-door.ts';

/** The latest price, the day's change and the day's volume of every instrument, as rows come in. */
export class QuoteBoard {
  readonly #market: MarketState;
  readonly #dayOpen: Float64Array;
  readonly #dayVolume: Float64Array;
  readonly #version: Float64Array;
  readonly #moved = new Emitter<void>();
  #day = Number.NaN;
  #currentVersion = 0;
  #rowCount = 0;

  /** Announces that some price changed; carries nothing. */
  readonly onDidMove = this.#moved.event;

  constructor(market: MarketState, instrumentCount: number) {
    this.#market = market;
    this.#dayOpen = new Float64Array(instrumentCount).fill(Number.NaN);
    this.#dayVolume = new Float64Array(instrumentCount);
    this.#version = new Float64Array(instrumentCount);
  }

  /** How many rows came in since the start. */
  get rowCount(): number {
    return this.#rowCount;
  }

  /** Says what an instrument opened its day at and has traded since, where the market was already open before this run. */
  seedDay(instrument: number, day: number, open: number, volume: number): void {
    this.#day = day;
    this.#dayOpen[instrument] = open;
    this.#dayVolume[instrument] = volume;
    this.#touch(instrument);
  }

  take({ block, from, to }: TakenRows): void {
    for (let row = from; row < to; row += 1) {
      const index = block.instrument[row];
      const timeMs = block.kind === 'bars' ? block.openTime[row] : block.time[row];
      const first = block.kind === 'bars' ? block.open[row] : block.price[row];
      this.#startDay(Math.floor(timeMs / DAY_MS));
      if (Number.isNaN(this.#dayOpen[index])) this.#dayOpen[index] = first;
      this.#dayVolume[index] += block.volume[row];
      this.#touch(index);
    }
    this.#rowCount += to - from;
    this.#moved.fire();
  }

  /** A reader's own view of what changed since it last asked; the first answer has every price there is. */
  reader(): { take(asOfMs: number): QuoteFrame | null } {
    let seen = -1;
    return {
      take: (asOfMs) => {
        const frame = this.#changedSince(seen, asOfMs);
        seen = this.#currentVersion;
        return frame;
      },
    };
  }

  #changedSince(seen: number, asOf: number): QuoteFrame | null {
    const frame: QuoteFrame = { asOf, instrument: [], last: [], bid: [], ask: [], dayChange: [], dayVolume: [], time: [] };
    const { last, bid, ask, time } = this.#market;
    for (let index = 0; index < this.#version.length; index += 1) {
      if (this.#version[index] <= seen || !(last[index] > 0)) continue;
      const open = this.#dayOpen[index];
      frame.instrument.push(index);
      frame.last.push(last[index]);
      frame.bid.push(bid[index]);
      frame.ask.push(ask[index]);
      frame.dayChange.push(open > 0 ? last[index] / open - 1 : 0);
      frame.dayVolume.push(this.#dayVolume[index]);
      frame.time.push(time[index]);
    }
    return frame.instrument.length === 0 ? null : frame;
  }

  #startDay(day: number): void {
    if (day === this.#day) return;
    this.#day = day;
    this.#dayOpen.fill(Number.NaN);
    this.#dayVolume.fill(0);
  }

  #touch(index: number): void {
    this.#currentVersion += 1;
    this.#version[index] = this.#currentVersion;
  }
}
