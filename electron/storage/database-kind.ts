import { randomInt } from 'node:crypto';

/** One of BitFlow's databases: how its files are told from those of others. */
export interface DatabaseKind {
  /** In SQLite's header of every such file; no other program's files have it. */
  readonly applicationId: number;
  /** What it is, in words that go on after "expected". */
  readonly words: string;
  /** The tables that every form of it has; tell a file that was made before it had an application id. */
  readonly tables: readonly string[];
}

/** Application ids are four letters: `BFJ1`, `BFP1`, `BFM1`. */
export const journalKind: DatabaseKind = {
  applicationId: 0x42464a31,
  words: "BitFlow's journal",
  tables: ['journal', 'segments', 'snapshots'],
};
export const paperKind: DatabaseKind = {
  applicationId: 0x42465031,
  words: "the paper venue's books",
  tables: ['orders', 'state'],
};
export const marketKind: DatabaseKind = {
  applicationId: 0x42464d31,
  words: "BitFlow's store of bars",
  tables: ['bar_days'],
};

/** What the first bytes of a database file say. */
export interface DatabaseHeader {
  readonly applicationId: number;
  /** Tells this database from every other of its kind; 0 for one from before databases had it. */
  readonly databaseId: number;
  /** Grows with every write that touches the first page. */
  readonly changes: number;
  /** Pages that the file has when all is written back. */
  readonly pages: number;
}

/** As many bytes are needed of a file to read its header. */
export const HEADER_BYTES = 100;

const MAGIC = 'SQLite format 3\0';

/** Reads SQLite's header; `null` for anything else. @source https://www.sqlite.org/fileformat.html#the_database_header, read 2026-11-28 */
export function parseHeader(bytes: Buffer): DatabaseHeader | null {
  if (bytes.length < HEADER_BYTES || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) return null;
  return {
    applicationId: bytes.readUInt32BE(68),
    databaseId: databaseIdOf(bytes.readUInt32BE(60)),
    changes: bytes.readUInt32BE(24),
    pages: bytes.readUInt32BE(28),
  };
}

/**
 * SQLite's "user version" is ours to use: the lowest byte is the number of the form, the 23 bits above it the id. It lies in the header,
 * so that another database in the place of this one is known by its first bytes, whatever is still to be written back.
 */
export function versionOf(userVersion: number): number {
  return userVersion & 0xff;
}

export function databaseIdOf(userVersion: number): number {
  return (userVersion >>> 8) & 0x7f_ffff;
}

/** Returns the user version of a new database: form 0 and an id of its own. */
export function newUserVersion(): number {
  return randomInt(1, 2 ** 23) << 8;
}
