import { BitFlowError } from '../../../shared/base/bitflow-error.ts';
import { rowTime } from '../../../shared/domain/market-block.ts';
import type { Currency } from '../../../shared/domain/money.ts';
import { Books } from '../../engine/books/books.ts';
import { type BooksSnapshot, restoreBooks, snapshotOf } from '../../engine/books/books-snapshot.ts';
import type { JournalEntry, MarketSegment, StoreFault } from '../../engine/ports/durable-store.ts';
import { packBlock } from '../block-codec.ts';
import { decodeJson, encodeJson } from '../json-codec.ts';
import { guarded, openDatabase, type ReadableDb, type WritableDb } from '../sqlite.ts';
import { rescue } from '../store-copy.ts';
import { actionableUnlike } from './actionable-rows.ts';
import { chainHash, snapshotHash } from './chain.ts';
import { foldedTables, foldedTablesSql, journalForm } from './journal-migrations.ts';
import { checkChain, entryLink, entryOf, journalRows, segmentHash } from './journal-rows.ts';
import { Projection } from './projection.ts';

/** After so many entries the books are written down, so that the next start need not fold from the beginning. */
const SNAPSHOT_EVERY = 5_000;

export interface JournalOpenOptions {
  readonly path: string;
  readonly currency: Currency;
  readonly codeHash: string;
}

/** What opening the durable store found. */
export interface JournalOpenReport {
  readonly entryCount: number;
  readonly lastSequence: number;
  readonly fault: StoreFault | null;
  /** The tables that did not match the journal and were built again from it. */
  readonly rebuiltTables: readonly string[];
}

/**
 * The durable store: the hash-chained journal, the packed market inputs, and the tables that are a fold
 * of them. Lives in the writer thread; every append is one transaction, on disk when it returns.
 */
export class JournalDb {
  readonly #path: string;
  readonly #codeHash: string;
  readonly #currency: Currency;
  readonly #db: WritableDb;
  readonly report: JournalOpenReport;
  #books: Books;
  #projection: Projection;
  #lastHash: string;
  #lastSequence: number;
  #sinceSnapshot = 0;

