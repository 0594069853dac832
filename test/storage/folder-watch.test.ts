import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type DataFolder, dataFolder } from '../../electron/storage/data-folder.ts';
import type { FileFault } from '../../electron/storage/file-watch.ts';
import { FolderWatch } from '../../electron/storage/folder-watch.ts';
import { holdDataFolder } from '../../electron/storage/hold-folder.ts';
import { journalForm } from '../../electron/storage/journal/journal-migrations.ts';
import { marketForm } from '../../electron/storage/market/market-migrations.ts';
import { paperForm } from '../../electron/storage/paper/paper-migrations.ts';
import { openDatabase, type WritableDb } from '../../electron/storage/sqlite.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/temporary.ts';

interface Scene {
  readonly folder: DataFolder;
  readonly journal: WritableDb;
  /** What was told last. */
  readonly faults: () => readonly FileFault[];
}

/** A folder that is held, its databases open, and watched. */
function watchedFolder(): Scene {
  const folder = dataFolder(temporaryFolder());
  const held = holdDataFolder(folder);
  const journal = openDatabase({ path: folder.journal, form: journalForm, durability: 'full' });
  const others = [
    openDatabase({ path: folder.paper, form: paperForm, durability: 'full' }),
    openDatabase({ path: folder.market, form: marketForm, durability: 'full' }),
  ];
  record(journal, 1);
  let last: readonly FileFault[] = [];
  const watch = new FolderWatch({ folder, onChange: (faults) => (last = faults), everyMs: 20 });
  onTestFinished(() => {
    for (const db of [journal, ...others]) db.close();
    watch.dispose();
    held.dispose();
  });
  return { folder, journal, faults: () => last };
}

function record(journal: WritableDb, sequence: number): void {
  journal.prepare('INSERT INTO settings_history VALUES (?, 1, ?)').run(sequence, 'x'.repeat(2_000));
}

const kindsOf = (faults: readonly FileFault[]): string[] => faults.map(({ path, kind }) => `${path.replace(/.*\//, '')} ${kind}`);

describe('a folder in use', () => {
  it('has nothing wrong with it while it is written, and its records are written back', async () => {
    const { journal, faults } = watchedFolder();
    for (let sequence = 2; sequence < 600; sequence += 1) {
      record(journal, sequence);
      if (sequence % 100 === 0) journal.pragma('wal_checkpoint(TRUNCATE)');
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    expect(faults()).toEqual([]);
  });

  it.each(['journal', 'paper', 'market'] as const)(
    'is known to lack its %s from the moment that it is moved to the moment it is back',
    async (name) => {
      const { folder, faults } = watchedFolder();
      renameSync(folder[name], `${folder[name]}.away`);
      await eventually(() => expect(kindsOf(faults())).toEqual([`${name}.db gone`]));
      mkdirSync(folder[name]);
      await eventually(() => expect(kindsOf(faults())).toEqual([`${name}.db replaced`]));
      rmSync(folder[name], { recursive: true });
      writeFileSync(folder[name], readFileSync(`${folder[name]}.away`));
      await eventually(() => expect(faults()[0]?.words).toBe('is now another file'));
      rmSync(folder[name]);
      renameSync(`${folder[name]}.away`, folder[name]);
      await eventually(() => expect(faults()).toEqual([]));
    },
  );

  it('is known to be moved, with all that is in it, and to be back', async () => {
    const { folder, faults } = watchedFolder();
    renameSync(folder.path, `${folder.path}.away`);
    mkdirSync(folder.path);
    await eventually(() => expect(faults().map(({ path, kind }) => [path, kind])).toEqual([[folder.path, 'replaced']]));
    rmSync(folder.path, { recursive: true });
    renameSync(`${folder.path}.away`, folder.path);
    await eventually(() => expect(faults()).toEqual([]));
  });

  it('is known to lack what SQLite keeps beside its journal', async () => {
    const { folder, faults } = watchedFolder();
    rmSync(`${folder.journal}-wal`);
    await eventually(() => expect(kindsOf(faults())).toEqual(['journal.db-wal gone']));
  });

  const contents: readonly (readonly [string, (path: string) => void, RegExp])[] = [
    ['text', (path) => writeFileSync(path, 'mine '.repeat(10_000)), /something else than BitFlow's journal/],
    ['nothing', (path) => truncateSync(path), /something else than BitFlow's journal/],
    ['the journal of another account', copyOfAnother, /BitFlow's journal of another account/],
  ];

  it.each(contents)('is known to hold %s where its journal was', async (_what, overwrite, words) => {
    const { folder, faults } = watchedFolder();
    overwrite(folder.journal);
    await eventually(() => expect(kindsOf(faults())).toEqual(['journal.db overwritten']));
    expect(faults()[0].words).toMatch(words);
  });

  it('is known to hold an older state of its journal', async () => {
    const { folder, journal, faults } = watchedFolder();
    journal.pragma('wal_checkpoint(TRUNCATE)');
    const earlier = readFileSync(folder.journal);
    for (let sequence = 2; sequence < 50; sequence += 1) record(journal, sequence);
    journal.pragma('wal_checkpoint(TRUNCATE)');
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    writeFileSync(folder.journal, earlier);
    await eventually(() => expect(faults()[0]?.words).toMatch(/an older state/));
  });

  function copyOfAnother(path: string): void {
    const other = watchedFolder();
    record(other.journal, 2);
    copyFileSync(other.folder.journal, path);
  }
});
