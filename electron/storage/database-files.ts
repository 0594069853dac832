import { closeSync, constants, lstatSync, openSync, readSync } from 'node:fs';
import { BitFlowError } from '../../shared/base/bitflow-error.ts';
import { systemErrorInWords } from '../files/file-kind.ts';
import type { DataFolder } from './data-folder.ts';
import { type DatabaseKind, HEADER_BYTES, journalKind, marketKind, paperKind, parseHeader } from './database-kind.ts';

const READ_ONLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Reads the first bytes of each database before SQLite opens it, which would already work off what lies beside it. Only for a process
 * that has none of them open: closing a file ends the locks that SQLite has on it in the same process.
 * @throws {BitFlowError} `file-foreign`, `store-corrupt`, `journal-missing`, `disk-read-only`
 */
export function checkDatabaseFiles(folder: DataFolder, { mustHaveJournal }: { readonly mustHaveJournal: boolean }): void {
  checkDatabase(folder.journal, journalKind);
  checkDatabase(folder.paper, paperKind);
  checkDatabase(folder.market, marketKind);
  if (sizeOf(folder.journal) === 0) checkNoJournal(folder, mustHaveJournal);
}

/** An account begins where there is no trace of one; where there is one, its journal was lost. */
function checkNoJournal(folder: DataFolder, mustHaveJournal: boolean): void {
  if (sizeOf(`${folder.journal}-wal`) > 0) {
    throw new BitFlowError(
      `${folder.journal} is missing or empty, but ${folder.journal}-wal, which belongs to it, is there; expected the two together. Put the journal back from a copy; to begin a new account, choose another folder with --data-dir. Nothing was touched.`,
      { code: 'journal-missing' },
    );
  }
  if (mustHaveJournal) {
    throw new BitFlowError(
      `${folder.journal} is missing or empty; the BitFlow that ran here until now had its journal there. Put it back and start BitFlow again; a new one was not begun in its place.`,
      { code: 'journal-missing' },
    );
  }
  if (sizeOf(folder.paper) > 0 && parseHeader(readStart(folder.paper))?.applicationId === paperKind.applicationId) {
    throw new BitFlowError(
      `${folder.journal} is missing or empty, but ${folder.paper}, the venue's books of the same account, is there; expected both or none. Put the journal back from a copy; to begin a new account, move ${folder.paper} away as well or choose another folder with --data-dir. Nothing was touched.`,
      { code: 'journal-missing' },
    );
  }
}

function checkDatabase(path: string, kind: DatabaseKind): void {
  const size = sizeOf(path);
  // Empty is what a crash leaves that came before the first write.
  if (size === 0) return;
  const header = parseHeader(readStart(path));
  // A first write that was cut off is taken back by SQLite from what it kept for that.
  if (header === null && sizeOf(`${path}-journal`) > 0) return;
  // Bars can be had again: a damaged store of them is put aside when it is opened.
  if (header === null && kind === marketKind) return;
  if (header === null)
    throw new BitFlowError(
      `${path} is no database; expected ${kind.words}. Restore it from a copy, or choose another folder with --data-dir; nothing in it was changed.`,
      { code: 'store-corrupt' },
    );
  if (header.applicationId === 0 || header.applicationId === kind.applicationId) return;
  throw foreignDatabase(path, kind, header.applicationId);
}

/** The refusal of a database that another program made, or that is another of ours. */
export function foreignDatabase(path: string, kind: DatabaseKind, applicationId: number): BitFlowError {
  const other = [journalKind, paperKind, marketKind].find((known) => known.applicationId === applicationId);
  const found = other?.words ?? 'the database of another program';
  return new BitFlowError(
    `${path} is ${found}; expected ${kind.words}. Put the right file in its place, or choose another folder with --data-dir; it was not touched.`,
    { code: 'file-foreign' },
  );
}

function sizeOf(path: string): number {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true ? stats.size : 0;
}

function readStart(path: string): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  try {
    const fd = openSync(path, READ_ONLY);
    try {
      return bytes.subarray(0, readSync(fd, bytes, 0, HEADER_BYTES, 0));
    } finally {
      closeSync(fd);
    }
  } catch (cause) {
    throw new BitFlowError(
      `${path} can't be read: ${systemErrorInWords(cause)}. Give yourself permission, or choose another folder with --data-dir.`,
      { code: 'disk-read-only', cause },
    );
  }
}
