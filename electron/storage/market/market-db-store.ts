import { renameSync, rmSync } from 'node:fs';
import { isBitFlowError } from '../../../shared/base/bitflow-error.ts';
import type { Pulse } from '../../../shared/base/pulse.ts';
import { type BarBlock, copyRows } from '../../../shared/domain/market-block.ts';
import type { MarketStore, SeriesKey } from '../../engine/ports/market-store.ts';
import { sideFiles } from '../data-folder.ts';
import { StorageThread } from '../thread/storage-thread.ts';

/** The market store in a database of its own, served by a thread of its own. */
export class MarketDbStore implements MarketStore {
  readonly #thread: StorageThread;

  /** The thread behind it, for whoever watches over its file. */
  get thread(): StorageThread {
    return this.#thread;
  }

  private constructor(thread: StorageThread) {
    this.#thread = thread;
  }

  /** Opens the store; one that is damaged is put aside as `market.db.damaged` and begun anew, since all of it can be had again. */
  static async open(worker: URL, path: string): Promise<MarketDbStore> {
    const thread = new StorageThread(worker, 'market');
    try {
      await thread.call('open', path);
    } catch (error) {
      if (!isBitFlowError(error) || error.code !== 'store-corrupt') {
        await thread.close();
        throw error;
      }
      renameSync(path, `${path}.damaged`);
      for (const suffix of sideFiles) rmSync(path + suffix, { force: true });
      await thread.call('open', path);
    }
    return new MarketDbStore(thread);
  }

  /** Signs of life of the thread that serves it. */
  get pulse(): Pulse {
    return this.#thread.pulse;
  }

  async days(series: SeriesKey, firstDay: number, lastDay: number): Promise<ReadonlyMap<number, BarBlock>> {
    const found = await this.#thread.call<{ day: number; bars: BarBlock }[]>('days', { series, firstDay, lastDay }).catch(none);
    return new Map(found.map(({ day, bars }) => [day, bars]));
  }

  putDay(series: SeriesKey, day: number, bars: BarBlock): Promise<void> {
    // Part of a larger block would take the whole of it along to the thread.
    const isPart = bars.openTime.byteLength < bars.openTime.buffer.byteLength;
    return this.#thread
      .call<void>('putDay', { series, day, bars: isPart ? copyRows(bars, 0, bars.length) : bars })
      .catch((error: unknown) => void none(error));
  }

  close(): Promise<void> {
    return this.#thread.close();
  }
}

/** A store whose file holds what is another's keeps nothing any more. @throws every other error */
function none(error: unknown): [] {
  if (isBitFlowError(error) && error.code === 'file-foreign') return [];
  throw error;
}

/** A market store that keeps nothing. */
export const noMarketStore: MarketStore = {
  pulse: null,
  days: () => Promise.resolve(new Map()),
  putDay: () => Promise.resolve(),
  close: () => Promise.resolve(),
};
