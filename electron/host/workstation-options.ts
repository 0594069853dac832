import type { SettingChanges } from '../../shared/config/settings.ts';
import type { Command } from '../../shared/domain/command.ts';
import type { Broker } from '../engine/ports/broker.ts';
import type { DurableStore } from '../engine/ports/durable-store.ts';
import type { Logger } from '../engine/ports/logger.ts';
import type { VenueBooksStore } from '../engine/ports/venue-books-store.ts';
import type { DataFolder } from '../storage/data-folder.ts';
import type { MarketChoice } from './market-choice.ts';

/** Scripts that run in threads, and the models that one of them loads; a bundle has them elsewhere than the sources. */
export interface ThreadScripts {
  readonly storageWorker: URL;
  readonly historyWorker: URL;
  readonly replayWorker: URL;
  readonly inferenceWorker: URL;
  /** The folder of the bundled models; ends with a slash. */
  readonly bundledModels: URL;
}

/** Stands between the engine and what it depends on, to watch or to break it; crash runs end the process there. */
export interface Interposers {
  store(inner: DurableStore): DurableStore;
  venueBooks(inner: VenueBooksStore): VenueBooksStore;
  broker(inner: Broker): Broker;
}

/** What an engine leaves for the one that takes over from it under the same supervisor. */
export interface Predecessor {
  /** The settings that were in force, as the file said them. */
  readonly settings: SettingChanges;
  /** A kill switch that was pressed and carried out but is not on record. @default null */
  readonly kill?: Command | null;
}

export interface WorkstationOptions {
  /** Where everything is kept; `null` keeps nothing beyond the run. */
  readonly folder: DataFolder | null;
  readonly market: MarketChoice;
  /** Settings of this start, above the file. */
  readonly overrides: SettingChanges;
  /** Market time per wall time; `undefined` as before, `null` as fast as it goes. */
  readonly speed: number | null | undefined;
  readonly scripts: ThreadScripts;
  readonly codeHash: string;
  readonly log: Logger;
  /** The engine before this one, or `null` for the first. @default null */
  readonly predecessor?: Predecessor | null;
  /** The machine's clock, UTC milliseconds. */
  readonly wallNow: () => number;
  /** A clock that nobody sets, in milliseconds since some moment; tells sleep and set clocks from time that passed. @default performance.now */
  readonly steadyNow?: () => number;
  /** @default nothing stands between */
  readonly interposers?: Interposers;
}
