import { accessSync, chmodSync, constants, lstatSync, readdirSync, type Stats, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BitFlowError } from '../../shared/base/bitflow-error.ts';
import { fileKindInWords, fileKindOf, systemErrorInWords } from '../files/file-kind.ts';
import { type DataFolder, sideFiles } from './data-folder.ts';

/** A file of a data folder, and what stands there when all is well. */
interface ExpectedFile {
  readonly path: string;
  readonly words: string;
  /** A settings file may be kept elsewhere, behind a link; what we write and lock ourselves may not. */
  readonly mayBeLink: boolean;
}

const isOwnerKnown = process.geteuid !== undefined;

/** The databases with what they are. */
function databases({ journal, paper, market }: DataFolder): readonly (readonly [path: string, words: string])[] {
  return [
    [journal, "BitFlow's journal"],
    [paper, "the paper venue's books"],
    [market, "BitFlow's store of bars"],
  ];
}

function expectedFiles(folder: DataFolder): readonly ExpectedFile[] {
  const ofDatabases = databases(folder).flatMap(([path, words]) => [
    { path, words, mayBeLink: false },
    ...sideFiles.map((suffix) => ({ path: path + suffix, words: `a file that belongs to ${basename(path)}`, mayBeLink: false })),
  ]);
  const own = (path: string, words: string): ExpectedFile => ({ path, words, mayBeLink: false });
  return [
    ...ofDatabases,
    own(folder.lock, "BitFlow's lock"),
    own(folder.instance, 'word of a running BitFlow'),
    own(folder.measurements, 'measurements of models'),
    own(`${folder.measurements}.new`, 'measurements of models'),
    { path: folder.settings, words: 'the settings', mayBeLink: true },
    own(`${folder.settings}.new`, 'settings that are being written'),
    own(`${folder.settings}.refused`, 'settings that were refused'),
  ];
}

/** What was done, or could not be done, to keep others from reading; each in a sentence. */
export interface PrivacyReport {
  readonly tightened: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Looks at every file of a folder before anything is opened; changes nothing. `mayLackSettings`: others stand in for those of the file.
 * @throws {BitFlowError} `file-foreign` where something else stands in a file's place or another user owns it, `disk-read-only` where
 * it can't be written. Each names the file, what was expected and what to do.
 */
export function checkFolderFiles(folder: DataFolder, { mayLackSettings }: { readonly mayLackSettings: boolean }): void {
  for (const { path, words, mayBeLink } of expectedFiles(folder)) {
    if (path === folder.settings && mayLackSettings) continue;
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined) continue;
    checkKind(path, stats, { words, mayBeLink });
    checkOwner(path, stats, words);
  }
  for (const path of [...databases(folder).map(([file]) => file), folder.lock]) checkWritable(path);
}

/** @throws {BitFlowError} `file-foreign` unless a plain file stands at the path. */
export function checkKind(path: string, stats: Stats, { words, mayBeLink }: Pick<ExpectedFile, 'words' | 'mayBeLink'>): void {
  const kind = fileKindOf(stats);
  if (kind === 'file' || (kind === 'link' && mayBeLink)) return;
  const links = kind === 'link' ? ' To keep it elsewhere, move the whole data folder there and name it with --data-dir.' : '';
  throw new BitFlowError(
    `${path} is ${fileKindInWords(kind)}; expected ${words}, in a file of its own. Move it away, or choose another folder with --data-dir; it was not touched.${links}`,
    { code: 'file-foreign' },
  );
}

function checkOwner(path: string, stats: Stats, words: string): void {
  const user = process.geteuid?.();
  if (user === undefined || stats.uid === user) return;
  throw new BitFlowError(
    `${path} belongs to the user with id ${stats.uid}; expected ${words} to belong to you (id ${user}), since its owner can change it. Run BitFlow as that user, make it yours with chown, or choose another folder with --data-dir.`,
    { code: 'file-foreign' },
  );
}

function checkWritable(path: string): void {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return;
    throw new BitFlowError(
      `${path} can't be written: ${systemErrorInWords(cause)}. Give yourself write permission, or choose another folder with --data-dir.`,
      { code: 'disk-read-only', cause },
    );
  }
}

/** Takes from other users what lets them read or write the folder and its files, where that is ours to do. */
export function keepPrivate(folder: DataFolder): PrivacyReport {
  const tightened: string[] = [];
  const warnings: string[] = [];
  if (!isOwnerKnown) return { tightened, warnings };
  const stats = statSync(folder.path);
  if (isOpen(stats)) {
    const reason = reasonToLeave(folder, stats);
    if (reason === null) tighten(folder.path, stats, { tightened, warnings });
    else warnings.push(`Others may look into ${folder.path} (mode ${modeOf(stats)}): ${reason}`);
  }
  const models = lstatSync(folder.models, { throwIfNoEntry: false });
  if (models?.isDirectory() === true && isOpen(models)) tighten(folder.models, models, { tightened, warnings });
  for (const { path } of expectedFiles(folder)) {
    const file = statSync(path, { throwIfNoEntry: false });
    if (file?.isFile() === true && isOpen(file)) tighten(path, file, { tightened, warnings });
  }
  return { tightened, warnings };
}

function tighten(path: string, stats: Stats, { tightened, warnings }: { readonly tightened: string[]; readonly warnings: string[] }): void {
  try {
    chmodSync(path, stats.mode & 0o700);
    tightened.push(`${path}: mode ${modeOf(stats)} let others in; it is now ${(stats.mode & 0o700).toString(8).padStart(4, '0')}.`);
  } catch (error) {
    warnings.push(
      `Others may read ${path} (mode ${modeOf(stats)}) and that can't be changed: ${systemErrorInWords(error)}. Have its owner do "chmod go= ${path}".`,
    );
  }
}

/** Why a folder's mode is not ours to change; `null` where it is. */
function reasonToLeave(folder: DataFolder, stats: Stats): string | null {
  const user = process.geteuid?.();
  if (stats.uid !== user) return `it belongs to the user with id ${stats.uid}. BitFlow's files in it are yours only.`;
  const known = new Set([...expectedFiles(folder).map(({ path }) => path), folder.models]);
  const other = readdirSync(folder.path).find((name) => !known.has(join(folder.path, name)));
  if (other === undefined) return null;
  return `it holds other things as well, such as ${JSON.stringify(other)}, so that its mode was left. BitFlow's files in it are yours only; give BitFlow a folder of its own with --data-dir.`;
}

function isOpen({ mode }: Stats): boolean {
  return (mode & 0o077) !== 0;
}

function modeOf({ mode }: Stats): string {
  return (mode & 0o7777).toString(8).padStart(4, '0');
}
