import { assert } from '../../shared/base/assert.ts';
import { BitFlowError, isBitFlowError } from '../../shared/base/bitflow-error.ts';
import { drop } from '../../shared/base/drop.ts';
import { Emitter } from '../../shared/base/emitter.ts';
import type { Command, CommandResult } from '../../shared/domain/command.ts';
import { type BarBlock, copyRows, joinBlocks, type MarketBlock, rowTime } from '../../shared/domain/market-block.ts';
import type { UtcMs } from '../../shared/domain/time.ts';
import type { EngineCore, Outcome } from '../engine/engine-core.ts';
import type { Input } from '../engine/kernel/input.ts';
import type { Broker } from '../engine/ports/broker.ts';
import type { DurableStore, JournalEntry, MarketSegment, StoreFault } from '../engine/ports/durable-store.ts';
import { Outbound } from './outbound.ts';

export interface EngineRuntimeOptions {
  readonly core: EngineCore;
  readonly store: DurableStore;
  readonly broker: Broker;
  /** Whether market rows are kept, so that the run can be decided again. */
  readonly isKeepingMarket: boolean;
  /** Known already when the record was opened; then nothing is recorded or decided. */
  readonly fault: StoreFault | null;
}

/** Rows that were decided on and wait to be recorded, all of one block and without gaps in their numbers. */
interface OpenRows {
  readonly block: MarketBlock;
  readonly from: number;
  to: number;
  readonly firstSequence: number;
}

/** Beyond so many rows they are recorded without waiting for a reason. */
const MOST_OPEN_ROWS = 8_192;

/**
 * Puts the core behind the write-ahead rule: every input is recorded, and what follows from it (orders to the venue, answers to
 * commands, facts to whoever watches) leaves only when the record is on disk. When it can't be recorded any more,
 * nothing more is decided.
 */
export class EngineRuntime {
  readonly core: EngineCore;
  readonly #store: DurableStore;
  readonly #outbound: Outbound;
  readonly #isKeepingMarket: boolean;
  readonly #released = new Emitter<JournalEntry>();
  readonly #faulted = new Emitter<StoreFault>();
  readonly #rows: OpenRows[] = [];
  #openRowCount = 0;
  #fault: StoreFault | null;
  #faultCode: string | null = null;
  #backlog = 0;
  /** Records on their way to disk that ask something of the venue. */
  #unsent = 0;
  #tail: Promise<void> = Promise.resolve();
  #lookAtClock: () => void = () => undefined;

  /** Announces every recorded input with its facts, in order, once it is on disk. */
  readonly onDidRelease = this.#released.event;
  /** Announces that recording stopped. */
  readonly onDidFault = this.#faulted.event;

