import { createHash } from 'node:crypto';
import { ConfigError } from '../../../shared/base/config-error.ts';
import type { Settings } from '../../../shared/config/settings.ts';
import type { Headline } from '../../../shared/domain/headline.ts';
import type { Instrument } from '../../../shared/domain/instrument.ts';
import { lengthLabel } from '../../../shared/domain/interval.ts';
import { allocateBars, type BarBlock, copyRows, sliceBlock } from '../../../shared/domain/market-block.ts';
import type { MarketIdentity } from '../../engine/kernel/input.ts';
import type { PlayedMarket } from '../../engine/ports/played-market.ts';
import type { MarketPosition } from '../../engine/ports/venue-books-store.ts';
import { csvInstrument, type InstrumentFile } from './csv-instrument.ts';
import { type CsvBars, type CsvOptions, readCsvBars } from './csv-rows.ts';

export interface CsvMarketOptions extends CsvOptions {
  readonly paths: readonly string[];
  /** Said of every file where there is one file, and refused where there are several. */
  readonly instrumentFile: InstrumentFile | null;
  readonly settings: Settings;
}

/** Recorded bars played as a live market: one row per finished bar, files merged by time. */
export class CsvMarket implements PlayedMarket {
  readonly identity: MarketIdentity;
  readonly instruments: readonly Instrument[];
  readonly isBarMarket = true;
  readonly barMs: number;
  readonly endTimeMs: number;
  readonly assumptions: readonly string[];
  readonly #rows: BarBlock;

