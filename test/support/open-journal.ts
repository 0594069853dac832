import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { type BooksSnapshot, snapshotOf } from '../../electron/engine/books/books-snapshot.ts';
import type { JournalEntry } from '../../electron/engine/ports/durable-store.ts';
import { JournalDb } from '../../electron/storage/journal/journal-db.ts';
import { foldedTables } from '../../electron/storage/journal/journal-migrations.ts';
import { entryOf, journalRows } from '../../electron/storage/journal/journal-rows.ts';
import { type JournalHistory, readHistory } from '../../electron/storage/journal/journal-store.ts';
import { USD } from './builders.ts';
import { CODE_HASH } from './recorded-run.ts';

export const journalPath = (folder: string): string => join(folder, 'journal.db');

/** Opens the durable store of a folder in this thread, and closes it after the test at the latest. */
export function openJournal(folder: string): JournalDb {
  const db = new JournalDb({ path: journalPath(folder), currency: USD, codeHash: CODE_HASH });
  onTestFinished(() => db.close());
  return db;
}

/** Opens, closes, and returns what opening found. */
export function reopen(folder: string): JournalDb['report'] {
  const db = new JournalDb({ path: journalPath(folder), currency: USD, codeHash: CODE_HASH });
  db.close();
  return db.report;
}

/** Does something to a database behind the store's back. */
export function tamper(path: string, action: (db: Database.Database) => void): void {
  const db = new Database(path);
  try {
    action(db);
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}

/** Every row of the tables that are a fold of the journal. */
export function foldedRows(folder: string): Record<string, unknown[]> {
  const db = new Database(journalPath(folder), { readonly: true });
  try {
    return Object.fromEntries(foldedTables.map((table) => [table, db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all()]));
  } finally {
    db.close();
  }
}

/** The entries on record, oldest first. */
export function recordedEntries(folder: string): JournalEntry[] {
  const db = new Database(journalPath(folder), { readonly: true });
  try {
    return [...journalRows(db, 0)].map(entryOf);
  } finally {
    db.close();
  }
}

/** What a start would take up. */
export function takenUp(folder: string): Omit<JournalHistory, 'books' | 'foldedEntries'> & { readonly books: BooksSnapshot } {
  const { books, foldedEntries: _, ...rest } = readHistory(journalPath(folder), { currency: USD, codeHash: CODE_HASH, before: null });
  return { ...rest, books: snapshotOf(books) };
}
