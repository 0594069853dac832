/**
 * Market data as columns: one input of the core is one block, its rows ascending by time and, at
 * equal times, by instrument. `instrument` holds indexes into the run's instrument list.
 * Prices and volumes are finite floats; prices above zero, volumes zero or more.
 */

/** One row per finished bar; a row enters the core at its close time. */
export interface BarBlock {
  readonly kind: 'bars';
  readonly length: number;
  readonly instrument: Uint16Array;
  /** UTC milliseconds, inclusive. */
  readonly openTime: Float64Array;
  /** UTC milliseconds, exclusive: when the bar is complete and known. */
  readonly closeTime: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  /** Units of the instrument. */
  readonly volume: Float64Array;
}

/** One row per instrument and second of a market that is watched as it moves. */
export interface TickBlock {
  readonly kind: 'ticks';
  readonly length: number;
  readonly instrument: Uint16Array;
  /** UTC milliseconds. */
  readonly time: Float64Array;
  /** Last traded price. */
  readonly price: Float64Array;
  readonly bid: Float64Array;
  readonly ask: Float64Array;
  /** Units traded since the instrument's row before. */
  readonly volume: Float64Array;
}

export type MarketBlock = BarBlock | TickBlock;

/** Returns an empty bar block with room for `length` rows. */
export function allocateBars(length: number): BarBlock {
  const column = (): Float64Array => new Float64Array(length);
  return {
    kind: 'bars',
    length,
    instrument: new Uint16Array(length),
    openTime: column(),
    closeTime: column(),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
  };
}

/** Returns an empty tick block with room for `length` rows. */
export function allocateTicks(length: number): TickBlock {
  const column = (): Float64Array => new Float64Array(length);
  return {
    kind: 'ticks',
    length,
    instrument: new Uint16Array(length),
    time: column(),
    price: column(),
    bid: column(),
    ask: column(),
    volume: column(),
  };
}

/** Returns the time at which row `index` becomes known, in UTC milliseconds. */
export function rowTime(block: MarketBlock, index: number): number {
  return block.kind === 'bars' ? block.closeTime[index] : block.time[index];
}

/** Returns the rows from `from` (inclusive) to `to` (exclusive) as views on the same memory. */
export function sliceBlock<T extends MarketBlock>(block: T, from: number, to: number): T {
  return mapColumns(block, to - from, (column) => column.subarray(from, to));
}

/** Returns a copy of the rows from `from` (inclusive) to `to` (exclusive) that owns its memory. */
export function copyRows<T extends MarketBlock>(block: T, from: number, to: number): T {
  return mapColumns(block, to - from, (column) => column.slice(from, to));
}

/** Returns the rows of all blocks of one kind, one block after the other; expects at least one block. */
export function joinBlocks<T extends MarketBlock>(blocks: readonly T[]): T {
  const length = blocks.reduce((sum, block) => sum + block.length, 0);
  const columnsOf = (block: T): [string, Column][] =>
    Object.entries(block).filter((entry): entry is [string, Column] => ArrayBuffer.isView(entry[1]));
  const joined = mapColumns(blocks[0], length, (column) =>
    column instanceof Uint16Array ? new Uint16Array(length) : new Float64Array(length),
  );
  const targets = new Map(columnsOf(joined));
  let at = 0;
  for (const block of blocks) {
    for (const [name, column] of columnsOf(block)) targets.get(name)?.set(column, at);
    at += block.length;
  }
  return joined;
}

type Column = Float64Array | Uint16Array;

function mapColumns<T extends MarketBlock>(block: T, length: number, map: (column: Column) => Column): T {
  const entries = Object.entries(block).map(([name, value]) => [name, ArrayBuffer.isView(value) ? map(value as Column) : value]);
  return { ...Object.fromEntries(entries), length } as T;
}
