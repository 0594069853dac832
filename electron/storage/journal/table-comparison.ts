import Database from 'better-sqlite3';
import type { Currency } from '../../../shared/domain/money.ts';
import { Books } from '../../engine/books/books.ts';
import type { ReadableDb, WritableDb } from '../sqlite.ts';
import { foldedTables, foldedTablesSql } from './journal-migrations.ts';
import { entryOf, journalRows, segmentFaults } from './journal-rows.ts';
import { Projection } from './projection.ts';

/** A row of a table that is not what the journal gives. */
export interface TableFault {
  readonly table: (typeof foldedTables)[number];
  readonly message: string;
}

/** Something on record that is not as it was written; `table` names what can be built again from the journal, `null` nothing. */
export interface RecordDifference {
  readonly table: TableFault['table'] | null;
  readonly message: string;
}

/** Compares everything that a start does not: the tables with the journal, then the market data with its hashes. */
export function* compareRecord(db: ReadableDb, currency: Currency): Generator<RecordDifference | null, void> {
  yield* compareTables(db, currency);
  for (const fault of segmentFaults(db)) yield fault === null ? null : { table: null, message: fault.message };
}

/**
 * Builds the tables anew from the journal, apart, and tells of each table the first row that differs. Does a little at each step, so that
 * it can be spread over time; yields `null` where there was nothing to tell. What it holds is given back when it ends or is returned.
 */
export function* compareTables(db: ReadableDb, currency: Currency): Generator<TableFault | null, void> {
  // A database without a name lives in a file of its own that is gone with it, and only a little of it in memory.
  const fresh = new Database('');
  try {
    fresh.exec(foldedTablesSql);
    fresh.exec('BEGIN');
    const projection = new Projection(fresh, new Books(currency));
    for (const row of journalRows(db, 0)) {
      projection.apply(entryOf(row));
      yield null;
    }
    fresh.exec('COMMIT');
    for (const table of foldedTables) yield* compareTable(db, fresh, table);
  } finally {
    fresh.close();
  }
}

function* compareTable(db: ReadableDb, fresh: WritableDb, table: TableFault['table']): Generator<TableFault | null, void> {
  const isThere = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(table) !== undefined;
  if (!isThere) {
    yield { table, message: `the table ${table} is missing; it is built again when BitFlow starts` };
    return;
  }
  const sql = `SELECT * FROM ${table} ORDER BY 1, 2, 3`;
  const found = db.prepare(sql).raw().iterate() as IterableIterator<unknown[]>;
  try {
    for (const expected of fresh.prepare(sql).raw().iterate() as IterableIterator<unknown[]>) {
      const next = found.next();
      if (next.done === true) {
        yield { table, message: `the table ${table} lacks the row ${String(expected[0])}` };
        return;
      }
      if (JSON.stringify(next.value) !== JSON.stringify(expected)) {
        yield { table, message: `the row ${String(expected[0])} of the table ${table} differs from what the journal gives` };
        return;
      }
      yield null;
    }
    const extra = found.next();
    if (extra.done !== true)
      yield { table, message: `the table ${table} has the row ${String(extra.value[0])}, which the journal does not give` };
  } finally {
    found.return?.();
  }
}
