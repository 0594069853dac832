import { accessSync, closeSync, constants, fstatSync, ftruncateSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { BitFlowError, isBitFlowError } from '../../shared/base/bitflow-error.ts';
import { type Disposable, disposable } from '../../shared/base/disposable.ts';
import { systemErrorInWords } from '../files/file-kind.ts';
import { canLockByte, lockByte, lockWhole } from '../files/file-lock.ts';
import { readWholeText } from '../files/read-whole-file.ts';
import type { DataFolder } from './data-folder.ts';
import { checkDatabaseFiles } from './database-files.ts';
import { checkFolderFiles, keepPrivate, type PrivacyReport } from './folder-files.ts';

/** A data folder that is this process's alone until it is disposed of, or the process ends in any way. */
export interface HeldFolder extends Disposable {
  readonly privacy: PrivacyReport;
}

export interface HoldOptions {
  /**
   * An engine used the folder until now that this one takes over from: a journal that is gone is not begun anew, and the settings of
   * before stand in for those that are gone. @default false
   */
  readonly hadEngine?: boolean;
}

/** Our own files are opened without following links and without waiting for whoever is at the other end of a pipe. */
const OWN_FILE = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Makes the folder where it is missing, looks at everything in it before it is touched, and holds it for this process: by a lock of
 * `lock.db`, and by one of the journal itself, which no removal of another file undoes. Whoever only reads the journal passes.
 * @throws {BitFlowError} `disk-read-only`, `folder-in-use` naming who holds it, `file-foreign`, `store-corrupt`, `journal-missing`.
 */
export function holdDataFolder(folder: DataFolder, { hadEngine = false }: HoldOptions = {}): HeldFolder {
  openFolder(folder, hadEngine);
  checkFolderFiles(folder, { mayLackSettings: hadEngine });
  const held: number[] = [];
  const release = (): void => held.splice(0).forEach((fd) => closeSync(fd));
  try {
    const lock = openOwn(folder, folder.lock);
    held.push(lock);
    if (!hold(folder, () => lockWhole(lock))) throw inUse(folder);
    checkDatabaseFiles(folder, { mustHaveJournal: hadEngine });
    const privacy = keepPrivate(folder);
    held.push(holdJournal(folder));
    ftruncateSync(lock);
    writeSync(lock, `${process.pid}\n`, 0);
    return { ...disposable(release), privacy };
  } catch (error) {
    release();
    throw error;
  }
}

/** An engine before this one may be gone by word of the platform, and hold its folder for a moment longer. */
const HANDOVER_MS = 2_000;
const AGAIN_MS = 50;

/** Holds the folder as `holdDataFolder` does; one that is in use is tried again for `withinMs`. @throws {BitFlowError} as there */
export async function awaitDataFolder(folder: DataFolder, options: HoldOptions, withinMs = HANDOVER_MS): Promise<HeldFolder> {
  const endMs = performance.now() + withinMs;
  for (;;) {
    try {
      return holdDataFolder(folder, options);
    } catch (error) {
      if (!isBitFlowError(error) || error.code !== 'folder-in-use' || performance.now() >= endMs) throw error;
    }
    await pause(AGAIN_MS);
  }
}

function openFolder(folder: DataFolder, mustExist: boolean): void {
  try {
    if (mustExist) statSync(folder.path);
    else mkdirSync(folder.path, { recursive: true, mode: 0o700 });
    accessSync(folder.path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new BitFlowError(
      `The data folder ${folder.path} can't be used: ${folderErrorInWords(cause)}. Expected a folder that you may write; give yourself permission, or choose another with --data-dir.`,
      { code: 'disk-read-only', cause },
    );
  }
  if (statSync(folder.path).isDirectory()) return;
  throw new BitFlowError(`The data folder ${folder.path} is a file; expected a folder. Choose another with --data-dir.`, {
    code: 'disk-read-only',
  });
}

function folderErrorInWords(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return code === 'EEXIST' || code === 'ENOTDIR' ? 'a file stands in its place' : systemErrorInWords(error);
}

/** Locks the journal itself, which is begun, empty, where there is none. */
function holdJournal(folder: DataFolder): number {
  const path = canLockByte ? folder.journal : dirname(folder.journal);
  const fd = canLockByte ? openOwn(folder, path) : openSync(path, constants.O_RDONLY);
  try {
    if (!hold(folder, () => (canLockByte ? lockByte(fd) : lockWhole(fd)))) throw inUse(folder);
    // Between opening and locking it, another file may have been put in its place.
    const [locked, standing] = [fstatSync(fd, { bigint: true }), statSync(path, { bigint: true, throwIfNoEntry: false })];
    if (standing === undefined || locked.ino !== standing.ino || locked.dev !== standing.dev) throw inUse(folder);
    return fd;
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function openOwn(folder: DataFolder, path: string): number {
  try {
    return openSync(path, OWN_FILE, 0o600);
  } catch (cause) {
    throw new BitFlowError(
      `${path} can't be opened for writing: ${systemErrorInWords(cause)}. Give yourself permission in ${folder.path}, or choose another folder with --data-dir.`,
      { code: 'disk-read-only', cause },
    );
  }
}

function hold(folder: DataFolder, lock: () => boolean): boolean {
  try {
    return lock();
  } catch (cause) {
    throw new BitFlowError(
      `The data folder ${folder.path} can't be locked (${cause instanceof Error ? cause.message : String(cause)}), so that two BitFlows could use it at once. Choose a folder on a disk of this machine with --data-dir.`,
      { code: 'disk-read-only', cause },
    );
  }
}

function inUse(folder: DataFolder): BitFlowError {
  const holder = holderOf(folder);
  const who = holder === null ? 'another BitFlow' : `the BitFlow with process id ${holder}`;
  return new BitFlowError(
    `The data folder ${folder.path} is held by ${who}. Use that one ("bitflow open" prints its address), stop it, or choose another folder with --data-dir.`,
    { code: 'folder-in-use' },
  );
}

/** The host that left word of itself; without one, as for the desktop, the process that wrote itself into the lock. */
function holderOf({ instance, lock }: DataFolder): number | null {
  const candidates = [
    () => {
      const content: unknown = JSON.parse(readWholeText(instance, 65_536));
      return typeof content === 'object' && content !== null && 'pid' in content ? content.pid : null;
    },
    () => Number(readWholeText(lock, 64).trim()),
  ];
  for (const candidate of candidates) {
    try {
      const pid = candidate();
      if (typeof pid === 'number' && Number.isSafeInteger(pid) && pid > 0 && isAlive(pid)) return pid;
    } catch {
      // Nothing that can be read: the next one is asked.
    }
  }
  return null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
