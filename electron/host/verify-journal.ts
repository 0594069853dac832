import type { Incarnation } from '../../shared/domain/ids.ts';
import { Books } from '../engine/books/books.ts';
import { EngineCore, type Outcome } from '../engine/engine-core.ts';
import { FactHash } from '../engine/kernel/fact-hash.ts';
import type { RunHeader } from '../engine/kernel/input.ts';
import { InputDigest } from '../engine/kernel/input-digest.ts';
import type { JournalEntry, MarketSegment, StoreFault } from '../engine/ports/durable-store.ts';
import { platformHashes } from '../platform/hashing.ts';
import { journalForm } from '../storage/journal/journal-migrations.ts';
import { checkChain, checkSegments, entryOf, journalRows, recordedInOrder } from '../storage/journal/journal-rows.ts';
import { compareTables } from '../storage/journal/table-comparison.ts';
import { openForReading, type ReadableDb } from '../storage/sqlite.ts';

/** What a verification found. */
export interface Verification {
  readonly ok: boolean;
  /** Entries of the journal. */
  readonly entries: number;
  /** The hash of all facts and market values on record; `null` where recorded market data has expired. */
  readonly factsHash: string | null;
  readonly firstFault: StoreFault | null;
  /** Runs that were decided again with the same result, and those that could not be, with the reason. */
  readonly decidedAgain: { readonly runs: number; readonly skipped: readonly string[] };
}

/**
 * Holds a record against itself in three ways: the hash chain of the journal and the hashes of the market data; the tables of
 * orders, positions and ledger against those that the journal gives; and the facts against those that the same code decides
 * again from the same inputs. Reads only.
 * @throws {BitFlowError} `store-missing`, `store-newer`, `store-corrupt`
 */
export function verifyJournal(path: string, codeHash: string): Verification {
  const db = openForReading(path, journalForm);
  try {
    const chain = checkChain(db);
    const fault = chain.fault ?? checkSegments(db);
    if (fault !== null)
      return { ok: false, entries: chain.entryCount, factsHash: null, firstFault: fault, decidedAgain: { runs: 0, skipped: [] } };
    const headers = [...headersOf(db)];
    if (headers.length === 0) return { ok: true, entries: 0, factsHash: null, firstFault: null, decidedAgain: { runs: 0, skipped: [] } };
    const tableFault = tableFaultOf(db, headers[0]);
    const again = decideAgain(db, headers[0], codeHash);
    const firstFault = tableFault ?? again.fault;
    return {
      ok: firstFault === null,
      entries: chain.entryCount,
      factsHash: again.factsHash,
      firstFault,
      decidedAgain: { runs: again.runs, skipped: again.skipped },
    };
  } finally {
    db.close();
  }
}

function* headersOf(db: ReadableDb): Generator<RunHeader> {
  for (const row of journalRows(db, 0)) {
    if (row.kind !== 'run-opened') continue;
    const { input } = entryOf(row);
    if (input?.kind === 'run-opened') yield input.header;
  }
}

/** Names the first row that differs from what the journal gives. */
function tableFaultOf(db: ReadableDb, header: RunHeader): StoreFault | null {
  for (const fault of compareTables(db, header.instruments[0].quoteCurrency))
    if (fault !== null) return { sequence: null, message: fault.message };
  return null;
}

interface Again {
  readonly fault: StoreFault | null;
  readonly factsHash: string | null;
  readonly runs: number;
  readonly skipped: readonly string[];
}

function decideAgain(db: ReadableDb, first: RunHeader, codeHash: string): Again {
  const books = new Books(first.instruments[0].quoteCurrency);
  const replay = new Replay(books, codeHash);
  for (const recorded of recordedInOrder(db)) {
    if (recorded.kind === 'entry') replay.takeEntry(recorded.entry);
    else replay.takeSegment(recorded.segment);
    if (replay.fault !== null) break;
  }
  replay.finish();
  return { fault: replay.fault, factsHash: replay.factsHash, runs: replay.runs, skipped: replay.skipped };
}

/** Feeds a record to a new core, run by run, and holds what it decides against what was recorded. */
class Replay {
  readonly skipped: string[] = [];
  runs = 0;
  fault: StoreFault | null = null;
  readonly #books: Books;
  readonly #codeHash: string;
  readonly #incarnations: Incarnation[] = [];
  #core: EngineCore | null = null;
  #digest = new InputDigest();
  #expectedSequence = 1;
  #isComplete = true;
  /** Facts of market rows that the core decided and the journal must name next. */
  readonly #awaited: { readonly sequence: number; readonly factHash: string }[] = [];
  #lastFactHash: string | null = null;

