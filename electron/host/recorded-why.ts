import { err, ok, type Result } from '../../shared/base/result.ts';
import type { InstrumentId } from '../../shared/domain/ids.ts';
import { rowTime } from '../../shared/domain/market-block.ts';
import type { Why } from '../../shared/domain/why.ts';
import { Books } from '../engine/books/books.ts';
import { EngineCore } from '../engine/engine-core.ts';
import { FactHash } from '../engine/kernel/fact-hash.ts';
import type { RunHeader } from '../engine/kernel/input.ts';
import type { JournalEntry, MarketSegment } from '../engine/ports/durable-store.ts';
import { platformHashes } from '../platform/hashing.ts';
import { journalForm } from '../storage/journal/journal-migrations.ts';
import { recordedInOrder } from '../storage/journal/journal-rows.ts';
import { openForReading } from '../storage/sqlite.ts';

/** What is asked of a record: why an instrument had a signal or none at a moment. */
export interface RecordedQuestion {
  readonly journal: string;
  readonly codeHash: string;
  readonly instrumentId: InstrumentId;
  /** Market time, UTC milliseconds. */
  readonly atMs: number;
}

/** Why a record can't answer. */
export type RecordFault = {
  readonly code: 'not-recorded' | 'other-code' | 'unknown-instrument' | 'too-many-questions';
  readonly message: string;
};

/**
 * Answers for any moment on record: decides again, from the recorded inputs alone, up to that moment, and asks the core as it
 * then stands. The same question gets the answer that it would have had then. Reads only; takes as long as deciding again does, and tells
 * `onProgress` that it goes on.
 * @throws {BitFlowError} `store-missing`, `store-newer`, `store-corrupt`
 */
export function recordedWhy(
  { journal, codeHash, instrumentId, atMs }: RecordedQuestion,
  onProgress: () => void = () => undefined,
): Result<Why, RecordFault> {
  const db = openForReading(journal, journalForm);
  try {
    const moment = new RecordedMoment(codeHash, atMs);
    for (const recorded of recordedInOrder(db)) {
      onProgress();
      const isOver = recorded.kind === 'entry' ? moment.takeEntry(recorded.entry) : moment.takeSegment(recorded.segment);
      if (isOver) break;
    }
    return moment.why(instrumentId);
  } finally {
    db.close();
  }
}

/** Brings a core to one moment of a record. */
class RecordedMoment {
  readonly #codeHash: string;
  readonly #atMs: number;
  #books: Books | null = null;
  #core: EngineCore | null = null;
  #header: RunHeader | null = null;
  #expectedSequence = 0;
  /** Why the run in hand can't be decided again. */
  #fault: RecordFault | null = null;

  constructor(codeHash: string, atMs: number) {
    this.#codeHash = codeHash;
    this.#atMs = atMs;
  }

  /** Returns whether the moment lies before this entry. */
  takeEntry(entry: JournalEntry): boolean {
    if (entry.at > this.#atMs && this.#header !== null) return true;
    if (entry.input?.kind === 'run-opened') this.#openRun(entry.sequence, entry.input.header);
    const hasGap = entry.sequence !== this.#expectedSequence;
    if (entry.input !== null) {
      if (hasGap) this.#leaveRun();
      this.#expectedSequence = entry.sequence + 1;
      this.#core?.take(entry.input);
    } else if (entry.sequence >= this.#expectedSequence) {
      this.#leaveRun();
    }
    // Without a core that decides them again, facts are folded as they were recorded.
    if (this.#core === null) for (const fact of entry.facts) this.#books?.apply(fact);
    return false;
  }

  /** Returns whether the moment lies within this segment. */
  takeSegment({ purpose, at, block, firstSequence, lastSequence }: MarketSegment): boolean {
    if (firstSequence !== this.#expectedSequence) this.#leaveRun();
    this.#expectedSequence = lastSequence + 1;
    const core = this.#core;
    if (purpose === 'warm-up') {
      if (at > this.#atMs) return true;
      if (core !== null && block.kind === 'bars') core.take({ kind: 'warm-up', at, block });
      return false;
    }
    let known = 0;
    while (known < block.length && rowTime(block, known) <= this.#atMs) known += 1;
    if (core !== null) for (let row = 0; row < known; ) row += core.takeRows(block, row, known).taken;
    return known < block.length;
  }

  why(instrumentId: InstrumentId): Result<Why, RecordFault> {
    if (this.#fault !== null) return err(this.#fault);
    if (this.#core === null || this.#header === null || this.#header.startsAt > this.#atMs)
      return err({ code: 'not-recorded', message: 'Nothing was recorded at that time.' });
    const index = this.#core.instruments.indexOf(instrumentId);
    if (index === null) return err({ code: 'unknown-instrument', message: `There was no instrument ${instrumentId}.` });
    return ok(this.#core.why(index));
  }

  #openRun(sequence: number, header: RunHeader): void {
    const books = this.#books ?? new Books(header.instruments[0].quoteCurrency);
    this.#books = books;
    this.#header = header;
    this.#fault = null;
    this.#core = null;
    this.#expectedSequence = sequence;
    if (header.codeHash === this.#codeHash) {
      this.#core = new EngineCore({ header, books, factHash: new FactHash(platformHashes) }, sequence - 1);
    } else {
      const message = `What happened then was decided by another version of BitFlow (${header.codeHash.slice(0, 8)}, this is ${this.#codeHash.slice(0, 8)}); its signals are on record, their reasons at other moments are not.`;
      this.#fault = { code: 'other-code', message };
    }
  }

  /** Where market data has expired, a run can't be decided again. */
  #leaveRun(): void {
    if (this.#core === null) return;
    this.#core = null;
    this.#fault = {
      code: 'not-recorded',
      message: 'The market data of that time has expired or is missing; only decisions are kept for ever.',
    };
  }
}
