import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { DataFolder } from '../../electron/storage/data-folder.ts';

/** One thing done to a data folder in use, and what BitFlow must make of it. */
export interface Swap {
  /** What is done, in words that go on after "with a host running". */
  readonly what: string;
  /** `halts`: nothing is opened. `degrades`: trading goes on, and it is said. `restarts`: a clean end and a new engine. */
  readonly expected: 'halts' | 'degrades' | 'restarts';
  /** What the reasons must name. */
  readonly named: (folder: DataFolder) => string;
  readonly apply: (folder: DataFolder, others: OtherFiles) => void;
  /** Undoes it, where that can be done; then all must be as before. */
  readonly putBack?: (folder: DataFolder) => void;
  /** A file that is not BitFlow's after `apply`: no byte of it may change. */
  readonly foreign?: (folder: DataFolder) => string;
  /** The place is empty then, and whoever starts there begins anew. */
  readonly isPlaceFree?: true;
  /** Where the record is when the host has ended. */
  readonly record?: (folder: DataFolder) => string;
}

/** Files of others, made once for an attack. */
export interface OtherFiles {
  /** The journal of another account. */
  readonly journal: string;
  /** The database of another program. */
  readonly database: string;
}

type FileName = 'journal' | 'paper' | 'market';

const away = (path: string): string => `${path}-away`;

const stands: readonly (readonly [string, (path: string, others: OtherFiles) => void])[] = [
  ['a directory', (path) => mkdirSync(path)],
  ['a named pipe', (path) => execFileSync('mkfifo', [path])],
  ['a link to nowhere', (path) => symlinkSync('nowhere', path)],
  ['a link to a device', (path) => symlinkSync('/dev/zero', path)],
  ['an empty file', (path) => writeFileSync(path, '')],
  ['the database of another program', (path, others) => copyFileSync(others.database, path)],
  ['the journal of another account', (path, others) => copyFileSync(others.journal, path)],
];

function replaced(name: FileName): Swap[] {
  return stands.map(([thing, put]) => ({
    what: `${name}.db is replaced by ${thing}`,
    expected: name === 'market' ? 'degrades' : 'halts',
    named: (folder) => folder[name],
    apply: (folder, others) => {
      renameSync(folder[name], away(folder[name]));
      put(folder[name], others);
    },
    putBack: (folder) => {
      rmSync(folder[name], { recursive: true });
      renameSync(away(folder[name]), folder[name]);
    },
    record: (folder) => folder.journal,
  }));
}

function overwritten(name: FileName): Swap[] {
  const over: readonly (readonly [string, (path: string, others: OtherFiles) => void])[] = [
    ['is overwritten with text', (path) => writeFileSync(path, 'mine, not yours '.repeat(5_000))],
    ['is overwritten with the database of another program', (path, others) => copyFileSync(others.database, path)],
    ['is cut to nothing', (path) => truncateSync(path)],
    ...(name === 'journal'
      ? [
          [
            'is overwritten with the journal of another account',
            (path: string, others: OtherFiles) => copyFileSync(others.journal, path),
          ] as const,
        ]
      : []),
  ];
  return over.map(([done, apply]) => ({
    what: `${name}.db ${done}`,
    expected: name === 'market' ? 'degrades' : 'halts',
    named: (folder) => folder[name],
    apply: (folder, others) => apply(folder[name], others),
    foreign: (folder) => folder[name],
  }));
}

const settings: readonly Swap[] = [
  ['a named pipe', (path: string) => execFileSync('mkfifo', [path])] as const,
  ['a directory', (path: string) => mkdirSync(path)] as const,
  ['text that is no JSON', (path: string) => writeFileSync(path, '{"risk":')] as const,
  ['nothing', () => undefined] as const,
].map(([thing, put]) => ({
  what: `settings.json is replaced by ${thing}`,
  expected: 'degrades',
  named: () => 'settings',
  apply: (folder) => {
    renameSync(folder.settings, away(folder.settings));
    put(folder.settings);
  },
  putBack: (folder) => {
    rmSync(folder.settings, { recursive: true, force: true });
    renameSync(away(folder.settings), folder.settings);
  },
  record: (folder) => folder.journal,
}));

/** Everything that the attack draws from. */
export const swaps: readonly Swap[] = [
  ...replaced('journal'),
  ...replaced('paper'),
  ...replaced('market').slice(0, 2),
  ...overwritten('journal'),
  ...overwritten('paper'),
  ...overwritten('market').slice(0, 1),
  ...settings,
  {
    what: 'journal.db is deleted',
    expected: 'halts',
    named: (folder) => folder.journal,
    apply: (folder) => rmSync(folder.journal),
    record: (folder) => join(folder.path, 'journal.rescued.db'),
  },
  {
    what: 'paper.db is deleted',
    expected: 'halts',
    named: (folder) => folder.paper,
    apply: (folder) => rmSync(folder.paper),
    record: (folder) => folder.journal,
  },
  ...(['journal.db-wal', 'journal.db-shm', 'paper.db-wal'] as const).map(
    (name): Swap => ({
      what: `${name} is deleted`,
      expected: 'restarts',
      named: (folder) => join(folder.path, name),
      apply: (folder) => rmSync(join(folder.path, name)),
      record: (folder) => folder.journal,
    }),
  ),
  {
    what: 'the folder is renamed',
    isPlaceFree: true,
    expected: 'halts',
    named: (folder) => folder.path,
    apply: (folder) => renameSync(folder.path, away(folder.path)),
    putBack: (folder) => renameSync(away(folder.path), folder.path),
    record: (folder) => folder.journal,
  },
  {
    what: 'the folder is replaced by an empty one',
    isPlaceFree: true,
    expected: 'halts',
    named: (folder) => folder.path,
    apply: (folder) => {
      renameSync(folder.path, away(folder.path));
      mkdirSync(folder.path);
    },
    putBack: (folder) => {
      rmSync(folder.path, { recursive: true });
      renameSync(away(folder.path), folder.path);
    },
    record: (folder) => folder.journal,
  },
  {
    what: 'the folder is deleted',
    isPlaceFree: true,
    expected: 'halts',
    named: (folder) => folder.path,
    apply: (folder) => rmSync(folder.path, { recursive: true }),
  },
];

/** Makes the database of another program. */
export function writeOtherDatabase(path: string): void {
  const db = new Database(path);
  db.exec('CREATE TABLE bookmarks (url TEXT); PRAGMA application_id = 7');
  const insert = db.prepare('INSERT INTO bookmarks VALUES (?)');
  db.transaction(() => {
    for (let place = 0; place < 3_000; place += 1) insert.run(`https://example.org/${place}/${'x'.repeat(80)}`);
  })();
  db.close();
}
