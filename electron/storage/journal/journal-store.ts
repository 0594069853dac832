import { existsSync } from 'node:fs';
import type { Pulse } from '../../../shared/base/pulse.ts';
import type { MarketIdentity } from '../../engine/kernel/input.ts';
import type { DurableStore, JournalEntry, MarketSegment } from '../../engine/ports/durable-store.ts';
import type { MarketPosition } from '../../engine/ports/venue-books-store.ts';
import { openForReading } from '../sqlite.ts';
import { StorageThread } from '../thread/storage-thread.ts';
import { type FoldedBooks, type FoldOptions, foldBooks, type JournalOpenOptions, type JournalOpenReport } from './journal-db.ts';
import { journalForm } from './journal-migrations.ts';
import { entryOf, type JournalRow, lastMarketPosition } from './journal-rows.ts';

interface Batch {
  entries: JournalEntry[];
  segments: MarketSegment[];
  readonly done: PromiseWithResolvers<void>;
}

/**
 * The durable store, written by a thread of its own. While one group is on its way to disk the next
 * collects, so that a burst costs few flushes.
 */
export class JournalStore implements DurableStore {
  readonly #thread: StorageThread;
  readonly report: JournalOpenReport;
  #next: Batch | null = null;
  #obstacle: string | null = null;
  #underWay: Promise<void> | null = null;
  #failure: { readonly error: unknown } | null = null;

  /** The thread behind it, for whoever watches over its file. */
  get thread(): StorageThread {
    return this.#thread;
  }

  private constructor(thread: StorageThread, report: JournalOpenReport) {
    this.#thread = thread;
    this.report = report;
  }

  /** @throws {BitFlowError} `store-newer`, `disk-read-only`, `disk-full`, `store-corrupt`, `store-busy`, `store-failed`. */
  static async open(worker: URL, options: JournalOpenOptions): Promise<JournalStore> {
    const thread = new StorageThread(worker, 'journal');
    try {
      return new JournalStore(thread, await thread.call<JournalOpenReport>('open', options));
    } catch (error) {
      await thread.close();
      throw error;
    }
  }

  /** Signs of life of the thread that writes. */
  get pulse(): Pulse {
    return this.#thread.pulse;
  }

  /** What keeps the last group from the disk though the thread answers, such as a lock of another program; `null` when nothing does. */
  get obstacle(): string | null {
    return this.#obstacle;
  }

  append(entries: readonly JournalEntry[], segments: readonly MarketSegment[]): Promise<void> {
    this.#next ??= { entries: [], segments: [], done: Promise.withResolvers() };
    const batch = this.#next;
    for (const entry of entries) batch.entries.push(entry);
    for (const segment of segments) batch.segments.push(segment);
    this.#underWay ??= this.#flush();
    return batch.done.promise;
  }

  /** Deletes recorded market data older than `beforeMs`; returns how many segments went. */
  dropSegments(beforeMs: number): Promise<number> {
    return this.#thread.call('dropSegments', beforeMs);
  }

  /** Builds the tables again from the journal, between two groups. */
  rebuildTables(): Promise<void> {
    return this.#thread.call('rebuildTables', null);
  }

  async close(): Promise<void> {
    await this.#underWay;
    await this.#thread.close();
  }

  async #flush(): Promise<void> {
    while (this.#next !== null) {
      const batch = this.#next;
      this.#next = null;
      try {
        await this.#write(batch);
        batch.done.resolve();
      } catch (error) {
        batch.done.reject(error);
      }
    }
    this.#underWay = null;
  }

  /** After a group that was not written none is: a later one would leave a gap in the record, which no start could go on from. */
  async #write({ entries, segments }: Batch): Promise<void> {
    if (this.#failure !== null) throw this.#failure.error;
    try {
      await this.#thread.callWhenFree('append', { entries, segments }, (message) => (this.#obstacle = message));
    } catch (error) {
      this.#failure = { error };
      throw error;
    }
  }
}

/** What a restart takes up from the journal. */
export interface JournalHistory extends FoldedBooks {
  /** The entries that opened the runs so far, oldest first. */
  readonly runs: readonly JournalEntry[];
  /** The last market row that was decided on, or `null`. */
  readonly lastPosition: MarketPosition | null;
  /** Core time of the last record, or `null` when there is none. */
  readonly lastTimeMs: number | null;
  /** The last change of how wall time maps to market time, or `null`. */
  readonly lastPlayback: JournalEntry | null;
}

/** Folds what a journal holds, on the caller's thread; meant for the start, before anything runs. */
export function readHistory(path: string, options: FoldOptions): JournalHistory {
  const db = openForReading(path, journalForm);
  try {
    const ofKind = (kind: string, order: 'ASC' | 'DESC', limit: number): JournalEntry[] => {
      const sql = `SELECT sequence, at, kind, body, hash FROM journal WHERE kind = ? AND sequence < ? ORDER BY sequence ${order} LIMIT ?`;
      return (db.prepare(sql).all(kind, options.before ?? Number.MAX_SAFE_INTEGER, limit) as JournalRow[]).map(entryOf);
    };
    const folded = foldBooks(db, options);
    const lastPosition = lastMarketPosition(db, options.before ?? Number.MAX_SAFE_INTEGER);
    const times = [folded.lastEntry?.at, lastPosition?.timeMs].filter((time) => time !== undefined);
    return {
      ...folded,
      lastPosition,
      lastTimeMs: times.length === 0 ? null : Math.max(...times),
      runs: ofKind('run-opened', 'ASC', -1),
      lastPlayback: ofKind('playback', 'DESC', 1)[0] ?? null,
    };
  } finally {
    db.close();
  }
}

/** Returns the market that a data folder's account is on, or `null` when it has none yet. Reads one row. */
export function recordedMarket(path: string): MarketIdentity | null {
  if (!existsSync(path)) return null;
  const db = openForReading(path, journalForm);
  try {
    if (db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'journal'").get() === undefined) return null;
    const row = db
      .prepare("SELECT sequence, at, kind, body, hash FROM journal WHERE kind = 'run-opened' ORDER BY sequence LIMIT 1")
      .get() as JournalRow | undefined;
    const input = row === undefined ? null : entryOf(row).input;
    return input?.kind === 'run-opened' ? input.header.market : null;
  } catch (error) {
    // A row that can't be read is named when the chain is checked.
    if (error instanceof SyntaxError) return null;
    throw error;
  } finally {
    db.close();
  }
}
