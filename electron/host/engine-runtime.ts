import { assert } from '../../shared/base/assert.ts';
import { BitFlowError, isBitFlowError } from '../../shared/base/bitflow-error.ts';
import { drop } from '../../shared/base/drop.ts';
import { Emitter } from '../../shared/base/emitter.ts';
import type { Command, CommandResult } from '../../shared/domain/command.ts';
import type { ClientOrderId } from '../../shared/domain/ids.ts';
import type { BarBlock, MarketBlock } from '../../shared/domain/market-block.ts';
import type { UtcMs } from '../../shared/domain/time.ts';
import type { EngineCore, Outcome } from '../engine/engine-core.ts';
import type { Input } from '../engine/kernel/input.ts';
import type { Broker } from '../engine/ports/broker.ts';
import type { DurableStore, JournalEntry, MarketSegment, StoreFault } from '../engine/ports/durable-store.ts';
import { isReducing, takenBack, unrecordedAnswer, venueFailed } from './ahead-of-record.ts';
import { OpenRows } from './open-rows.ts';
import { Outbound } from './outbound.ts';

export interface EngineRuntimeOptions {
  readonly core: EngineCore;
  readonly store: DurableStore;
  readonly broker: Broker;
  /** The incarnations of all runs on record, this one included. */
  readonly runs: ReadonlySet<string>;
  /** Whether market rows are kept, so that the run can be decided again. */
  readonly isKeepingMarket: boolean;
  /** Known already when the record was opened; then nothing is recorded or decided. */
  readonly fault: StoreFault | null;
}

/** A record that is not on disk yet. */
interface OnTheWay {
  readonly entry: JournalEntry | null;
  /** Whether it asks something of the venue. */
  readonly isConcerning: boolean;
  readonly decidedMs: number;
  isReleased: boolean;
}

/** Beyond so many rows they are recorded without waiting for a reason. */
const MOST_OPEN_ROWS = 8_192;

/** More records than this on their way to disk, and the market waits for them. */
const MOST_BACKLOG = 256;

/** The same while the record does not answer: exits fill by the market that goes on. */
const MOST_BACKLOG_AHEAD = 1_024;

/** An answer that can't be recorded waits so long for the venue to take what it sent. */
const VENUE_WAIT_MS = 1_500;

/**
 * Puts the core behind the write-ahead rule: every input is recorded, and what follows from it (orders to the venue, answers to
 * commands, facts to whoever watches) leaves only when the record is on disk.
 *
 * When the record does not answer, or can't be written any more, the runtime goes ahead of it: nothing is opened, entries that have
 * not left are taken back, and what reduces acts at once and says that it is not recorded. What was decided meanwhile follows onto the record
 * in order when that answers again; after a failure it never does, and the next start hears from the venue what was done.
 */
export class EngineRuntime {
  readonly core: EngineCore;
  readonly #store: DurableStore;
  readonly #broker: Broker;
  readonly #outbound: Outbound;
  readonly #released = new Emitter<JournalEntry>();
  readonly #faulted = new Emitter<StoreFault>();
  readonly #killChanged = new Emitter<Command | null>();
  readonly #rows = new OpenRows();
  readonly #isKeepingMarket: boolean;
  readonly #isFaultyFromStart: boolean;
  readonly #onTheWay: OnTheWay[] = [];
  readonly #holds = new Map<string, string>();
  #fault: StoreFault | null;
  #faultCode: string | null = null;
  #isMarketOver = false;
  #unrecordedKill: Command | null = null;
  /** Records that have not left and ask something of the venue. */
  #unsent = 0;
  /** Why what is decided does not wait for the record, or `null` where it does. */
  #ahead: string | null = null;
  /** The hold that the core knows of. */
  #toldHold: string | null = null;
  /** Whoever waits for the record and is woken when it is not waited for any more. */
  readonly #waiting = new Set<() => void>();
  #tail: Promise<void> = Promise.resolve();
  #lookAtClock: () => void = () => undefined;

  /** Announces every input with its facts, in order, once it is on disk; ahead of the record, at once. */
  readonly onDidRelease = this.#released.event;
  /** Announces that there is a kill switch that is not on record, or no more. */
  readonly onDidChangeUnrecordedKill = this.#killChanged.event;
  /** Announces that recording stopped. */
  readonly onDidFault = this.#faulted.event;

