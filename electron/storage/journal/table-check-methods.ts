import type { Currency } from '../../../shared/domain/money.ts';
import { guarded, openForReading, type ReadableDb } from '../sqlite.ts';
import { journalForm } from './journal-migrations.ts';
import { compareRecord, type RecordDifference } from './table-comparison.ts';

export interface TableCheckOptions {
  readonly path: string;
  readonly currency: Currency;
}

/** What one slice of a check found; `isDone` when there is no more to compare. */
export interface TableCheckSlice {
  readonly isDone: boolean;
  readonly differences: readonly RecordDifference[];
}

/** What the storage thread of a check of the tables answers to: one check, slice by slice, beside the thread that writes. */
export function tableCheckMethods() {
  let db: ReadableDb | null = null;
  let path = '';
  let steps: ReturnType<typeof compareRecord> | null = null;
  const end = (): void => {
    steps?.return();
    steps = null;
    db?.close();
    db = null;
  };
  return {
    open({ path: openPath, currency }: TableCheckOptions): void {
      path = openPath;
      db = openForReading(path, journalForm);
      // One transaction, so that the journal and the tables are those of one moment, whatever is recorded meanwhile.
      db.prepare('BEGIN').run();
      steps = compareRecord(db, currency);
    },
    /** Compares for about so many milliseconds. */
    slice(forMs: number): TableCheckSlice {
      const differences: RecordDifference[] = [];
      const endsAtMs = performance.now() + forMs;
      return guarded(path, () => {
        while (steps !== null && performance.now() < endsAtMs) {
          const step = steps.next();
          if (step.done === true) end();
          else if (step.value !== null) differences.push(step.value);
        }
        return { isDone: steps === null, differences };
      });
    },
    close: end,
  };
}