  constructor({ path, currency, codeHash }: JournalOpenOptions) {
    this.#path = path;
    this.#codeHash = codeHash;
    this.#currency = currency;
    this.#db = openDatabase({ path, form: journalForm, durability: 'full' });
    const chain = guarded(path, () => checkChain(this.#db));
    this.#lastHash = chain.lastHash;
    this.#lastSequence = Math.max(chain.lastSequence, lastSegmentSequence(this.#db));
    this.#books = new Books(currency);
    this.#projection = new Projection(this.#db, this.#books);
    const rebuiltTables = chain.fault === null ? guarded(path, () => this.#takeUpTables()) : [];
    this.report = { entryCount: chain.entryCount, lastSequence: this.#lastSequence, fault: chain.fault, rebuiltTables };
  }

  /**
   * Records a group, all or none.
   * @throws {BitFlowError} see `openDatabase`; `store-corrupt` also when the journal was found altered.
   */
  append(entries: readonly JournalEntry[], segments: readonly MarketSegment[]): void {
    const { fault } = this.report;
    if (fault !== null) {
      throw new BitFlowError(
        `Nothing is recorded any more: ${fault.message}. Restore ${this.#path} from a copy, or start with another --data-dir.`,
        { code: 'store-corrupt' },
      );
    }
    let lastHash = this.#lastHash;
    // The lock is had before anything is applied, so that a group which another program's lock keeps out can be tried again.
    guarded(this.#path, () =>
      this.#db
        .transaction(() => {
          for (const segment of segments) this.#insertSegment(segment);
          for (const entry of entries) {
            const link = entryLink(entry);
            lastHash = chainHash(lastHash, link);
            this.#db.prepare('INSERT INTO journal VALUES (?,?,?,?,?)').run(link.sequence, link.at, link.kind, link.body, lastHash);
            this.#projection.apply(entry);
          }
          this.#sinceSnapshot += entries.length;
          if (this.#sinceSnapshot >= SNAPSHOT_EVERY) this.#snapshot(entries.at(-1)?.sequence ?? this.#lastSequence, lastHash);
        })
        .immediate(),
    );
    this.#lastHash = lastHash;
  }

  /**
   * Deletes the oldest segments, up to the first with a row of `beforeMs` or later; returns how many went. Only ever a beginning of the
   * record goes, since a number that is missing between others counts as lost; the newest live segment, from which a start goes on, and the journal stay.
   */
  dropSegments(beforeMs: number): number {
    return guarded(
      this.#path,
      () =>
        this.#db
          .prepare(
            `DELETE FROM segments WHERE first_sequence <
               (SELECT min(first_sequence) FROM segments WHERE last_time >= ?
                  OR first_sequence = (SELECT max(first_sequence) FROM segments WHERE purpose = 'live'))`,
          )
          .run(beforeMs).changes,
    );
  }

  /** Builds the tables again from the journal, all or none. @throws {BitFlowError} see `openDatabase` */
  rebuildTables(): void {
    guarded(this.#path, () => this.#rebuildTables());
  }

  /** See `rescue`. */
  rescue(target: string): boolean {
    return rescue(this.#db, target);
  }

  close(): void {
    this.#db.close();
  }

  #insertSegment({ purpose, at, firstSequence, lastSequence, block }: MarketSegment): void {
    const { kind, length } = block;
    const data = packBlock(block);
    const times = [rowTime(block, 0), rowTime(block, length - 1)];
    const hash = segmentHash({ first_sequence: firstSequence, last_sequence: lastSequence, purpose, at, kind, row_count: length, data });
    this.#db
      .prepare('INSERT INTO segments VALUES (?,?,?,?,?,?,?,?,?,?)')
      .run(firstSequence, lastSequence, purpose, at, kind, length, ...times, data, hash);
  }

  #snapshot(sequence: number, journalHash: string): void {
    const body = encodeJson(snapshotOf(this.#books));
    this.#db.prepare('DELETE FROM snapshots').run();
    this.#db
      .prepare('INSERT INTO snapshots VALUES (?,?,?,?,?)')
      .run(sequence, journalHash, this.#codeHash, body, snapshotHash({ journal_hash: journalHash, body }));
    this.#sinceSnapshot = 0;
  }

  /** Brings the fold to the end of the journal; builds the tables again when they don't match it. */
  #takeUpTables(): string[] {
    const folded = foldBooks(this.#db, { currency: this.#currency, codeHash: this.#codeHash, before: null });
    this.#books = folded.books;
    this.#sinceSnapshot = folded.foldedEntries;
    this.#projection = new Projection(this.#db, this.#books);
    const unlike = tablesUnlike(this.#db, this.#books);
    if (unlike.length > 0) this.#rebuildTables();
    return unlike;
  }

  #rebuildTables(): void {
    this.#db.transaction(() => {
      for (const table of foldedTables) this.#db.exec(`DROP TABLE IF EXISTS ${table}`);
      this.#db.exec(foldedTablesSql);
      this.#books = new Books(this.#currency);
      this.#projection = new Projection(this.#db, this.#books);
      const entries = [...journalRows(this.#db, 0)];
      for (const row of entries) this.#projection.apply(entryOf(row));
    })();
  }
}

/** The books at the end of a journal, and how many entries had to be folded for them. */
export interface FoldedBooks {
  readonly books: Books;
  readonly foldedEntries: number;
  /** The last entry, or `null` when there is none. */
  readonly lastEntry: JournalEntry | null;
}

export interface FoldOptions {
  readonly currency: Currency;
  readonly codeHash: string;
  /** The first entry that can't be trusted; it and all that follow are left out. */
  readonly before: number | null;
}

interface SnapshotRow {
  readonly sequence: number;
  readonly journal_hash: string;
  readonly body: string;
  readonly hash: string;
}

/** Folds the journal into books, from the last snapshot that this code made, that lies on the chain and that nobody altered. */
export function foldBooks(db: ReadableDb, { currency, codeHash, before }: FoldOptions): FoldedBooks {
  const snapshot = before === null ? soundSnapshot(db, codeHash) : null;
  const books = snapshot === null ? new Books(currency) : restoreBooks(decodeJson<BooksSnapshot>(snapshot.body));
  let foldedEntries = 0;
  let lastEntry: JournalEntry | null = null;
  for (const row of journalRows(db, (snapshot?.sequence ?? 0) - 1)) {
    if (before !== null && row.sequence >= before) break;
    lastEntry = entryOf(row);
    if (row.sequence === snapshot?.sequence) continue;
    for (const fact of lastEntry.facts) books.apply(fact);
    foldedEntries += 1;
  }
  return { books, foldedEntries, lastEntry };
}

function soundSnapshot(db: ReadableDb, codeHash: string): SnapshotRow | null {
  const sql = 'SELECT s.* FROM snapshots s JOIN journal j ON j.sequence = s.sequence AND j.hash = s.journal_hash WHERE s.code_hash = ?';
  const row = db.prepare(sql).get(codeHash) as SnapshotRow | undefined;
  return row !== undefined && row.hash === snapshotHash(row) ? row : null;
}

/**
 * Names the folded tables that are missing, hold another number of rows than the journal tells, or have another row of what can be
 * acted on. Whether rows of what is over differ takes longer to tell, see `checkTables`.
 */
function tablesUnlike(db: ReadableDb, books: Books): string[] {
  const expected: Readonly<Record<string, number>> = {
    orders: books.orderCount,
    fills: books.fillCount,
    ledger_entries: books.ledger.entryCount,
    ledger_postings: books.ledger.postingCount,
    positions: books.positions.size,
    trades: books.tradeCount,
    signals: books.signalCount,
    proposals: books.proposalCount,
  };
  const unlike = foldedTables.filter((table) => {
    const exists = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(table) !== undefined;
    if (!exists) return true;
    const { count } = db.prepare(`SELECT count(*) AS count FROM ${table}`).get() as { count: number };
    return table in expected && expected[table] !== count;
  });
  return unlike.length > 0 ? unlike : actionableUnlike(db, books);
}

function lastSegmentSequence(db: ReadableDb): number {
  return (db.prepare('SELECT max(last_sequence) AS last FROM segments').get() as { last: number | null }).last ?? 0;
}
