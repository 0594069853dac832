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
  return { applicationId: bytes.readUInt32BE(68), changes: bytes.readUInt32BE(24), pages: bytes.readUInt32BE(28) };
}
