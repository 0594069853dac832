import { isBitFlowError } from '../../../shared/base/bitflow-error.ts';
import type { Pulse } from '../../../shared/base/pulse.ts';
import { idFrom, type VenueBooksId } from '../../../shared/domain/ids.ts';
import type { VenueBooks, VenueBooksChange, VenueBooksStore } from '../../engine/ports/venue-books-store.ts';
import { StorageThread } from '../thread/storage-thread.ts';

/** The paper venue's books in a database of their own, written by a thread of their own. */
export class PaperBooksStore implements VenueBooksStore {
  readonly #thread: StorageThread;
  #obstacle: string | null = null;

  /** The thread behind it, for whoever watches over its file. */
  get thread(): StorageThread {
    return this.#thread;
  }

  private constructor(thread: StorageThread) {
    this.#thread = thread;
  }

  /** @throws {BitFlowError} `store-newer`, `disk-read-only`, `disk-full`, `store-corrupt`, `store-busy`, `store-failed`. */
  static async open(worker: URL, path: string): Promise<PaperBooksStore> {
    const thread = new StorageThread(worker, 'paper');
    try {
      await thread.call('open', path);
    } catch (error) {
      await thread.close();
      throw error;
    }
    return new PaperBooksStore(thread);
  }

  /** Signs of life of the thread that writes. */
  get pulse(): Pulse {
    return this.#thread.pulse;
  }

  /** What keeps the last change from the disk though the thread answers, such as a lock of another program; `null` when nothing does. */
  get obstacle(): string | null {
    return this.#obstacle;
  }

  load(): Promise<VenueBooks> {
    return this.#thread.call('load', null);
  }

  /** Where the books' file holds what is another's, they live on unkept: exits must go on, and the next start names what differs. */
  save(change: VenueBooksChange): Promise<void> {
    return this.#thread
      .callWhenFree<void>('save', change, (message) => (this.#obstacle = message))
      .catch((error: unknown) => {
        if (!isBitFlowError(error) || error.code !== 'file-foreign') throw error;
      });
  }

  close(): Promise<void> {
    return this.#thread.close();
  }
}

/** The books of a paper venue that lives only as long as its run. */
export const memoryPaperBooks: VenueBooksStore = {
  load: () =>
    Promise.resolve({ id: idFrom<VenueBooksId>('unkept-books'), faults: [], orders: [], orderCount: 0, tradeCount: 0, workedUntil: null }),
  save: () => Promise.resolve(),
  close: () => Promise.resolve(),
};
