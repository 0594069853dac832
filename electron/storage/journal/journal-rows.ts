import { createHash } from 'node:crypto';
import { type MarketBlock, rowTime } from '../../../shared/domain/market-block.ts';
import { utcMs } from '../../../shared/domain/time.ts';
import type { JournalEntry, MarketSegment, StoreFault } from '../../engine/ports/durable-store.ts';
import type { MarketPosition } from '../../engine/ports/venue-books-store.ts';
import { unpackBlock } from '../block-codec.ts';
import { decodeJson, encodeJson } from '../json-codec.ts';
import type { ReadableDb } from '../sqlite.ts';
import { CHAIN_START, type ChainLink, chainHash } from './chain.ts';
import { upcastFact } from './upcast.ts';

/** A row of the journal as it stands on disk. */
export interface JournalRow extends ChainLink {
  readonly hash: string;
}

/** A row of the segments as it stands on disk. */
export interface SegmentRow {
  readonly first_sequence: number;
  readonly last_sequence: number;
  readonly purpose: MarketSegment['purpose'];
  readonly at: number;
  readonly kind: MarketBlock['kind'];
  readonly row_count: number;
  readonly first_time: number;
  readonly last_time: number;
  readonly data: Uint8Array;
  readonly hash: string;
}

type EntryBody = Omit<JournalEntry, 'sequence' | 'at'>;

/** Returns what the journal stores of an entry, before it is chained. */
export function entryLink({ sequence, at, input, facts, inputDigest, factHash }: JournalEntry): ChainLink {
  const body: EntryBody = { input, facts, inputDigest, factHash };
  return { sequence, at, kind: input?.kind ?? 'market', body: encodeJson(body) };
}

/** Returns the entry that a row stores. */
export function entryOf({ sequence, at, body }: JournalRow): JournalEntry {
  const entry = decodeJson<EntryBody>(body);
  return { ...entry, facts: entry.facts.map(upcastFact), sequence, at: utcMs(at) };
}

/** Reads rows after `afterSequence`, ascending, without holding them all. */
export function journalRows(db: ReadableDb, afterSequence: number): IterableIterator<JournalRow> {
  return db
    .prepare('SELECT sequence, at, kind, body, hash FROM journal WHERE sequence > ? ORDER BY sequence')
    .iterate(afterSequence) as IterableIterator<JournalRow>;
}

/** Reads the segments whose first row is after `afterSequence`, ascending; unpacks each when it is its turn. */
export function* segmentsOf(db: ReadableDb, afterSequence: number): Generator<MarketSegment> {
  const rows = db
    .prepare('SELECT * FROM segments WHERE first_sequence > ? ORDER BY first_sequence')
    .iterate(afterSequence) as IterableIterator<SegmentRow>;
  for (const row of rows) {
    yield {
      purpose: row.purpose,
      at: utcMs(row.at),
      firstSequence: row.first_sequence,
      lastSequence: row.last_sequence,
      block: unpackBlock(row.kind, row.row_count, row.data),
    };
  }
}

/** Returns the place of the last live market row on record before input `before`, or `null`. */
export function lastMarketPosition(db: ReadableDb, before: number): MarketPosition | null {
  const row = db
    .prepare("SELECT * FROM segments WHERE purpose = 'live' AND last_sequence < ? ORDER BY first_sequence DESC LIMIT 1")
    .get(before) as SegmentRow | undefined;
  if (row === undefined) return null;
  const block = unpackBlock(row.kind, row.row_count, row.data);
  return { timeMs: rowTime(block, block.length - 1), instrument: block.instrument[block.length - 1] };
}

/** Returns the hash of a segment: SHA-256 of what it says of itself and of its packed rows. */
export function segmentHash({
  first_sequence,
  last_sequence,
  purpose,
  at,
  kind,
  row_count,
  data,
}: Omit<SegmentRow, 'hash' | 'first_time' | 'last_time'>): string {
  const head = [first_sequence, last_sequence, purpose, at, kind, row_count].join('\n');
  return createHash('sha256').update(`${head}\n`).update(data).digest('hex');
}

/** What a check of the whole journal found. */
export interface ChainReport {
  readonly entryCount: number;
  readonly lastSequence: number;
  readonly lastHash: string;
  readonly fault: StoreFault | null;
}

