import { copyRows, joinBlocks, type MarketBlock, rowTime } from '../../shared/domain/market-block.ts';
import type { UtcMs } from '../../shared/domain/time.ts';
import type { MarketSegment } from '../engine/ports/durable-store.ts';

/** Rows of one block without gaps in their numbers. */
interface Stretch {
  readonly block: MarketBlock;
  readonly from: number;
  to: number;
  readonly firstSequence: number;
}

/** Market rows that were decided on and wait to be recorded. */
export class OpenRows {
  readonly #stretches: Stretch[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Adds the rows from `from` up to `to` (exclusive), whose numbers begin with `firstSequence`. */
  add(block: MarketBlock, from: number, to: number, firstSequence: number): void {
    this.#count += to - from;
    const last = this.#stretches.at(-1);
    const isNext =
      last !== undefined && last.block === block && last.to === from && last.firstSequence + (last.to - last.from) === firstSequence;
    if (isNext) last.to = to;
    else this.#stretches.push({ block, from, to, firstSequence });
  }

  /** Returns the rows as segments and forgets them; rows whose numbers follow each other become one segment. */
  takeSegments(): MarketSegment[] {
    if (this.#count === 0) return [];
    const groups: Stretch[][] = [];
    for (const rows of this.#stretches) {
      const last = groups.at(-1)?.at(-1);
      if (last !== undefined && last.firstSequence + (last.to - last.from) === rows.firstSequence) groups.at(-1)?.push(rows);
      else groups.push([rows]);
    }
    this.#stretches.length = 0;
    this.#count = 0;
    return groups.map((group) => {
      const block = joinBlocks(group.map((rows) => copyRows(rows.block, rows.from, rows.to)));
      const { firstSequence } = group[0];
      return { purpose: 'live', at: rowTime(block, 0) as UtcMs, firstSequence, lastSequence: firstSequence + block.length - 1, block };
    });
  }
}
