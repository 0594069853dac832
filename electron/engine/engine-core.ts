import { exhaustive } from '../../shared/base/assert.ts';
import { type DecisionSettings, decisionSettings } from '../../shared/config/settings.ts';
import type { CommandResult } from '../../shared/domain/command.ts';
import { decimalFromFloat } from '../../shared/domain/decimal.ts';
import type { Fact, FactBody } from '../../shared/domain/fact.ts';
import type { ProposalId } from '../../shared/domain/ids.ts';
import { idFrom } from '../../shared/domain/ids.ts';
import { type BarBlock, type MarketBlock, rowTime } from '../../shared/domain/market-block.ts';
import { money } from '../../shared/domain/money.ts';
import { type UtcMs, utcMs } from '../../shared/domain/time.ts';
import type { Why } from '../../shared/domain/why.ts';
import type { Books } from './books/books.ts';
import { ClosingDesk } from './execution/closing-desk.ts';
import { CommandDesk } from './execution/command-desk.ts';
import { EntryChecks } from './execution/entry-checks.ts';
import { LostOrders } from './execution/lost-orders.ts';
import { OrderDesk } from './execution/order-desk.ts';
import { ProposalDesk } from './execution/proposal-desk.ts';
import { ProtectionDesk } from './execution/protection-desk.ts';
import { RecoveryDesk } from './execution/recovery-desk.ts';
import { ReportDesk } from './execution/report-desk.ts';
import { standDown } from './execution/stand-down.ts';
import { TicketDesk } from './execution/ticket-desk.ts';
import { VenueComparison } from './execution/venue-comparison.ts';
import { CoreClock } from './kernel/core-clock.ts';
import { type CoreContext, InstrumentTable } from './kernel/core-context.ts';
import type { FactHash } from './kernel/fact-hash.ts';
import { IdSource } from './kernel/id-source.ts';
import type { Input, RunHeader } from './kernel/input.ts';
import { InputDigest } from './kernel/input-digest.ts';
import { Timers } from './kernel/timers.ts';
import { BarBuilder } from './market-data/bar-builder.ts';
import { MarketState } from './market-data/market-state.ts';
import { RiskManager } from './risk/risk-manager.ts';
import { SignalPipeline } from './signals/signal-pipeline.ts';

export interface EngineCoreOptions {
  readonly header: RunHeader;
  /** Folded from everything recorded before; the core goes on from it. */
  readonly books: Books;
  readonly factHash: FactHash;
}

/** What one input led to. */
export interface Outcome {
  /** The number of the last input taken; a block of rows takes one number per row. */
  readonly sequence: number;
  readonly facts: readonly Fact[];
  /** What a command was answered; a repeated one gets its answer without leaving a fact. */
  readonly answer: CommandResult | null;
  /** Digest of all market values seen until then. */
  readonly inputDigest: string;
  /** The chained hash of all facts up to and including these. */
  readonly factHash: string;
}

const NO_FACTS: readonly Fact[] = [];

/**
 * The one writer of trading state. It takes one numbered input at a time to its end, synchronously,
 * and answers with facts. It knows no clock, no disk and no network; given the same inputs it decides
 * the same, bit for bit.
 */
export class EngineCore {
  readonly #core: CoreContext;
  readonly #header: RunHeader;
  readonly #clock: CoreClock;
  readonly #timers = new Timers();
  readonly #market: MarketState;
  readonly #digest = new InputDigest();
  readonly #factHash: FactHash;
  readonly #bars: BarBuilder;
  readonly #risk: RiskManager;
  readonly #orders: OrderDesk;
  readonly #closing: ClosingDesk;
  readonly #reports: ReportDesk;
  readonly #venue: VenueComparison;
  readonly #proposals: ProposalDesk;
  readonly #commands: CommandDesk;
  readonly #pipeline: SignalPipeline;
  readonly #halfSpread: number;
  readonly ticket: TicketDesk;
  #settings: DecisionSettings;
  #entryHold: string | null = null;
  #sequence: number;
  #rowCount = 0;
  #facts: Fact[] = [];
  #answer: CommandResult | null = null;
  /** The input in hand made trading leave `active`. */
  #hasStopped = false;

