import type { DecisionSettings } from '../../../shared/config/settings.ts';
import type { Fact, FactBody } from '../../../shared/domain/fact.ts';
import type { InstrumentId } from '../../../shared/domain/ids.ts';
import type { Instrument } from '../../../shared/domain/instrument.ts';
import type { Books } from '../books/books.ts';
import type { MarketState } from '../market-data/market-state.ts';
import type { CoreClock } from './core-clock.ts';
import type { IdSource } from './id-source.ts';
import type { Timers } from './timers.ts';

/** What the rooms of the core share while they handle one input. */
export interface CoreContext {
  readonly clock: CoreClock;
  readonly ids: IdSource;
  readonly timers: Timers;
  readonly books: Books;
  readonly market: MarketState;
  readonly instruments: InstrumentTable;
  /** Length of the bars that signals are made from. */
  readonly barMs: number;
  /** The settings in force; read anew at each use, since an input may change them. */
  readonly settings: () => DecisionSettings;
  /** Why nothing may be opened, for a reason that lies outside the core; `null` while there is none. */
  readonly entryHold: () => string | null;
  /** Applies a fact to the books, now, and puts it on the way out. */
  readonly emit: (body: FactBody) => Fact;
}

/** The instruments of a run; market data names them by index, everything else by id. */
export class InstrumentTable {
  readonly list: readonly Instrument[];
  readonly #indexes: ReadonlyMap<InstrumentId, number>;

  /** @throws {RangeError} when two instruments share an id or currencies differ. */
  constructor(list: readonly Instrument[]) {
    this.list = list;
    this.#indexes = new Map(list.map((instrument, index) => [instrument.id, index]));
    if (this.#indexes.size !== list.length) throw new RangeError('expected instruments with different ids, found one twice');
    const currencies = new Set(list.map((instrument) => instrument.quoteCurrency));
    if (currencies.size > 1) throw new RangeError(`expected one quote currency, found ${[...currencies].join(', ')}`);
  }

  indexOf(id: InstrumentId): number | null {
    return this.#indexes.get(id) ?? null;
  }

  get(id: InstrumentId): Instrument | null {
    const index = this.#indexes.get(id);
    return index === undefined ? null : this.list[index];
  }
}
