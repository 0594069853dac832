import { Books } from '../../electron/engine/books/books.ts';
import { EngineCore } from '../../electron/engine/engine-core.ts';
import { MatchingBook } from '../../electron/engine/execution/matching/matching-book.ts';
import { FactHash } from '../../electron/engine/kernel/fact-hash.ts';
import type { RunHeader } from '../../electron/engine/kernel/input.ts';
import type { VenueReport, VenueStatement } from '../../electron/engine/ports/broker.ts';
import { platformHashes } from '../../electron/platform/hashing.ts';
import { type Settings, settingsSchema } from '../../shared/config/settings.ts';
import type { CommandBody, CommandResult } from '../../shared/domain/command.ts';
import type { Fact, FactKind } from '../../shared/domain/fact.ts';
import type { ScoredHeadline } from '../../shared/domain/headline.ts';
import {
  type ClientOrderId,
  type CommandId,
  type HeadlineId,
  type Incarnation,
  idFrom,
  type VenueOrderId,
} from '../../shared/domain/ids.ts';
import type { Instrument } from '../../shared/domain/instrument.ts';
import { allocateBars, type BarBlock } from '../../shared/domain/market-block.ts';
import type { Order } from '../../shared/domain/order.ts';
import { MINUTE_MS, type UtcMs, utcMs } from '../../shared/domain/time.ts';
import { anInstrument } from './builders.ts';

export const START = utcMs(Date.UTC(2024, 0, 2, 12));

export interface TestBar {
  readonly instrument?: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume?: number;
}

/** Settings with changes by section; everything else is default. */
export function settingsWith(change: { readonly [section in keyof Settings]?: Partial<Settings[section]> } = {}): Settings {
  return settingsSchema.parse(change);
}

/**
 * The core with a matching book as its venue, both in one thread and without a disk: every order is answered before the next
 * market row, as a market that is played in lockstep does it. What is asked reaches the venue in the order it was asked, what it
 * answers is heard in the order it was said, and one answer is heard to its end before anything that follows from it is asked.
 */
export class EngineHarness {
  readonly core: EngineCore;
  readonly venue: MatchingBook;
  readonly facts: Fact[] = [];
  readonly #spread: number;
  readonly #header: RunHeader;
  /** When set, orders reach no venue until it is cleared; what was held back is then sent. */
  isVenueSilent = false;
  /** When set, the venue keeps its fills to itself until it is told to tell them; everything else it says at once. */
  areFillsLate = false;
  #untold: VenueReport[] = [];
  /** What is on its way to the venue, in the order it was asked. */
  #asked: Fact[] = [];
  #isHandingOver = false;
  #commandCount = 0;
  #timeMs: number = START;