  /** `sequence` is the number of the last input recorded before this run; 0 when there is none. */
  constructor(options: EngineCoreOptions, sequence: number) {
    const { header, books } = options;
    this.#header = header;
    this.#sequence = sequence;
    this.#settings = decisionSettings(header.settings);
    this.#clock = new CoreClock(header.startsAt);
    this.#factHash = options.factHash;
    this.#market = new MarketState(header.instruments);
    this.#bars = new BarBuilder(header.barMs, header.instruments.length);
    this.#halfSpread = header.settings.paper.spreadBasisPoints / 20_000;
    this.#core = {
      clock: this.#clock,
      ids: new IdSource(header.incarnation),
      timers: this.#timers,
      books,
      market: this.#market,
      instruments: new InstrumentTable(header.instruments),
      barMs: header.barMs,
      settings: () => this.#settings,
      entryHold: () => this.#entryHold,
      emit: (body) => this.#emit(body),
    };
    this.#applyFreshness(this.#settings);
    this.#risk = new RiskManager(this.#core);
    const checks = new EntryChecks(this.#core, this.#risk);
    this.#orders = new OrderDesk(this.#core);
    this.#closing = new ClosingDesk(this.#core, this.#orders);
    const rooms = { checks, orders: this.#orders, closing: this.#closing };
    const atrOf = (index: number): number => this.#pipeline.series[index].technical.atr.value;
    this.#proposals = new ProposalDesk(this.#core, rooms, atrOf);
    const lost = new LostOrders(this.#core, rooms);
    this.#venue = new VenueComparison(this.#core, lost);
    this.#reports = new ReportDesk(this.#core, {
      ...rooms,
      proposals: this.#proposals,
      lost,
      recovery: new RecoveryDesk(this.#core, this.#venue),
    });
    this.#pipeline = new SignalPipeline(this.#core, this.#proposals);
    this.ticket = new TicketDesk(this.#core, rooms, atrOf);
    const protection = new ProtectionDesk(this.#core, this.#orders);
    this.#commands = new CommandDesk(this.#core, {
      ...rooms,
      proposals: this.#proposals,
      protection,
      ticket: this.ticket,
      risk: this.#risk,
      venue: this.#venue,
    });
  }

  get sequence(): number {
    return this.#sequence;
  }

  get now(): number {
    return this.#clock.now;
  }

  get books(): Books {
    return this.#core.books;
  }

  get market(): MarketState {
    return this.#market;
  }

  get instruments(): InstrumentTable {
    return this.#core.instruments;
  }

  /** How many market rows were decided on in this run. */
  get rowCount(): number {
    return this.#rowCount;
  }

  /** Tells why an instrument (by its index) has a signal or none, at this moment; changes nothing. */
  why(index: number): Why {
    return this.#pipeline.why(index);
  }

  /** Tells what stands against approving and against re-pricing a pending proposal now; changes nothing. `null` where it is not pending. */
  proposalStanding(id: ProposalId): ReturnType<ProposalDesk['standing']> {
    return this.#proposals.standing(id);
  }

  /** The hash of everything decided and of all market values seen so far. */
  get factsHash(): string {
    return this.#factHash.valueAt(this.#digest.toString());
  }

  /** Takes any input but market rows. */
  take(input: Input): Outcome {
    this.#sequence += 1;
    // History tells the open bars whole; what was seen of them is no bar of its own.
    if (input.kind === 'warm-up') this.#bars.clear();
    this.#advance(input.at);
    this.#handle(input);
    this.#settle();
    return this.#outcome();
  }

  /**
   * Takes market rows from `from` up to `to` (exclusive), each its own input, and stops after the first row that
   * led to facts, so that they can be recorded and acted on before the market goes on. Returns how
   * many rows were taken, at least one.
   */
  takeRows(block: MarketBlock, from: number, to: number): Outcome & { readonly taken: number } {
    let row = from;
    while (row < to) {
      this.#sequence += 1;
      this.#advance(rowTime(block, row));
      this.#digest.addRow(block, row);
      if (block.kind === 'bars') this.#takeBar(block, row);
      else this.#takeTick(block, row);
      row += 1;
      if (this.#risk.isExposed || this.#facts.length > 0) this.#settle();
      if (this.#facts.length > 0) break;
    }
    this.#rowCount += row - from;
    return { ...this.#outcome(), taken: row - from };
  }

  #handle(input: Input): void {
    switch (input.kind) {
      case 'run-opened':
        this.#open(input.header);
        return;
      case 'warm-up':
        this.#warmUp(input.block, input.at);
        return;
      case 'playback':
        return;
      case 'entry-hold':
        this.#entryHold = input.reason;
        return;
      case 'catch-up':
        this.#catchUpWith(input.dueAt);
        return;
      case 'headline':
        this.#pipeline.takeHeadline(input.headline);
        return;
      case 'command':
        this.#answer = this.#commands.take(input.command);
        return;
      case 'venue-report':
        this.#reports.take(input.report);
        return;
      case 'venue-statement':
        this.#factHash.openBooks(input.statement.books);
        this.#venue.take(input.moment, input.statement);
        return;
      case 'settings':
        this.#settings = decisionSettings(input.settings);
        this.#applyFreshness(this.#settings);
        this.#core.emit({ kind: 'settings-applied', settingsHash: input.settingsHash });
        return;
      default:
        exhaustive(input);
    }
  }

  #catchUpWith(dueAt: UtcMs | null): void {
    const wasBehind = this.#market.dueMs !== null;
    this.#market.dueMs = dueAt;
    if (wasBehind !== (dueAt !== null)) this.#core.emit(dueAt === null ? { kind: 'catch-up-ended' } : { kind: 'catch-up-began', dueAt });
  }

  #open(header: RunHeader): void {
    const { books, emit, ids } = this.#core;
    this.#factHash.openRun(header.incarnation);
    emit({ kind: 'settings-applied', settingsHash: header.settingsHash });
    if (books.ledger.entryCount === 0) {
      const { currency } = books.ledger;
      const amount = decimalFromFloat(header.settings.paper.startingCash);
      const postings = [
        { account: 'cash', amount: money(amount, currency) },
        { account: 'capital', amount: money(-amount, currency) },
      ] as const;
      emit({ kind: 'ledger-posted', entry: { id: ids.next(), tsEvent: header.startsAt, cause: { kind: 'deposit' }, postings } });
    }
    this.#pipeline.start();
    this.#orders.start();
    this.#proposals.start();
    this.#risk.onBooksChanged();
    this.#risk.start();
    for (const instrumentId of books.positions.keys()) this.#closing.advance(instrumentId);
  }

  #takeBar(block: Extract<MarketBlock, { kind: 'bars' }>, row: number): void {
    const index = block.instrument[row];
    const high = block.high[row];
    const low = block.low[row];
    const close = block.close[row];
    const volume = block.volume[row];
    const market = this.#market;
    market.last[index] = close;
    market.bid[index] = close * (1 - this.#halfSpread);
    market.ask[index] = close * (1 + this.#halfSpread);
    market.time[index] = block.closeTime[row];
    this.#pipeline.takeBar(index, high, low, close, volume, block.closeTime[row]);
  }

  #takeTick(block: Extract<MarketBlock, { kind: 'ticks' }>, row: number): void {
    const index = block.instrument[row];
    const time = block.time[row];
    const price = block.price[row];
    const market = this.#market;
    market.last[index] = price;
    market.bid[index] = block.bid[row];
    market.ask[index] = block.ask[row];
    market.time[index] = time;
    this.#bars.add(index, time, price, block.volume[row]);
  }

  /** Brings core time to `timeMs`: what was due until then happens first, each thing at its own time. */
  #advance(timeMs: number): void {
    if (this.#timers.nextDueMs <= timeMs || this.#bars.hasDue(timeMs)) this.#catchUp(timeMs);
    this.#clock.advance(timeMs);
  }

  #catchUp(timeMs: number): void {
    for (;;) {
      const timerDue = this.#timers.nextDueMs;
      const barDue = this.#bars.nextCloseMs;
      if (Math.min(timerDue, barDue) > timeMs) return;
      if (barDue <= timerDue) {
        this.#clock.advance(barDue);
        this.#bars.closeDue(barDue, this.#takeBuiltBar);
      } else {
        this.#clock.advance(timerDue);
        this.#fireTimer(timeMs);
      }
    }
  }

