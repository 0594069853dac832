import { closeSync, lstatSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { BitFlowError } from '../../shared/base/bitflow-error.ts';
import { foreignDatabase } from './database-files.ts';
import { type DatabaseKind, databaseIdOf, newUserVersion, versionOf } from './database-kind.ts';
import { checkKind } from './folder-files.ts';

/** One numbered step of a database's form; a step that was published is never changed. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}

/** So long another writer is waited for. */
const BUSY_MS = 2_000;

/** What a database is, and the steps that lead to its newest form, oldest first. */
export interface DatabaseForm {
  readonly kind: DatabaseKind;
  readonly migrations: readonly Migration[];
}

export type WritableDb = Database.Database;

/** A database that was opened for reading; the type has no way to write. */
export type ReadableDb = Pick<Database.Database, 'prepare' | 'pragma' | 'close'>;

export interface OpenOptions {
  readonly path: string;
  readonly form: DatabaseForm;
  /** `full` survives a power cut at any instant; `normal` may lose the last moments, never the file. */
  readonly durability: 'full' | 'normal';
}

/**
 * Opens a database for writing, in WAL mode, and brings it to the newest form; one that is begun is readable by its owner only.
 * @throws {BitFlowError} `file-foreign` when something else is in its place, `store-newer` when a newer BitFlow made it,
 * `disk-read-only`, `disk-full`, `store-corrupt`, `store-failed`.
 */
export function openDatabase({ path, form, durability }: OpenOptions): WritableDb {
  return guarded(path, () => {
    beginPrivately(path, form.kind);
    const db = new Database(path, { timeout: BUSY_MS });
    try {
      // Before anything else: setting the mode already writes to the file.
      checkForm(db, path, form);
      // Before the first write to the WAL, so that the file itself says from its first byte on what it is.
      if (applicationIdOf(db) === 0) db.pragma(`application_id = ${form.kind.applicationId}`);
      if (databaseIdOf(userVersionOf(db)) === 0) db.pragma(`user_version = ${newUserVersion() + userVersionOf(db)}`);
      db.pragma('journal_mode = WAL');
      db.pragma(`synchronous = ${durability === 'full' ? 'FULL' : 'NORMAL'}`);
      db.pragma('fullfsync = ON');
      db.pragma('foreign_keys = ON');
      migrate(db, path, form);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/**
 * Opens an existing database for reading.
 * @throws {BitFlowError} `store-missing`, `file-foreign`, `store-newer`, `store-corrupt`, `store-failed`.
 */
export function openForReading(path: string, form: DatabaseForm): ReadableDb {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined)
    throw new BitFlowError(`There is no ${path}. Check the folder that --data-dir names.`, { code: 'store-missing' });
  checkKind(path, stats, { words: form.kind.words, mayBeLink: false });
  return guarded(path, () => {
    const db = new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
    try {
      checkForm(db, path, form);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/** SQLite gives what it keeps beside a database the mode that the database has. */
function beginPrivately(path: string, { words }: DatabaseKind): void {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats !== undefined) checkKind(path, stats, { words, mayBeLink: false });
  else if (path !== ':memory:') closeSync(openSync(path, 'a', 0o600));
}

function migrate(db: WritableDb, path: string, form: DatabaseForm): void {
  const version = checkForm(db, path, form);
  for (const migration of form.migrations) {
    if (migration.version <= version) continue;
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`user_version = ${userVersionOf(db) - versionOf(userVersionOf(db)) + migration.version}`);
    })();
  }
}

/** Returns the number of the form that a database has. @throws {BitFlowError} `file-foreign`, `store-newer` */
function checkForm(db: ReadableDb, path: string, { kind, migrations }: DatabaseForm): number {
  const applicationId = applicationIdOf(db);
  if (applicationId !== 0 && applicationId !== kind.applicationId) throw foreignDatabase(path, kind, applicationId);
  const version = versionOf(userVersionOf(db));
  const newest = migrations.at(-1)?.version ?? 0;
  if (version > newest) {
    throw new BitFlowError(
      `${path} has format ${version}; this BitFlow knows formats up to ${newest}. Use the BitFlow that wrote it or a newer one; the file was not touched.`,
      { code: 'store-newer' },
    );
  }
  if (applicationId === 0 && !isOursWithoutId(db, kind, version)) throw foreignDatabase(path, kind, applicationId);
  return version;
}

function userVersionOf(db: ReadableDb): number {
  return Number(db.pragma('user_version', { simple: true })) >>> 0;
}

function applicationIdOf(db: ReadableDb): number {
  return Number(db.pragma('application_id', { simple: true })) >>> 0;
}

/** A database that says nothing of who made it is ours when it is empty, or has the tables of ours. */
function isOursWithoutId(db: ReadableDb, { tables }: DatabaseKind, version: number): boolean {
  const found = new Set(db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all());
  return version === 0 ? found.size === 0 : tables.every((table) => found.has(table));
}

/** Runs `action` and turns what SQLite throws into errors that say what to do. */
export function guarded<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw storeError(path, cause);
  }
}

function storeError(path: string, cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (cause instanceof BitFlowError || !code.startsWith('SQLITE_')) return cause;
  const because = cause instanceof Error ? cause.message : code;
  if (code.startsWith('SQLITE_FULL')) {
    return new BitFlowError(`The disk that holds ${path} is full. Make room; nothing was half written.`, {
      code: 'disk-full',
      retry: 'backoff',
      cause,
    });
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_PERM')) {
    return new BitFlowError(`${path} can't be written (${because}). Give its folder write permission or choose another with --data-dir.`, {
      code: 'disk-read-only',
      cause,
    });
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new BitFlowError(
      `${path} is damaged (${because}). Nothing in it was changed; restore it from a copy, or start with another --data-dir.`,
      {
        code: 'store-corrupt',
        cause,
      },
    );
  }
  if (code.startsWith('SQLITE_CANTOPEN')) {
    return new BitFlowError(`${path} can't be opened (${because}). Check that its folder exists and that you may read and write it.`, {
      code: 'store-missing',
      cause,
    });
  }
  if (code.startsWith('SQLITE_BUSY')) {
    return new BitFlowError(`${path} is in use by another program (${because}).`, { code: 'store-busy', retry: 'backoff', cause });
  }
  return new BitFlowError(`${path} failed: ${because}`, { code: 'store-failed', cause });
}
