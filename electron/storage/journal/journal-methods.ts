import { assert } from '../../../shared/base/assert.ts';
import type { JournalEntry, MarketSegment } from '../../engine/ports/durable-store.ts';
import { JournalDb, type JournalOpenOptions, type JournalOpenReport } from './journal-db.ts';

/** What the storage thread of the durable store answers to. */
export function journalMethods() {
  let db: JournalDb | null = null;
  const opened = (): JournalDb => {
    assert(db !== null, 'the journal was used before it was opened');
    return db;
  };
  return {
    open(options: JournalOpenOptions): JournalOpenReport {
      db = new JournalDb(options);
      return db.report;
    },
    append({ entries, segments }: { readonly entries: readonly JournalEntry[]; readonly segments: readonly MarketSegment[] }): void {
      opened().append(entries, segments);
    },
    dropSegments(beforeMs: number): number {
      return opened().dropSegments(beforeMs);
    },
    rebuildTables(): void {
      opened().rebuildTables();
    },
    rescue(target: string): boolean {
      return opened().rescue(target);
    },
    close(): void {
      db?.close();
    },
  };
}