  readonly #takeBuiltBar = (index: number, closeTime: number): void => {
    const bars = this.#bars;
    this.#pipeline.takeBar(index, bars.high[index], bars.low[index], bars.close[index], bars.volume[index], closeTime);
  };

  #fireTimer(timeMs: number): void {
    const due = this.#timers.takeDue(timeMs);
    if (due === null) return;
    switch (due.kind) {
      case 'trading-day':
        this.#risk.onTradingDay(utcMs(due.dueMs));
        return;
      case 'proposal-expiry':
        this.#proposals.onExpiry(idFrom<ProposalId>(due.key));
        return;
      case 'order-expiry':
        this.#orders.onExpiry(idFrom(due.key));
        return;
      default:
        exhaustive(due.kind);
    }
  }

  /**
   * What follows when an input is applied whole: limits are held against what it led to, and where trading stopped, what could
   * still open is taken back.
   */
  #settle(): void {
    const { books } = this.#core;
    this.#risk.holdLimits();
    for (const instrumentId of this.#risk.beyondMaximumLoss()) {
      const position = books.positions.get(instrumentId);
      if (position !== undefined) this.#closing.close(position, null, 'maximum loss', 'engine');
    }
    if (!this.#hasStopped) return;
    this.#hasStopped = false;
    const { state, reason } = books.tradingState;
    if (state !== 'active') standDown(this.#core, { orders: this.#orders, proposals: this.#proposals }, `trading is ${state}: ${reason}`);
  }

  /**
   * Takes history: finished bars warm the analysis, one that is still open goes on growing, and the last close is a price to value
   * positions at until the market speaks.
   */
  #warmUp(block: BarBlock, atMs: number): void {
    this.#pipeline.restart();
    for (let row = 0; row < block.length; row += 1) {
      const index = block.instrument[row];
      const high = block.high[row];
      const low = block.low[row];
      const close = block.close[row];
      const volume = block.volume[row];
      const closeTime = block.closeTime[row];
      if (closeTime <= atMs) this.#pipeline.warm(index, high, low, close, volume, closeTime);
      else this.#bars.restore(index, { openTime: block.openTime[row], open: block.open[row], high, low, close, volume });
      this.#market.last[index] = close;
      this.#market.bid[index] = close;
      this.#market.ask[index] = close;
      this.#market.time[index] = Math.min(closeTime, atMs);
    }
  }

  #applyFreshness(settings: DecisionSettings): void {
    const limit = this.#header.isBarMarket ? 2 * this.#header.barMs : settings.risk.staleSeconds * 1000;
    this.#market.maximumAgeMs.fill(limit);
  }

  #emit(body: FactBody): Fact {
    const fact: Fact = { ...body, at: this.#clock.now };
    this.#core.books.apply(fact);
    this.#factHash.add(fact, this.#digest.toString());
    this.#facts.push(fact);
    if (fact.kind === 'ledger-posted' || fact.kind.startsWith('position-')) this.#risk.onBooksChanged();
    if (fact.kind === 'trading-state-changed' && fact.state !== 'active') this.#hasStopped = true;
    return fact;
  }

  #outcome(): Outcome {
    const facts = this.#facts.length > 0 ? this.#facts : NO_FACTS;
    if (this.#facts.length > 0) this.#facts = [];
    const answer = this.#answer;
    this.#answer = null;
    return { sequence: this.#sequence, facts, answer, inputDigest: this.#digest.toString(), factHash: this.#factHash.chained };
  }
}
