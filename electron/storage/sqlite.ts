import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { BitFlowError } from '../../shared/base/bitflow-error.ts';

/** One numbered step of a database's form; a step that was published is never changed. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}

export type WritableDb = Database.Database;

/** A database that was opened for reading; the type has no way to write. */
export type ReadableDb = Pick<Database.Database, 'prepare' | 'pragma' | 'close'>;

export interface OpenOptions {
  readonly path: string;
  readonly migrations: readonly Migration[];
  /** `full` survives a power cut at any instant; `normal` may lose the last moments, never the file. */
  readonly durability: 'full' | 'normal';
}

/**
 * Opens a database for writing, in WAL mode, and brings it to the newest form.
 * @throws {BitFlowError} `store-newer` when a newer BitFlow made it, `disk-read-only`, `disk-full`, `store-corrupt`, `store-failed`.
 */
export function openDatabase({ path, migrations, durability }: OpenOptions): WritableDb {
  return guarded(path, () => {
    const db = new Database(path);
    try {
      // Before anything else: setting the mode already writes to the file.
      checkVersion(db, path, migrations);
      db.pragma('journal_mode = WAL');
      db.pragma(`synchronous = ${durability === 'full' ? 'FULL' : 'NORMAL'}`);
      db.pragma('fullfsync = ON');
      db.pragma('busy_timeout = 2000');
      db.pragma('foreign_keys = ON');
      migrate(db, path, migrations);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/**
 * Opens an existing database for reading.
 * @throws {BitFlowError} `store-missing`, `store-newer`, `store-corrupt`, `store-failed`.
 */
export function openForReading(path: string, migrations: readonly Migration[]): ReadableDb {
  if (!existsSync(path)) throw new BitFlowError(`There is no ${path}. Check the folder that --data-dir names.`, { code: 'store-missing' });
  return guarded(path, () => {
    const db = new Database(path, { readonly: true, fileMustExist: true });
    try {
      checkVersion(db, path, migrations);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

function migrate(db: WritableDb, path: string, migrations: readonly Migration[]): void {
  const version = checkVersion(db, path, migrations);
  for (const migration of migrations) {
    if (migration.version <= version) continue;
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`user_version = ${migration.version}`);
    })();
  }
}

function checkVersion(db: ReadableDb, path: string, migrations: readonly Migration[]): number {
  const version = Number(db.pragma('user_version', { simple: true }));
  const newest = migrations.at(-1)?.version ?? 0;
  if (version > newest) {
    throw new BitFlowError(
      `${path} has format ${version}; this BitFlow knows formats up to ${newest}. Use the BitFlow that wrote it or a newer one; the file was not touched.`,
      { code: 'store-newer' },
    );
  }
  return version;
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
  if (code === 'SQLITE_CANTOPEN') {
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