  constructor({ core, store, broker, runs, isKeepingMarket, fault }: EngineRuntimeOptions) {
    this.core = core;
    this.#store = store;
    this.#isKeepingMarket = isKeepingMarket;
    this.#fault = fault;
    this.#isFaultyFromStart = fault !== null;
    this.#broker = broker;
    this.#outbound = new Outbound(broker, core, runs);
    broker.onDidReport((report) => {
      if (this.#isHearing) this.take({ kind: 'venue-report', at: Math.max(core.now, report.tsEvent) as UtcMs, report });
    });
  }

  /** Has `look` see what time it is before market rows and commands are decided on; it may record inputs of its own. */
  lookFirst(look: () => void): void {
    this.#lookAtClock = look;
  }

  /** Why nothing is recorded any more, or `null`. */
  get fault(): StoreFault | null {
    return this.#fault;
  }

  /** The code of the failure that stopped recording; `null` while there is none, for a defect of the program, and for a fault that was known from the start. */
  get faultCode(): string | null {
    return this.#faultCode;
  }

  /** A kill switch that was carried out and is not on record; `null` when there is none. */
  get unrecordedKill(): Command | null {
    return this.#unrecordedKill;
  }

  /** Whether the market can be decided on: also while nothing is recorded, so that stops and exits go on. */
  get isDeciding(): boolean {
    return !this.#isFaultyFromStart && !this.#isMarketOver;
  }

  /** How many records are on their way to disk. */
  get backlog(): number {
    return this.#onTheWay.length;
  }

  /** When the oldest record that is not on disk was decided, in milliseconds of `performance.now`; `null` when all are. */
  get unrecordedSinceMs(): number | null {
    return this.#fault !== null ? null : (this.#onTheWay[0]?.decidedMs ?? null);
  }

  /** Whether something is on its way to the venue: first to disk, then from there. */
  get isSending(): boolean {
    return this.#unsent > 0 || this.#outbound.isBusy;
  }

  /**
   * Takes any input but market rows and warm-ups.
   * @throws {BitFlowError} `store-faulted` when the record was found faulty at the start.
   */
  take(input: Exclude<Input, { kind: 'warm-up' }>): Outcome {
    this.#assert(this.#isHearing);
    const outcome = this.core.take(input);
    this.#note(outcome, input.at, input);
    return outcome;
  }

  /** Warms the analysis with history. @throws {BitFlowError} `store-faulted` */
  warmUp(block: BarBlock, at: UtcMs): void {
    this.#assert(this.isDeciding);
    const outcome = this.core.take({ kind: 'warm-up', at, block });
    const { sequence } = outcome;
    const warmUp: MarketSegment = { purpose: 'warm-up', at, firstSequence: sequence, lastSequence: sequence, block };
    const segments = this.#isKeepingMarket ? [...this.#rows.takeSegments(), warmUp] : [];
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
    this.#assert(this.isDeciding);
    this.#lookAtClock();
    const outcome = this.core.takeRows(block, from, to);
    if (this.#isKeepingMarket && this.#fault === null)
      this.#rows.add(block, from, from + outcome.taken, outcome.sequence - outcome.taken + 1);
    if (outcome.facts.length > 0) this.#note(outcome, this.core.now as UtcMs, null);
    else if (this.#rows.count >= MOST_OPEN_ROWS) this.recordRows();
    return { taken: outcome.taken, hasOrders: outcome.facts.some(Outbound.concerns) };
  }

  /** Records the rows that wait, without waiting for a reason. */
  recordRows(): void {
    const segments = this.#rows.takeSegments();
    if (segments.length > 0) this.#noteSegments(segments);
  }

  /**
   * Carries out a command and answers when the answer is on disk; ahead of the record, one that reduces is answered when the venue has
   * taken what it led to, and says so.
   * @throws {BitFlowError} `store-faulted`, `store-slow` for one that opens and is not carried out, or was taken back, because the record does not
   * answer; `venue-failed` when the venue could not take it; the store's own error when it can't be recorded.
   */
  async command(command: Command): Promise<CommandResult> {
    this.#assert(this.#isHearing);
    this.#lookAtClock();
    this.#refuseOpening(command);
    const at = this.core.now as UtcMs;
    const outcome = this.core.take({ kind: 'command', at, command });
    const recorded = this.#record(outcome, at, { kind: 'command', at, command }, this.#rows.takeSegments());
    const { answer } = outcome;
    assert(answer !== null, `command ${command.commandId} was not answered`);
    if (await this.#isRecorded(recorded, command)) return answer;
    this.#noteUnrecorded(command, recorded);
    return await this.#answerAhead(command, answer);
  }

  /** Ends recording and deciding on the market, for a reason that lies outside the store. */
  fail(error: unknown): void {
    this.#isMarketOver = true;
    this.#stopRecording(error);
  }

  /**
   * Holds entries back for as long as `reason` is given, by whoever `key` names: commands that open are refused with it, and the core
   * proposes and approves nothing.
   */
  holdEntries(key: string, reason: string | null): void {
    if (reason === null) this.#holds.delete(key);
    else this.#holds.set(key, reason);
    if (this.#isHearing && this.#fault === null) this.#tellHold();
  }

  /** The record does not answer, in the words of `reason`: from now on nothing waits for it. `null`: it answers again. */
  goAhead(reason: string | null): void {
    if (this.#fault !== null || this.#ahead === reason) return;
    const wasAhead = this.#ahead !== null;
    this.#ahead = reason;
    if (reason === null || wasAhead) this.holdEntries('record', reason);
    else this.#leave(reason);
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

  /** Resolves when the market may go on: as `settled`, but ahead of the record without waiting for the disk. */
  async paced(): Promise<void> {
    if (this.#ahead === null && this.#fault === null) await this.#orAhead(this.settled());
    while (this.#outbound.isBusy) await this.#outbound.drained();
    await this.#outbound.drained();
  }

  /** Resolves when few enough records wait for the disk that the market may make more. */
  async roomForRecords(): Promise<void> {
    if (this.backlog > (this.#ahead === null ? MOST_BACKLOG : MOST_BACKLOG_AHEAD)) await this.settled();
  }

  /** Holds the venue's books against ours: when they are `opened`, and once everything that the venue said is `reconciled`. */
  async compareVenue(moment: 'opened' | 'reconciled'): Promise<void> {
    const statement = await this.#broker.statement();
    this.take({ kind: 'venue-statement', moment, at: this.core.now as UtcMs, statement });
    // What an opening leads to leaves with what the venue is asked next.
    if (moment === 'reconciled') await this.settled();
  }

  /** After a restart: brings the books to where the venue's are. May be repeated, and then decides what it could not before. */
  async reconcile(): Promise<void> {
    await this.#outbound.reconcile((reports) => {
      for (const report of reports) this.take({ kind: 'venue-report', at: Math.max(this.core.now, report.tsEvent) as UtcMs, report });
    });
    await this.settled();
  }

  get #hold(): string | null {
    return this.#holds.values().next().value ?? null;
  }

  /** Whether the core takes inputs at all: not when its books are a part of the record only. */
  get #isHearing(): boolean {
    return !this.#isFaultyFromStart;
  }

  #tellHold(): void {
    const reason = this.#hold;
    if (reason === this.#toldHold) return;
    this.#toldHold = reason;
    this.take({ kind: 'entry-hold', at: this.core.now as UtcMs, reason });
  }

  /** Records without waiting; a failure stops recording, and whoever waits for something hears of it there. */
  #note(outcome: Outcome, at: UtcMs, input: JournalEntry['input']): void {
    drop(this.#record(outcome, at, input, this.#rows.takeSegments()), () => undefined);
  }

  #noteSegments(segments: readonly MarketSegment[]): void {
    drop(this.#append([], segments, null), () => undefined);
  }

  #record(outcome: Outcome, at: UtcMs, input: JournalEntry['input'], segments: readonly MarketSegment[]): Promise<void> {
    const { sequence, facts, inputDigest, factHash } = outcome;
    const entry: JournalEntry = { sequence, at, input, facts, inputDigest, factHash };
    return this.#append([entry], segments, entry);
  }

  #append(entries: readonly JournalEntry[], segments: readonly MarketSegment[], entry: JournalEntry | null): Promise<void> {
    const isConcerning = entry?.facts.some(Outbound.concerns) === true;
    const record: OnTheWay = { entry, isConcerning, decidedMs: performance.now(), isReleased: false };
    if (isConcerning) this.#unsent += 1;
    if (this.#fault !== null) {
      this.#takeBack(this.#release(record));
      return Promise.resolve();
    }
    const durable = this.#store.append(entries, segments);
    this.#onTheWay.push(record);
    const done = this.#tail
      .then(() => durable)
      .then(() => {
        this.#takeBack(this.#release(record));
      });
    this.#tail = done.catch((error: unknown) => this.#stopRecording(error)).finally(() => this.#onTheWay.shift());
    if (this.#ahead !== null) this.#takeBack(this.#release(record));
    return done;
  }

  /** Lets out what was decided, to the venue and to whoever watches; returns the entries that may not leave any more. */
  #release(record: OnTheWay): readonly ClientOrderId[] {
    if (record.isReleased) return [];
    record.isReleased = true;
    if (record.isConcerning) this.#unsent -= 1;
    if (record.entry === null) return [];
    const isHoldingEntries = this.#ahead !== null || this.#fault !== null;
    const heldBack = this.#outbound.send(record.entry.facts, { isHoldingEntries });
    this.#released.fire(record.entry);
    return heldBack;
  }

  /** Entries that have not left and may not any more: the core hears that the venue does not have them, and lets them go. */
  #takeBack(ids: readonly ClientOrderId[]): void {
    for (const clientOrderId of ids) {
      const tsEvent = this.core.now as UtcMs;
      this.take({ kind: 'venue-report', at: tsEvent, report: { kind: 'unknown', clientOrderId, tsEvent } });
    }
  }

  /** Lets out everything that waits for the record, in order, without what would open; wakes whoever waits for an answer. */
  #leave(reason: string): void {
    const heldBack = this.#onTheWay.flatMap((record) => this.#release(record));
    this.#holds.set('record', reason);
    this.#tellHold();
    this.#takeBack(heldBack);
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  #stopRecording(error: unknown): void {
    if (this.#fault !== null) return;
    const message = error instanceof Error ? error.message : String(error);
    this.#faultCode = isBitFlowError(error) ? error.code : null;
    this.#fault = { sequence: null, message };
    this.#ahead = null;
    try {
      this.#leave(message);
    } finally {
      this.#faulted.fire(this.#fault);
    }
  }

  /** Resolves when `done` does, or as soon as the runtime is ahead of the record; rejects as `done` does meanwhile. */
  #orAhead(done: Promise<unknown>): Promise<void> {
    return new Promise((resolve, reject) => {
      const wake = (): void => resolve();
      if (this.#ahead !== null) wake();
      else this.#waiting.add(wake);
      done.then(wake, reject).finally(() => this.#waiting.delete(wake));
    });
  }

  /** Whether a command's answer is on disk; `false` when it must be given without. */
  async #isRecorded(recorded: Promise<void>, command: Command): Promise<boolean> {
    let isDurable = false;
    const noted = recorded.then(() => (isDurable = this.#fault === null));
    try {
      await this.#orAhead(noted);
    } catch (error) {
      if (!isReducing(command.body, this.core.books)) throw error;
    }
    return isDurable;
  }

  async #answerAhead({ body }: Command, answer: CommandResult): Promise<CommandResult> {
    const why = this.#fault?.message ?? this.#ahead ?? 'the record did not answer for a while';
    const code = this.#fault === null ? 'store-slow' : (this.#faultCode ?? 'store-faulted');
    if (!answer.isDone) return unrecordedAnswer(answer, { why, isTaken: true, isLost: this.#fault !== null });
    if (!isReducing(body, this.core.books) && answer.orderIds.some((id) => this.#outbound.isHeldBack(id))) throw takenBack(why, code);
    const isTaken = await this.#outbound.takenWithin(VENUE_WAIT_MS).catch((error: unknown) => {
      throw venueFailed(answer.message, { cause: error, isKept: body.kind === 'kill' });
    });
    return unrecordedAnswer(answer, { why, isTaken, isLost: this.#fault !== null });
  }

  /** Leaves word of a kill switch until it is on record. */
  #noteUnrecorded(command: Command, recorded: Promise<void>): void {
    if (command.body.kind !== 'kill') return;
    this.#unrecordedKill = command;
    this.#killChanged.fire(command);
    const forget = (): void => {
      if (this.#fault !== null || this.#unrecordedKill !== command) return;
      this.#unrecordedKill = null;
      this.#killChanged.fire(null);
    };
    recorded.then(forget, () => undefined);
  }

  #refuseOpening({ commandId, body }: Command): void {
    const hold = this.#hold;
    if (hold === null || isReducing(body, this.core.books) || this.core.books.commands.get(commandId) !== undefined) return;
    this.#assert(this.#fault === null);
    throw new BitFlowError(`Nothing is opened now, and this was not carried out: ${hold}`, { code: 'store-slow', retry: 'backoff' });
  }

  #assert(mayGoOn: boolean): void {
    if (mayGoOn) return;
    throw new BitFlowError(`Trading is halted and nothing is recorded: ${this.#fault?.message ?? ''}`, { code: 'store-faulted' });
  }
}
