import { lstatSync } from 'node:fs';
import type { Disposable } from '../../shared/base/disposable.ts';
import type { DataFolder } from './data-folder.ts';
import { journalKind, marketKind, paperKind } from './database-kind.ts';
import { DatabaseWatch, type FileFault, PathWatch } from './file-watch.ts';

export interface FolderWatchOptions {
  readonly folder: DataFolder;
  /** Called with everything that is wrong whenever that changes; empty when all is well again. */
  readonly onChange: (faults: readonly FileFault[]) => void;
  /** @default 1000 */
  readonly everyMs?: number;
  /** A disk that has not answered for so long is silent. @default 3000 */
  readonly silentMs?: number;
}

/** Watches that a data folder in use goes on being what it is, and its files with it. */
export class FolderWatch implements Disposable {
  readonly #options: Required<FolderWatchOptions>;
  readonly #databases: readonly DatabaseWatch[];
  readonly #paths: readonly PathWatch[];
  readonly #timer: NodeJS.Timeout;
  #silence: NodeJS.Timeout | null = null;
  #isLooking = false;
  #last = '[]';
  #isDisposed = false;

  /** Begins to watch; every database must be open already. */
  constructor(options: FolderWatchOptions) {
    const { folder } = options;
    this.#options = { everyMs: 1_000, silentMs: 3_000, ...options };
    this.#databases = [
      new DatabaseWatch(folder.journal, journalKind),
      new DatabaseWatch(folder.paper, paperKind),
      new DatabaseWatch(folder.market, marketKind),
    ];
    // What SQLite keeps beside them is there from the first record on.
    const beside = this.#databases.flatMap(({ path }) => [`${path}-wal`, `${path}-shm`]);
    this.#paths = [folder.path, folder.lock, ...beside].flatMap((path) => {
      const stats = lstatSync(path, { bigint: true, throwIfNoEntry: false });
      return stats === undefined ? [] : [new PathWatch(path, { identity: stats, isFolder: path === folder.path })];
    });
    this.#timer = setInterval(() => void this.#look(), this.#options.everyMs);
  }

  dispose(): void {
    this.#isDisposed = true;
    clearInterval(this.#timer);
    if (this.#silence !== null) clearTimeout(this.#silence);
    for (const database of this.#databases) database.close();
  }

  /** A look that does not come back is not followed by another: each would wait, and take a thread of the process. */
  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    const { folder, silentMs } = this.#options;
    this.#silence = setTimeout(() => {
      const words = `has not answered for ${silentMs / 1_000} s`;
      this.#tell([{ path: folder.path, kind: 'silent', words }]);
    }, silentMs);
    try {
      this.#tell(await this.#faults());
    } catch (error) {
      if (!this.#isDisposed) this.#tell([{ path: folder.path, kind: 'unwritable', words: `can't be looked at: ${String(error)}` }]);
    } finally {
      clearTimeout(this.#silence);
      this.#isLooking = false;
    }
  }

  async #faults(): Promise<readonly FileFault[]> {
    const faults: FileFault[] = [];
    for (const watch of [...this.#paths, ...this.#databases]) {
      if (this.#isDisposed) return [];
      const fault = await watch.look();
      if (fault !== null) faults.push(fault);
      // Where the folder is another, so is everything in it.
      if (fault !== null && fault.path === this.#options.folder.path && fault.kind !== 'unwritable') return faults;
    }
    return faults;
  }

  #tell(faults: readonly FileFault[]): void {
    const now = JSON.stringify(faults);
    if (now === this.#last || this.#isDisposed) return;
    this.#last = now;
    this.#options.onChange(faults);
  }
}
