import type { MarketIdentity } from '../../electron/engine/kernel/input.ts';
import type { PlayedMarket } from '../../electron/engine/ports/played-market.ts';
import type { MarketPosition } from '../../electron/engine/ports/venue-books-store.ts';
import type { Headline } from '../../shared/domain/headline.ts';
import { allocateBars, type BarBlock, type MarketBlock, rowTime, sliceBlock } from '../../shared/domain/market-block.ts';
import { MINUTE_MS } from '../../shared/domain/time.ts';
import { anInstrument } from './builders.ts';

/** A market whose rows are those of one block of instrument 0; of ticks it has no end. */
export class FakeMarket implements PlayedMarket {
  readonly identity: MarketIdentity = { kind: 'csv', files: [] };
  readonly instruments = [anInstrument()];
  readonly barMs = MINUTE_MS;
  readonly #block: MarketBlock;
  readonly #headlines: readonly Headline[];

  constructor(block: MarketBlock, headlines: readonly Headline[] = []) {
    this.#block = block;
    this.#headlines = headlines;
  }

  get isBarMarket(): boolean {
    return this.#block.kind === 'bars';
  }

  get endTimeMs(): number | null {
    return this.isBarMarket ? rowTime(this.#block, this.#block.length - 1) : null;
  }

  startTime(): number {
    return rowTime(this.#block, 0);
  }

  rowsAfter(after: MarketPosition | null): number | null {
    return this.isBarMarket ? this.#block.length - this.#placeAfter(after) : null;
  }

  rows(after: MarketPosition | null, untilMs: number, limit: number): MarketBlock {
    const from = this.#placeAfter(after);
    let to = from;
    while (to < this.#block.length && to < from + limit && rowTime(this.#block, to) <= untilMs) to += 1;
    return sliceBlock(this.#block, from, to);
  }

  headlines(afterMs: number, untilMs: number): readonly Headline[] {
    return this.#headlines.filter(({ tsEvent }) => tsEvent > afterMs && tsEvent <= untilMs);
  }

  history(): BarBlock {
    return allocateBars(0);
  }

  #placeAfter(after: MarketPosition | null): number {
    let place = 0;
    while (after !== null && place < this.#block.length && rowTime(this.#block, place) <= after.timeMs) place += 1;
    return place;
  }
}