  /** @throws {BitFlowError} see `readCsvBars`; {ConfigError} when files don't go together. */
  constructor({ paths, instrumentFile, settings, ...options }: CsvMarketOptions) {
    if (instrumentFile !== null && paths.length > 1)
      throw new ConfigError('instrument', 'expected one market file beside an --instrument file, found several');
    const files = paths.map((path) => readCsvBars(path, options));
    const described = files.map((file) => csvInstrument(file, instrumentFile ?? {}, settings));
    this.instruments = described.map(({ instrument }) => instrument);
    refuseTwins(this.instruments, paths);
    this.barMs = commonLength(files);
    const { spreadBasisPoints, participation } = settings.paper;
    this.assumptions = [
      ...files.flatMap((file, place) =>
        [...file.assumptions, ...described[place].assumptions].map((words) =>
          files.length > 1 ? `${this.instruments[place].symbol}: ${words}` : words,
        ),
      ),
      `A bar is known at its close, ${lengthLabel(this.barMs)} after its time.`,
      `The paper venue assumes a spread of ${spreadBasisPoints} basis points and fills at most ${participation * 100} % of a bar's volume.`,
    ];
    this.#rows = merge(files, this.barMs);
    this.identity = {
      kind: 'csv',
      files: files.map((file, place) => ({ symbol: this.instruments[place].symbol, sha256: file.sha256 })),
      reading: {
        timeZone: options.timeZone,
        isSkippingBadRows: options.skipBadRows,
        rowsSha256: rowsSha256(this.#rows),
        instrumentsSha256: instrumentsSha256(this.instruments, instrumentFile ?? {}),
      },
    };
    this.endTimeMs = this.#rows.closeTime[this.#rows.length - 1];
  }

  /** The opening of the first bar. */
  startTime(): number {
    return this.#rows.openTime[0];
  }

  rowsAfter(after: MarketPosition | null): number {
    return this.#rows.length - this.#placeAfter(after);
  }

  rows(after: MarketPosition | null, untilMs: number, limit: number): BarBlock {
    const from = this.#placeAfter(after);
    let to = Math.min(this.#rows.length, from + limit);
    if (to > from && this.#rows.closeTime[to - 1] > untilMs) to = Math.max(from, this.#placeAfter({ timeMs: untilMs, instrument: 0xffff }));
    return sliceBlock(this.#rows, from, to);
  }

  headlines(): Headline[] {
    return [];
  }

  history(instrument: number, lengthMs: number, untilMs: number, limit: number): BarBlock {
    const bars = allocateBars(limit);
    let first = limit;
    const rows = this.#rows;
    for (let row = this.#placeAfter({ timeMs: untilMs, instrument: 0xffff }) - 1; row >= 0; row -= 1) {
      if (rows.instrument[row] !== instrument) continue;
      const openTime = Math.floor(rows.openTime[row] / lengthMs) * lengthMs;
      const isSameBar = first < limit && bars.openTime[first] === openTime;
      if (!isSameBar) {
        if (first === 0) break;
        first -= 1;
        bars.instrument[first] = instrument;
        bars.openTime[first] = openTime;
        bars.closeTime[first] = openTime + lengthMs;
        bars.close[first] = rows.close[row];
        bars.high[first] = rows.high[row];
        bars.low[first] = rows.low[row];
      }
      bars.open[first] = rows.open[row];
      bars.high[first] = Math.max(bars.high[first], rows.high[row]);
      bars.low[first] = Math.min(bars.low[first], rows.low[row]);
      bars.volume[first] += rows.volume[row];
    }
    return copyRows(bars, first, limit);
  }

  /** The first row after a position. */
  #placeAfter(after: MarketPosition | null): number {
    if (after === null) return 0;
    const { closeTime, instrument } = this.#rows;
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const isAfter = closeTime[middle] > after.timeMs || (closeTime[middle] === after.timeMs && instrument[middle] > after.instrument);
      if (isAfter) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function rowsSha256({ instrument, openTime, open, high, low, close, volume }: BarBlock): string {
  const hash = createHash('sha256');
  for (const column of [instrument, openTime, open, high, low, close, volume])
    hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  return hash.digest('hex');
}

/**
 * Fees and the volume floor count only where the file says them: settings may be changed while an account lives. What headlines call
 * an instrument is not part of what it is.
 */
function instrumentsSha256(instruments: readonly Instrument[], { makerFee, takerFee, volumeFloor }: InstrumentFile): string {
  const said = instruments.map((instrument) => ({ ...instrument, aliases: undefined, fees: { makerFee, takerFee }, volumeFloor }));
  return createHash('sha256').update(JSON.stringify(said, inFixedForm)).digest('hex');
}

/** Keys in the order of their letters, and exact numbers as text, so that the same says the same in every version. */
function inFixedForm(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function refuseTwins(instruments: readonly Instrument[], paths: readonly string[]): void {
  instruments.forEach(({ id, symbol }, place) => {
    const before = instruments.findIndex((other) => other.id === id);
    if (before === place) return;
    throw new ConfigError('market', `expected one file for each symbol, found ${symbol} in ${paths[before]} and ${paths[place]}`);
  });
}

function commonLength(files: readonly CsvBars[]): number {
  const [first] = files;
  const other = files.find((file) => file.barMs !== first.barMs);
  if (other !== undefined) {
    throw new ConfigError(
      'market',
      `expected files with bars of one length, found ${lengthLabel(first.barMs)} in ${first.path} and ${lengthLabel(other.barMs)} in ${other.path}`,
    );
  }
  return first.barMs;
}

function merge(files: readonly CsvBars[], barMs: number): BarBlock {
  const next = files.map(() => 0);
  const merged = allocateBars(files.reduce((sum, file) => sum + file.openTime.length, 0));
  for (let row = 0; row < merged.length; row += 1) {
    let from = -1;
    for (let index = 0; index < files.length; index += 1) {
      if (next[index] >= files[index].openTime.length) continue;
      if (from < 0 || files[index].openTime[next[index]] < files[from].openTime[next[from]]) from = index;
    }
    const file = files[from];
    const place = next[from];
    next[from] += 1;
    merged.instrument[row] = from;
    merged.openTime[row] = file.openTime[place];
    merged.closeTime[row] = file.openTime[place] + barMs;
    merged.open[row] = file.open[place];
    merged.high[row] = file.high[place];
    merged.low[row] = file.low[place];
    merged.close[row] = file.close[place];
    merged.volume[row] = file.volume[place];
  }
  return merged;
}