/** Follows the hash chain from its start and names the first entry that does not fit. */
export function checkChain(db: ReadableDb): ChainReport {
  let previous = CHAIN_START;
  let lastSequence = 0;
  let entryCount = 0;
  for (const row of journalRows(db, 0)) {
    // Damage to the file may leave a column without its text.
    const isWhole = typeof row.body === 'string' && typeof row.kind === 'string';
    if (!isWhole || row.hash !== chainHash(previous, row)) {
      const message = `journal entry ${row.sequence} (${row.kind}) does not fit the chain: it, or its hash, was altered after it was written`;
      return { entryCount, lastSequence, lastHash: previous, fault: { sequence: row.sequence, message } };
    }
    previous = row.hash;
    lastSequence = row.sequence;
    entryCount += 1;
  }
  return { entryCount, lastSequence, lastHash: previous, fault: gapFault(db) ?? lastSegmentFault(db) };
}

/** Checks the packed market data from input `from` on against their hashes and names the first that does not fit. */
export function checkSegments(db: ReadableDb, from = 0): StoreFault | null {
  const sql = 'SELECT * FROM segments WHERE first_sequence >= ? ORDER BY first_sequence';
  for (const row of db.prepare(sql).iterate(from) as IterableIterator<SegmentRow>) {
    const fault = segmentFault(row);
    if (fault !== null) return fault;
  }
  return null;
}

/**
 * Checks all packed market data, a segment at each step, against their hashes and the times that they are found by; yields each that
 * does not fit, and `null` for those that do.
 */
export function* segmentFaults(db: ReadableDb): Generator<StoreFault | null, void> {
  const sql = 'SELECT * FROM segments ORDER BY first_sequence';
  for (const row of db.prepare(sql).iterate() as IterableIterator<SegmentRow>) yield segmentFault(row) ?? timesFault(row);
}

function timesFault(row: SegmentRow): StoreFault | null {
  const block = unpackBlock(row.kind, row.row_count, row.data);
  if (rowTime(block, 0) === row.first_time && rowTime(block, block.length - 1) === row.last_time) return null;
  const { first_sequence: first, last_sequence: last } = row;
  return { sequence: first, message: `the times of recorded market data ${first}..${last} were altered after it was written` };
}

/** Checks what a start goes on from; the market data before it is only needed to decide again. */
function lastSegmentFault(db: ReadableDb): StoreFault | null {
  const sql = "SELECT max(first_sequence) AS first FROM segments WHERE purpose = 'live'";
  const { first } = db.prepare(sql).get() as { first: number | null };
  return checkSegments(db, first ?? 0);
}

function segmentFault(row: SegmentRow): StoreFault | null {
  if (row.data instanceof Uint8Array && segmentHash(row) === row.hash) return null;
  const { first_sequence: first, last_sequence: last } = row;
  return { sequence: first, message: `recorded market data ${first}..${last} was altered after it was written` };
}

/**
 * Every input after the oldest kept segment is in the journal, in a segment, or, as a row that led to facts, in
 * both; a number that is in neither was lost.
 */
function gapFault(db: ReadableDb): StoreFault | null {
  const oldest = (db.prepare('SELECT min(first_sequence) AS first FROM segments').get() as { first: number | null }).first;
  if (oldest === null) return null;
  const covered = db
    .prepare(
      `SELECT first_sequence AS first, last_sequence AS last FROM segments
       UNION ALL SELECT sequence, sequence FROM journal WHERE sequence >= ? AND kind <> 'market'
       ORDER BY 1`,
    )
    .iterate(oldest) as IterableIterator<{ first: number; last: number }>;
  let next = oldest;
  for (const { first, last } of covered) {
    if (first > next) return { sequence: next, message: `inputs ${next} to ${first - 1} are missing from the record` };
    if (last >= next) next = last + 1;
  }
  return null;
}

/** A record in the order of its inputs: entries, and market rows by segment. */
export type Recorded =
  | { readonly kind: 'entry'; readonly entry: JournalEntry }
  | { readonly kind: 'segment'; readonly segment: MarketSegment };

/** Reads a whole record; segments come before the entry that follows them. */
export function* recordedInOrder(db: ReadableDb): Generator<Recorded> {
  const segments = segmentsOf(db, 0);
  try {
    let next = segments.next();
    for (const row of journalRows(db, 0)) {
      while (next.done !== true && next.value.firstSequence <= row.sequence) {
        yield { kind: 'segment', segment: next.value };
        next = segments.next();
      }
      yield { kind: 'entry', entry: entryOf(row) };
    }
    while (next.done !== true) {
      yield { kind: 'segment', segment: next.value };
      next = segments.next();
    }
  } finally {
    // Who stops reading at a fault must leave no query open.
    segments.return(undefined);
  }
}