  constructor({ core, store, broker, isKeepingMarket, fault }: EngineRuntimeOptions) {
    this.core = core;
    this.#store = store;
    this.#isKeepingMarket = isKeepingMarket;
    this.#fault = fault;
    this.#outbound = new Outbound(broker, core);
    broker.onDidReport((report) => {
      if (this.#fault === null) this.take({ kind: 'venue-report', at: Math.max(core.now, report.tsEvent) as UtcMs, report });
    });
  }

  /** Has `look` see what time it is before market rows and commands are decided on; it may record inputs of its own. */
  lookFirst(look: () => void): void {
    this.#lookAtClock = look;
  }

  /** Why nothing is recorded or decided any more, or `null`. */
  get fault(): StoreFault | null {
    return this.#fault;
  }

  /** The code of the failure that stopped recording; `null` while there is none, for a defect of the program, and for a fault that was known from the start. */
  get faultCode(): string | null {
    return this.#faultCode;
  }

  /** How many records are on their way to disk. */
  get backlog(): number {
    return this.#backlog;
  }

  /** Whether something is on its way to the venue: first to disk, then from there. */
  get isSending(): boolean {
    return this.#unsent > 0 || this.#outbound.isBusy;
  }

  /**
   * Takes any input but market rows and warm-ups.
   * @throws {BitFlowError} `store-faulted` when recording has stopped.
   */
  take(input: Exclude<Input, { kind: 'warm-up' }>): Outcome {
    this.#assertRecording();
    const outcome = this.core.take(input);
    this.#note(outcome, input.at, input);
    return outcome;
  }

  /** Warms the analysis with history. @throws {BitFlowError} `store-faulted` */
  warmUp(block: BarBlock, at: UtcMs): void {
    this.#assertRecording();
    const outcome = this.core.take({ kind: 'warm-up', at, block });
    const { sequence } = outcome;
    const warmUp: MarketSegment = { purpose: 'warm-up', at, firstSequence: sequence, lastSequence: sequence, block };
    const segments = this.#isKeepingMarket ? [...this.#takeOpenRows(), warmUp] : [];
    // Time that passed and prices that are known again can lead to facts: a new trading day, a proposal that ran out.
    if (outcome.facts.length > 0) drop(this.#record(outcome, at, null, segments), () => undefined);
    else if (segments.length > 0) this.#noteSegments(segments);
  }

  /**
   * Takes market rows from `from` up to `to` (exclusive) and stops after the first that led to facts. Returns how many were
   * taken, and whether something must go to the venue before the market goes on.
   * @throws {BitFlowError} `store-faulted`
   */
  takeRows(block: MarketBlock, from: number, to: number): { readonly taken: number; readonly hasOrders: boolean } {
    this.#assertRecording();
    this.#lookAtClock();
    const outcome = this.core.takeRows(block, from, to);
    this.#openRows(block, from, from + outcome.taken, outcome.sequence - outcome.taken + 1);
    if (outcome.facts.length > 0) this.#note(outcome, this.core.now as UtcMs, null);
    else if (this.#openRowCount >= MOST_OPEN_ROWS) this.recordRows();
    return { taken: outcome.taken, hasOrders: outcome.facts.some(Outbound.concerns) };
  }

  /** Records the rows that wait, without waiting for a reason. */
  recordRows(): void {
    const segments = this.#takeOpenRows();
    if (segments.length > 0) this.#noteSegments(segments);
  }

  /**
   * Carries out a command and answers when the answer is on disk.
   * @throws {BitFlowError} `store-faulted`, or the store's own error when it can't be recorded.
   */
  async command(command: Command): Promise<CommandResult> {
    this.#assertRecording();
    this.#lookAtClock();
    const at = this.core.now as UtcMs;
    const outcome = this.core.take({ kind: 'command', at, command });
    await this.#record(outcome, at, { kind: 'command', at, command }, this.#takeOpenRows());
    assert(outcome.answer !== null, `command ${command.commandId} was not answered`);
    return outcome.answer;
  }

  /** Ends recording and deciding, for a reason that lies outside the store. */
  fail(error: unknown): void {
    this.#stopRecording(error);
  }

  /** Resolves when everything decided so far is on disk, handed over, and answered by the venue's side. */
  async settled(): Promise<void> {
    let tail: Promise<void> | null = null;
    while (tail !== this.#tail || this.#outbound.isBusy) {
      tail = this.#tail;
      await tail;
      await this.#outbound.drained();
    }
  }

  /** After a restart: brings the books to where the venue's are. May be repeated, and then decides what it could not before. */
  async reconcile(): Promise<void> {
    await this.#outbound.reconcile((reports) => {
      for (const report of reports) this.take({ kind: 'venue-report', at: Math.max(this.core.now, report.tsEvent) as UtcMs, report });
    });
    await this.settled();
  }

  /** Records without waiting; a failure stops recording, and whoever waits for something hears of it there. */
  #note(outcome: Outcome, at: UtcMs, input: JournalEntry['input']): void {
    drop(this.#record(outcome, at, input, this.#takeOpenRows()), () => undefined);
  }

  #noteSegments(segments: readonly MarketSegment[]): void {
    drop(this.#append([], segments, null), () => undefined);
  }

  #record(outcome: Outcome, at: UtcMs, input: JournalEntry['input'], segments: readonly MarketSegment[]): Promise<void> {
    const { sequence, facts, inputDigest, factHash } = outcome;
    const entry: JournalEntry = { sequence, at, input, facts, inputDigest, factHash };
    const recorded = this.#append([entry], segments, entry);
    if (!facts.some(Outbound.concerns)) return recorded;
    this.#unsent += 1;
    return recorded.finally(() => (this.#unsent -= 1));
  }

  #append(entries: readonly JournalEntry[], segments: readonly MarketSegment[], released: JournalEntry | null): Promise<void> {
    this.#backlog += 1;
    const durable = this.#store.append(entries, segments);
    const done = this.#tail.then(() => durable).then(() => this.#release(released));
    this.#tail = done.catch((error: unknown) => this.#stopRecording(error)).finally(() => (this.#backlog -= 1));
    return done;
  }

  #release(entry: JournalEntry | null): void {
    if (entry === null || this.#fault !== null) return;
    this.#outbound.send(entry.facts);
    this.#released.fire(entry);
  }

  #stopRecording(error: unknown): void {
    if (this.#fault !== null) return;
    this.#faultCode = isBitFlowError(error) ? error.code : null;
    this.#fault = { sequence: null, message: error instanceof Error ? error.message : String(error) };
    this.#faulted.fire(this.#fault);
  }

  #assertRecording(): void {
    if (this.#fault === null) return;
    throw new BitFlowError(`Trading is halted and nothing is recorded: ${this.#fault.message}`, { code: 'store-faulted' });
  }

  #openRows(block: MarketBlock, from: number, to: number, firstSequence: number): void {
    if (!this.#isKeepingMarket) return;
    this.#openRowCount += to - from;
    const last = this.#rows.at(-1);
    const isNext =
      last !== undefined && last.block === block && last.to === from && last.firstSequence + (last.to - last.from) === firstSequence;
    if (isNext) last.to = to;
    else this.#rows.push({ block, from, to, firstSequence });
  }

  /** Rows whose numbers follow each other become one segment. */
  #takeOpenRows(): MarketSegment[] {
    if (this.#openRowCount === 0) return [];
    const groups: OpenRows[][] = [];
    for (const rows of this.#rows) {
      const last = groups.at(-1)?.at(-1);
      if (last !== undefined && last.firstSequence + (last.to - last.from) === rows.firstSequence) groups.at(-1)?.push(rows);
      else groups.push([rows]);
    }
    this.#rows.length = 0;
    this.#openRowCount = 0;
    return groups.map((group) => {
      const block = joinBlocks(group.map((rows) => copyRows(rows.block, rows.from, rows.to)));
      const { firstSequence } = group[0];
      return { purpose: 'live', at: rowTime(block, 0) as UtcMs, firstSequence, lastSequence: firstSequence + block.length - 1, block };
    });
  }
}