  constructor(
    options: {
      readonly instruments?: readonly Instrument[];
      readonly settings?: Settings;
      readonly barMs?: number;
      readonly books?: Books;
      readonly incarnation?: string;
      readonly settingsHash?: string;
    } = {},
  ) {
    const instruments = options.instruments ?? [anInstrument()];
    const settings = options.settings ?? settingsWith();
    this.#spread = settings.paper.spreadBasisPoints / 20_000;
    this.#header = {
      incarnation: idFrom<Incarnation>(options.incarnation ?? 'testrunx'),
      startsAt: START,
      wallMs: 0,
      market: { kind: 'csv', files: [] },
      instruments,
      barMs: options.barMs ?? MINUTE_MS,
      isBarMarket: true,
      settings,
      settingsHash: options.settingsHash ?? 'settings',
      codeHash: 'code',
      modelHash: 'model',
    };
    const books = options.books ?? new Books(instruments[0].quoteCurrency);
    this.core = new EngineCore({ header: this.#header, books, factHash: new FactHash(platformHashes) }, 0);
    this.venue = new MatchingBook({ instruments, participation: settings.paper.participation, orders: [], orderCount: 0, tradeCount: 0 });
    this.#take(this.core.take({ kind: 'run-opened', at: START, header: this.#header }).facts);
  }

  get books(): Books {
    return this.core.books;
  }

  get now(): UtcMs {
    return utcMs(this.core.now);
  }

  /** Plays one bar: the venue first, then the core. */
  bar(bar: TestBar): void {
    this.bars([bar]);
  }

  /** Plays bars of one minute each, or of the harness's bar length, one after the other. */
  bars(bars: readonly TestBar[]): void {
    for (const bar of bars) {
      const block = this.#blockOf(bar);
      this.#work(block);
      this.#take(this.core.takeRows(block, 0, 1).facts);
    }
  }

  /** Lets time go by without a bar. */
  pass(durationMs: number): void {
    this.#timeMs += durationMs;
  }

  /** Plays so many bars at one price, with a little to and fro so that the range is not zero. */
  flat(count: number, price = 100, volume = 10_000): void {
    for (let i = 0; i < count; i += 1) {
      const close = price + (i % 2 === 0 ? 0.1 : -0.1);
      this.bar({ open: price, high: price + 0.3, low: price - 0.3, close, volume });
    }
  }

  /** Plays bars that each close `step` further. Returns the last close. */
  trend(count: number, step: number, from = 100, volume = 10_000): number {
    let price = from;
    for (let i = 0; i < count; i += 1) {
      const open = price;
      price += step;
      this.bar({ open, high: Math.max(open, price) + 0.05, low: Math.min(open, price) - 0.05, close: price, volume });
    }
    return price;
  }

  command(body: CommandBody, id?: string): CommandResult {
    this.#commandCount += 1;
    const commandId = idFrom<CommandId>(id ?? `cmd-${this.#commandCount}`);
    const { facts, answer } = this.core.take({ kind: 'command', at: this.now, command: { commandId, body } });
    this.#take(facts);
    if (answer === null) throw new Error('the command was not answered');
    return answer;
  }

  report(report: VenueReport): void {
    this.#hear([report]);
  }

  headline(text: string, score: number, instrument = 0): void {
    const headline: ScoredHeadline = {
      id: idFrom<HeadlineId>(`n-${this.facts.length}`),
      text,
      source: 'test',
      instruments: [this.#header.instruments[instrument].id],
      tsEvent: this.now,
      score,
      confidence: 0.8,
      words: [],
      model: 'test',
      modelHash: 'test',
    };
    this.#take(this.core.take({ kind: 'headline', at: this.now, headline }).facts);
  }

  settings(settings: Settings): void {
    this.#take(this.core.take({ kind: 'settings', at: this.now, settings, settingsHash: 'changed' }).facts);
  }

  /** Says that the market is due at a time that it has not come to, or (`null`) that it has. */
  catchUp(dueAt: UtcMs | null): void {
    this.#take(this.core.take({ kind: 'catch-up', at: this.now, dueAt }).facts);
  }

  /** Forgets what a silent venue held back, as if it was lost on the way. */
  loseHeld(): void {
    this.isVenueSilent = false;
    this.#asked = [];
  }

  /** Brings the books to where the venue's are, as after a restart: what follows is sent once all was heard. */
  reconcile(): void {
    const ids = [...this.books.orders.live()].map(({ clientOrderId }) => clientOrderId);
    this.isVenueSilent = false;
    this.#hear(this.venue.describeAll(ids, this.now));
  }

  /** Tells a core that lost the end of its record of an order which the venue has, as a start does. */
  recover(order: Order): void {
    const stated = { ...order, venueOrderId: idFrom<VenueOrderId>('P1'), place: 1, status: 'working' } as const;
    this.report({ kind: 'recovered', clientOrderId: order.clientOrderId, order: stated, isOurs: true, tsEvent: this.now });
  }

  /** Has the venue say how its books stand, as at a start. */
  state(moment: 'opened' | 'reconciled', statement: VenueStatement): void {
    this.#take(this.core.take({ kind: 'venue-statement', moment, at: this.now, statement }).facts);
  }

  /** Asks the venue again for what it was asked and did not answer. */
  repeatRequests(): void {
    for (const order of this.books.orders.live()) {
      const { clientOrderId, isCancelRequested, requestedPrice } = this.books.orders.get(order.clientOrderId) ?? order;
      if (isCancelRequested) this.#hear(this.venue.cancel(clientOrderId, this.now));
      else if (requestedPrice !== null) this.#hear(this.venue.replace(clientOrderId, requestedPrice, this.now));
    }
  }

  /** Has the venue tell the fills that it kept to itself. */
  tellFills(): void {
    this.areFillsLate = false;
    const untold = this.#untold;
    this.#untold = [];
    this.#hear(untold);
  }

  /** Lets orders through again that a silent venue held back. */
  wakeVenue(): void {
    this.isVenueSilent = false;
    this.#handOver();
  }

  factsOf<K extends FactKind>(kind: K): Extract<Fact, { readonly kind: K }>[] {
    return this.facts.filter((fact): fact is Extract<Fact, { readonly kind: K }> => fact.kind === kind);
  }

  #work(block: BarBlock): void {
    const index = block.instrument[0];
    if (!this.venue.hasWorkFor(index)) return;
    const open = block.open[0];
    const reports = this.venue.work(index, {
      isBar: true,
      time: block.closeTime[0],
      open,
      high: block.high[0],
      low: block.low[0],
      close: block.close[0],
      bid: open * (1 - this.#spread),
      ask: open * (1 + this.#spread),
      volume: block.volume[0],
    });
    this.#hear(reports);
  }

  #blockOf({ instrument = 0, open, high, low, close, volume = 10_000 }: TestBar): BarBlock {
    const block = allocateBars(1);
    block.instrument[0] = instrument;
    block.openTime[0] = this.#timeMs;
    this.#timeMs += this.#header.barMs;
    block.closeTime[0] = this.#timeMs;
    block.open[0] = open;
    block.high[0] = high;
    block.low[0] = low;
    block.close[0] = close;
    block.volume[0] = volume;
    return block;
  }

  #take(facts: readonly Fact[]): void {
    this.#note(facts);
    this.#handOver();
  }

  #hear(reports: readonly VenueReport[]): void {
    for (const report of reports) {
      if (this.areFillsLate && report.kind === 'filled') {
        this.#untold.push(report);
        continue;
      }
      const at = utcMs(Math.max(this.now, report.tsEvent));
      this.#note(this.core.take({ kind: 'venue-report', at, report }).facts);
    }
    this.#handOver();
  }