  constructor(books: Books, codeHash: string) {
    this.#books = books;
    this.#codeHash = codeHash;
  }

  /** `null` when market data is missing that the hash would cover. */
  get factsHash(): string | null {
    if (!this.#isComplete || this.#lastFactHash === null) return null;
    return new FactHash(platformHashes, this.#lastFactHash).valueAt(this.#digest.toString());
  }

  takeEntry(entry: JournalEntry): void {
    if (entry.input?.kind === 'run-opened') this.#openRun(entry, entry.input.header);
    this.#lastFactHash = entry.factHash;
    if (entry.input === null) this.#takeMarketFacts(entry);
    else this.#takeInput(entry, entry.input);
    if (this.#core === null) for (const fact of entry.facts) this.#books.apply(fact);
  }

  takeSegment(segment: MarketSegment): void {
    this.#noteSequence(segment.firstSequence, segment.lastSequence);
    const core = this.#core;
    if (segment.purpose === 'warm-up') {
      if (core === null || segment.block.kind !== 'bars') return;
      this.#noteDecided(core.take({ kind: 'warm-up', at: segment.at, block: segment.block }));
      return;
    }
    const { block } = segment;
    for (let row = 0; row < block.length; row += 1) this.#digest.addRow(block, row);
    if (core === null) return;
    for (let row = 0; row < block.length; ) {
      const outcome = core.takeRows(block, row, block.length);
      row += outcome.taken;
      this.#noteDecided(outcome);
    }
  }

  /** What market data led to is named by the entry after its segment. */
  #noteDecided({ sequence, facts, factHash }: Outcome): void {
    if (facts.length > 0) this.#awaited.push({ sequence, factHash });
  }

  #openRun({ sequence }: JournalEntry, header: RunHeader): void {
    this.#digest = new InputDigest();
    this.#incarnations.push(header.incarnation);
    this.#expectedSequence = sequence;
    this.#core = null;
    if (header.codeHash !== this.#codeHash) {
      const [recorded, here] = [header.codeHash, this.#codeHash].map((hash) => hash.slice(0, 8));
      this.skipped.push(`run ${header.incarnation} was decided by other code (${recorded}, this is ${here})`);
      return;
    }
    const factHash = new FactHash(platformHashes, this.#lastFactHash);
    for (const incarnation of this.#incarnations) factHash.openRun(incarnation);
    for (const { id } of this.#books.venue.followed) factHash.openBooks(id);
    this.#core = new EngineCore({ header, books: this.#books, factHash }, sequence - 1);
    this.runs += 1;
  }

  #takeInput(entry: JournalEntry, input: NonNullable<JournalEntry['input']>): void {
    this.#noteSequence(entry.sequence, entry.sequence);
    this.#assertNothingAwaited(entry.sequence);
    if (this.#core === null || this.fault !== null) return;
    const outcome = this.#core.take(input);
    this.#compare(entry, outcome.sequence, outcome.factHash);
  }

  #takeMarketFacts(entry: JournalEntry): void {
    // The segment that holds its row comes first, if there still is one.
    if (entry.sequence >= this.#expectedSequence) this.#leaveRun(entry.sequence);
    if (this.#core === null) return;
    const decided = this.#awaited.shift();
    if (decided === undefined)
      this.fault = { sequence: entry.sequence, message: `entry ${entry.sequence} names facts that are not decided again` };
    else this.#compare(entry, decided.sequence, decided.factHash);
  }

  #compare(entry: JournalEntry, sequence: number, factHash: string): void {
    if (sequence === entry.sequence && factHash === entry.factHash) return;
    this.fault ??= {
      sequence: entry.sequence,
      message: `entry ${entry.sequence} (${entry.input?.kind ?? 'market'}) is decided otherwise when it is decided again`,
    };
  }

  /** Everything on record was fed. */
  finish(): void {
    this.#assertNothingAwaited(this.#expectedSequence);
  }

  #assertNothingAwaited(sequence: number): void {
    const [decided] = this.#awaited;
    if (decided !== undefined) this.fault ??= { sequence, message: `facts decided again at input ${decided.sequence} are not on record` };
  }

  #noteSequence(first: number, last: number): void {
    if (first !== this.#expectedSequence) this.#leaveRun(first);
    this.#expectedSequence = last + 1;
  }

  /** Where market data has expired, a run can't be decided again. */
  #leaveRun(before: number): void {
    if (this.#core === null) return;
    this.skipped.push(`market data before input ${before} has expired or is missing`);
    this.#core = null;
    this.#awaited.length = 0;
    this.#isComplete = false;
    this.runs -= 1;
  }
}
