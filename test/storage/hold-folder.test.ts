import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type DataFolder, dataFolder } from '../../electron/storage/data-folder.ts';
import { journalKind } from '../../electron/storage/database-kind.ts';
import { awaitDataFolder, type HeldFolder, type HoldOptions, holdDataFolder } from '../../electron/storage/hold-folder.ts';
import { journalForm } from '../../electron/storage/journal/journal-migrations.ts';
import { paperForm } from '../../electron/storage/paper/paper-migrations.ts';
import { type DatabaseForm, openDatabase, openForReading } from '../../electron/storage/sqlite.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/temporary.ts';

const isRoot = process.geteuid?.() === 0;

function hold(folder: DataFolder, options?: HoldOptions): HeldFolder {
  const held = holdDataFolder(folder, options);
  onTestFinished(() => held.dispose());
  return held;
}

/** A folder with the databases of an account that nobody uses at the moment. */
function usedFolder(): DataFolder {
  const folder = dataFolder(temporaryFolder());
  openDatabase({ path: folder.journal, form: journalForm, durability: 'full' }).close();
  openDatabase({ path: folder.paper, form: paperForm, durability: 'full' }).close();
  return folder;
}

/** Holds a folder in another process until it is ended. */
async function heldByOther({ path }: DataFolder): Promise<{ kill(): void }> {
  const module = (name: string) => JSON.stringify(new URL(`../../electron/storage/${name}.ts`, import.meta.url).href);
  const script = `const { dataFolder } = await import(${module('data-folder')}); const { holdDataFolder } = await import(${module('hold-folder')});
    globalThis.held = holdDataFolder(dataFolder(${JSON.stringify(path)})); console.log('held'); setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await new Promise((resolve) => {
    child.stdout.once('data', resolve);
  });
  return { kill: () => void child.kill('SIGKILL') };
}

const inUse = expect.objectContaining({ code: 'folder-in-use' }) as Error;

describe('a folder whose holder is about to end', () => {
  it('is waited for, as when an engine is said to have ended before it is gone', async () => {
    const folder = usedFolder();
    const other = await heldByOther(folder);
    setTimeout(() => other.kill(), 300);
    const held = await awaitDataFolder(folder, {}, 10_000);
    held.dispose();
  });

  it('is not waited for longer than that', async () => {
    const folder = usedFolder();
    await heldByOther(folder);
    await expect(awaitDataFolder(folder, {}, 150)).rejects.toThrow(inUse);
  });
});

describe('a journal in use', () => {
  it('is not given to a second process after the files beside it were deleted, until the first has crashed', async () => {
    const folder = usedFolder();
    const other = await heldByOther(folder);
    for (const path of [folder.lock, `${folder.journal}-wal`, `${folder.journal}-shm`, folder.paper]) {
      rmSync(path, { force: true });
      expect(() => holdDataFolder(folder)).toThrow(inUse);
    }
    other.kill();
    await eventually(() => hold(folder));
  });

  it('is not given to a second process by another name of it', async () => {
    const folder = usedFolder();
    await heldByOther(folder);
    const elsewhere = dataFolder(temporaryFolder());
    linkSync(folder.journal, elsewhere.journal);
    expect(() => holdDataFolder(elsewhere)).toThrow(inUse);
    const linked = join(temporaryFolder(), 'linked');
    symlinkSync(folder.path, linked);
    expect(() => holdDataFolder(dataFolder(linked))).toThrow(inUse);
  });

  it('goes on being held when another file is put in its place while lock.db is there', async () => {
    const folder = usedFolder();
    await heldByOther(folder);
    renameSync(folder.journal, `${folder.journal}.away`);
    expect(() => holdDataFolder(folder)).toThrow(inUse);
  });

  it('can be read meanwhile, and the holder can write', () => {
    const folder = usedFolder();
    hold(folder);
    const writing = openDatabase({ path: folder.journal, form: journalForm, durability: 'full' });
    onTestFinished(() => {
      writing.close();
    });
    writing.prepare("INSERT INTO settings_history VALUES (1, 1, '{}')").run();
    const reading = openForReading(folder.journal, journalForm);
    onTestFinished(() => {
      reading.close();
    });
    expect(reading.prepare('SELECT sequence FROM settings_history').get()).toEqual({ sequence: 1 });
  });
});

describe('a start', () => {
  const something: readonly (readonly [string, (path: string) => void, RegExp])[] = [
    ['a directory', (path) => mkdirSync(path), /is a directory; expected/],
    ['a named pipe', (path) => execFileSync('mkfifo', [path]), /is a named pipe; expected/],
    ['a link to nowhere', (path) => symlinkSync('nowhere', path), /is a symbolic link; expected/],
    ['a link to itself', (path) => symlinkSync(path, path), /is a symbolic link; expected/],
    ['a link to a device', (path) => symlinkSync('/dev/zero', path), /is a symbolic link; expected/],
  ];
  const places = [
    'journal.db',
    'journal.db-wal',
    'paper.db',
    'paper.db-shm',
    'market.db',
    'lock.db',
    'instance.json',
    'model-measurements.json',
  ];

  it.each(something)('is refused by %s in the place of any file of ours, which is named and left alone', (_what, put, words) => {
    for (const name of places) {
      const folder = dataFolder(temporaryFolder());
      const path = join(folder.path, name);
      put(path);
      expect(() => holdDataFolder(folder)).toThrow(
        expect.objectContaining({ code: 'file-foreign', message: expect.stringMatching(words) }),
      );
      expect(() => holdDataFolder(folder)).toThrow(path);
    }
  });

  const databases: readonly (readonly [string, (path: string) => void, string, RegExp])[] = [
    [
      'of another program',
      (path) => {
        const db = new Database(path);
        db.exec('CREATE TABLE bookmarks (url); PRAGMA application_id = 7; PRAGMA journal_mode = WAL');
        db.close();
      },
      'file-foreign',
      /is the database of another program; expected BitFlow's journal/,
    ],
    [
      'of another store of ours',
      (path) => openDatabase({ path, form: paperForm, durability: 'full' }).close(),
      'file-foreign',
      /is the paper venue's books; expected BitFlow's journal/,
    ],
    [
      'that is none',
      (path) => writeFileSync(path, 'something else '.repeat(1000)),
      'store-corrupt',
      /is no database; expected BitFlow's journal/,
    ],
    ['that is cut off', (path) => writeFileSync(path, 'SQLite format 3\0'), 'store-corrupt', /is no database/],
    ['that is empty beside its WAL', emptyBesideWal, 'journal-missing', /journal\.db is missing or empty, but .*journal\.db-wal/],
  ];

  it.each(databases)('is refused by a database %s in the place of the journal, which stays as it is', (_what, put, code, words) => {
    const folder = dataFolder(temporaryFolder());
    put(folder.journal);
    const before = readFileSync(folder.journal);
    expect(() => holdDataFolder(folder)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(words) }));
    expect(readFileSync(folder.journal).equals(before)).toBe(true);
  });

  function emptyBesideWal(path: string): void {
    writeFileSync(path, '');
    writeFileSync(`${path}-wal`, 'records');
  }

  it('is refused by a database without application id and with other tables, once it is opened', () => {
    const path = join(temporaryFolder(), 'journal.db');
    const db = new Database(path);
    db.exec('CREATE TABLE bookmarks (url); PRAGMA user_version = 2');
    db.close();
    const before = readFileSync(path);
    const refusal = expect.objectContaining({
      code: 'file-foreign',
      message: expect.stringMatching(/database of another program/),
    }) as Error;
    expect(() => openDatabase({ path, form: journalForm, durability: 'full' })).toThrow(refusal);
    expect(() => openForReading(path, journalForm)).toThrow(refusal);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('takes up a journal from before there were application ids, and gives it one', () => {
    const folder = usedFolder();
    const old = new Database(folder.journal);
    old.pragma('application_id = 0');
    old.close();
    hold(folder);
    openDatabase({ path: folder.journal, form: journalForm, durability: 'full' }).close();
    expect(readFileSync(folder.journal).readUInt32BE(68)).toBe(journalKind.applicationId);
  });

  it('begins no new account where only the journal of one is gone', () => {
    const folder = usedFolder();
    rmSync(folder.journal);
    expect(() => holdDataFolder(folder)).toThrow(
      expect.objectContaining({ code: 'journal-missing', message: expect.stringContaining(folder.paper) }),
    );
    expect(existsSync(folder.journal)).toBe(false);
  });

  it('begins none either where an engine has gone before that had one', () => {
    const folder = dataFolder(temporaryFolder());
    expect(() => holdDataFolder(folder, { hadEngine: true })).toThrow(expect.objectContaining({ code: 'journal-missing' }));
    rmSync(folder.path, { recursive: true });
    expect(() => holdDataFolder(folder, { hadEngine: true })).toThrow(expect.objectContaining({ code: 'disk-read-only' }));
    expect(existsSync(folder.path)).toBe(false);
  });

  it.runIf(isRoot)(`is refused by a file of another user${isRoot ? '' : ' (skipped: only root can give files away)'}`, () => {
    const folder = usedFolder();
    chownSync(folder.journal, 4711, 4711);
    expect(() => holdDataFolder(folder)).toThrow(
      expect.objectContaining({ code: 'file-foreign', message: expect.stringMatching(/belongs to the user with id 4711/) }),
    );
  });

  it.skipIf(isRoot)(`is refused by a journal that can't be written${isRoot ? ' (skipped: root may write everywhere)' : ''}`, () => {
    const folder = usedFolder();
    chmodSync(folder.journal, 0o400);
    expect(() => holdDataFolder(folder)).toThrow(
      expect.objectContaining({ code: 'disk-read-only', message: expect.stringContaining(folder.journal) }),
    );
  });

  it('shuts others out of a folder and files that they could read, and says so', () => {
    const folder = usedFolder();
    const writing = openDatabase({ path: folder.journal, form: journalForm, durability: 'full' });
    writeFileSync(folder.settings, '{}');
    mkdirSync(folder.models);
    const files = [folder.journal, `${folder.journal}-wal`, `${folder.journal}-shm`, folder.paper, folder.settings];
    for (const path of files) chmodSync(path, 0o664);
    for (const path of [folder.path, folder.models]) chmodSync(path, 0o755);
    const { privacy } = hold(folder);
    writing.close();
    for (const path of [...files, folder.path, folder.models]) {
      expect(privacy.tightened.some((words) => words.startsWith(`${path}: `))).toBe(true);
      if (existsSync(path)) expect((statSync(path).mode & 0o077).toString(8)).toBe('0');
    }
    expect(privacy.warnings).toEqual([]);
  });

  it('leaves the mode of a folder that holds other things as well, says so, and shuts others out of its files', () => {
    const folder = usedFolder();
    writeFileSync(join(folder.path, 'thesis.tex'), '');
    chmodSync(folder.path, 0o755);
    chmodSync(folder.journal, 0o644);
    const { privacy } = hold(folder);
    expect(privacy.warnings).toEqual([expect.stringContaining('"thesis.tex"')]);
    expect([statSync(folder.path).mode & 0o777, statSync(folder.journal).mode & 0o777]).toEqual([0o755, 0o600]);
  });

  it.each([journalForm, paperForm])('begins databases that only their owner can read, whatever the umask', (form: DatabaseForm) => {
    const before = process.umask(0);
    onTestFinished(() => void process.umask(before));
    const path = join(temporaryFolder(), 'some.db');
    const db = openDatabase({ path, form, durability: 'full' });
    onTestFinished(() => {
      db.close();
    });
    for (const suffix of ['', '-wal', '-shm']) expect(statSync(path + suffix).mode & 0o777).toBe(0o600);
  });
});