  #note(facts: readonly Fact[]): void {
    this.facts.push(...facts);
    this.#asked.push(...facts.filter(isOutgoing));
  }

  /** Asks the venue for what waits, and for what follows from its answers after that. */
  #handOver(): void {
    if (this.isVenueSilent || this.#isHandingOver) return;
    this.#isHandingOver = true;
    for (let fact = this.#asked.shift(); fact !== undefined; fact = this.#asked.shift()) this.#hear(this.#ask(fact));
    this.#isHandingOver = false;
  }

  #resend(id: ClientOrderId): VenueReport[] {
    const order = this.books.orders.get(id);
    if (order === undefined) throw new Error(`order ${id} is to be sent again, but the books don't have it`);
    const group = this.books.orders
      .liveOf(order.instrumentId)
      .filter((other) => other.groupId === order.groupId && other !== order && !other.isCancelRequested);
    return this.venue.submit(order, group, this.now);
  }

  #ask(fact: Fact): VenueReport[] {
    if (fact.kind === 'order-submitted') return this.venue.submit(fact.order, fact.attached, this.now);
    if (fact.kind === 'order-resent') return this.#resend(fact.clientOrderId);
    if (fact.kind === 'order-cancel-requested') return this.venue.cancel(fact.clientOrderId, this.now);
    if (fact.kind === 'order-replace-requested') return this.venue.replace(fact.clientOrderId, fact.price, this.now);
    return [];
  }
}

function isOutgoing({ kind }: Fact): boolean {
  return kind === 'order-submitted' || kind === 'order-resent' || kind === 'order-cancel-requested' || kind === 'order-replace-requested';
}
