import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { BitFlowError } from '../../shared/base/bitflow-error.ts';
import { type Disposable, disposable } from '../../shared/base/disposable.ts';

/** Where everything of one account on one market lives. */
export interface DataFolder {
  readonly path: string;
  readonly journal: string;
  readonly paper: string;
  readonly market: string;
  readonly settings: string;
  /** Models that were installed here, one folder each. */
  readonly models: string;
  /** How models did on this machine. */
  readonly measurements: string;
  /** How a running host is found; readable by its owner only. */
  readonly instance: string;
}

export function dataFolder(path: string): DataFolder {
  const root = resolve(path);
  return {
    path: root,
    journal: join(root, 'journal.db'),
    paper: join(root, 'paper.db'),
    market: join(root, 'market.db'),
    settings: join(root, 'settings.json'),
    models: join(root, 'models'),
    measurements: join(root, 'model-measurements.json'),
    instance: join(root, 'instance.json'),
  };
}

/**
 * Makes the folder where it is missing, readable by its owner only, and holds it until the lock is disposed or the
 * process ends in any way.
 * @throws {BitFlowError} `disk-read-only` when it can't be written, `folder-in-use` when another BitFlow holds it.
 */
export function holdDataFolder(folder: DataFolder): Disposable {
  try {
    mkdirSync(folder.path, { recursive: true, mode: 0o700 });
    accessSync(folder.path, constants.R_OK | constants.W_OK);
    for (const file of [folder.journal, folder.paper]) if (existsSync(file)) accessSync(file, constants.W_OK);
  } catch (cause) {
    const because = cause instanceof Error ? cause.message : String(cause);
    throw new BitFlowError(
      `The data folder ${folder.path} can't be written (${because}). Give yourself write permission, or choose another with --data-dir.`,
      {
        code: 'disk-read-only',
        cause,
      },
    );
  }
  let lock: Database.Database | null = null;
  try {
    lock = new Database(join(folder.path, 'lock.db'), { timeout: 200 });
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock?.close();
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (code.startsWith('SQLITE_BUSY')) throw inUse(folder, cause);
    throw new BitFlowError(`The data folder ${folder.path} can't be held (${cause instanceof Error ? cause.message : String(cause)}).`, {
      code: 'disk-read-only',
      cause,
    });
  }
  const held = lock;
  return disposable(() => held.close());
}

function inUse(folder: DataFolder, cause: unknown): BitFlowError {
  const holder = holderOf(folder);
  const who = holder === null ? 'another BitFlow' : `the BitFlow with process id ${holder}`;
  return new BitFlowError(
    `The data folder ${folder.path} is held by ${who}. Use that one ("bitflow open" prints its address), stop it, or choose another folder with --data-dir.`,
    {
      code: 'folder-in-use',
      cause,
    },
  );
}

function holderOf(folder: DataFolder): number | null {
  try {
    const content: unknown = JSON.parse(readFileSync(folder.instance, 'utf8'));
    return typeof content === 'object' && content !== null && 'pid' in content && typeof content.pid === 'number' ? content.pid : null;
  } catch {
    return null;
  }
}
