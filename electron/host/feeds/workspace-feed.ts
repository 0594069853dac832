import { Emitter, type Event } from '../../../shared/base/emitter.ts';
import type { Settings } from '../../../shared/config/settings.ts';
import type { Cursor, WorkspaceChange, WorkspaceEvent, WorkspaceNotice, WorkspaceSnapshot } from '../../../shared/contract/index.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import type { ClientOrderId, InstrumentId, ProposalId, SignalId } from '../../../shared/domain/ids.ts';
import { isTerminal } from '../../../shared/domain/order.ts';
import type { Books } from '../../engine/books/books.ts';
import type { JournalEntry, StoreFault } from '../../engine/ports/durable-store.ts';
import { newest } from '../views/newest.ts';
import { noticeOf } from '../views/notices.ts';
import { viewHeadline, viewSignal } from '../views/signal-views.ts';
import { viewOrder, viewPosition, viewProposal, viewTrade, viewTrading } from '../views/trading-views.ts';
import type { WorkspaceBus } from '../workspace-bus.ts';

/** Events that are kept for readers who come back with a cursor. */
const KEPT_EVENTS = 2_000;

/** A reader that is further behind than this is told to start over. */
const MOST_BEHIND = 1_000;

const SHOWN_OVER_ORDERS = 200;
const SHOWN_PROPOSALS = 100;
const SHOWN_SIGNALS = 100;
const SHOWN_TRADES = 500;
const SHOWN_HEADLINES = 100;

type ChangesEvent = Extract<WorkspaceEvent, { kind: 'changes' }>;

export interface WorkspaceFeedOptions {
  /** Folded up to `sequence`; the feed goes on with it and owns it. */
  readonly books: Books;
  readonly incarnation: string;
  readonly sequence: number;
  readonly settings: () => Settings;
  readonly fault: () => StoreFault | null;
  readonly bus: WorkspaceBus;
}

/**
 * What the doors may know: books that hold exactly the facts that are on disk, and the series of their changes. Readers
 * get every change in order or the word to start over with a snapshot, never a gap.
 */
export class WorkspaceFeed {
  readonly books: Books;
  readonly #options: WorkspaceFeedOptions;
  readonly #added = new Emitter<void>();
  readonly #events: ChangesEvent[] = [];
  /** How many events were dropped from the front. */
  #dropped = 0;
  #sequence: number;
  /** The last event that came from no input; it has the cursor of the event before it. */
  #told: ChangesEvent | null = null;

  constructor(options: WorkspaceFeedOptions) {
    this.#options = options;
    this.books = options.books;
    this.#sequence = options.sequence;
  }

  /** Announces that there is a new event; carries nothing. */
  get onDidAdd(): Event<void> {
    return this.#added.event;
  }

  get cursor(): Cursor {
    return { incarnation: this.#options.incarnation, sequence: this.#sequence };
  }

  /** Takes a recorded input with its facts. */
  take(entry: JournalEntry): void {
    const notices: WorkspaceNotice[] = [];
    for (const fact of entry.facts) {
      this.books.apply(fact);
      const notice = noticeOf(fact, this.books);
      const outgoing = notice === null ? null : this.#options.bus.publish(notice);
      if (outgoing !== null) notices.push(outgoing);
    }
    this.#sequence = entry.sequence;
    this.#add(this.#changesOf(entry.facts, entry.input?.kind === 'settings'), notices);
  }

  /** Tells readers something that did not come from a recorded input: recording stopped. */
  tell(notice: WorkspaceNotice): void {
    const outgoing = this.#options.bus.publish(notice);
    this.#add([this.#tradingChange()], outgoing === null ? [] : [outgoing]);
    this.#told = this.#events[this.#events.length - 1];
  }

  snapshot(): WorkspaceSnapshot {
    const { books } = this;
    const orders = [...books.orders.all()].toReversed();
    const over = orders.filter((order) => isTerminal(order.status)).slice(0, SHOWN_OVER_ORDERS);
    const shown = new Set([...orders.filter((order) => !isTerminal(order.status)), ...over]);
    return {
      cursor: this.cursor,
      trading: viewTrading(books, this.#options.settings(), this.#options.fault()),
      orders: orders.filter((order) => shown.has(order)).map((order) => viewOrder(order, books)),
      positions: [...books.positions.values()].map((position) => viewPosition(position, books)),
      proposals: newest(books.proposals.values(), SHOWN_PROPOSALS).map(viewProposal),
      signals: newest(books.signals.values(), SHOWN_SIGNALS).map(viewSignal),
      trades: newest(books.trades.values(), SHOWN_TRADES).map(viewTrade),
      headlines: newest(books.headlines.values(), SHOWN_HEADLINES).map(viewHeadline),
    };
  }

  /** Every change after `from`, as long as the signal is not aborted. */
  async *watch(from: Cursor, signal: AbortSignal | undefined): AsyncGenerator<WorkspaceEvent, void, void> {
    let next = this.#placeAfter(from);
    if (next === null) {
      next = this.#end;
      yield {
        kind: 'resync',
        reason: from.incarnation === '' ? 'this is the beginning' : 'that place is not known any more',
        snapshot: this.snapshot(),
      };
    }
    while (signal?.aborted !== true) {
      if (next < this.#dropped || this.#end - next > MOST_BEHIND) {
        next = this.#end;
        yield { kind: 'resync', reason: 'too far behind', snapshot: this.snapshot() };
      } else if (next < this.#end) {
        const event = this.#events[next - this.#dropped];
        next += 1;
        yield event;
      } else {
        await this.#nextEvent(signal);
      }
    }
  }

  get #end(): number {
    return this.#dropped + this.#events.length;
  }

  #placeAfter(from: Cursor): number | null {
    if (from.incarnation !== this.#options.incarnation) return null;
    if (from.sequence > this.#sequence) return null;
    const place = this.#events.findIndex(
      (event) => event.cursor.sequence > from.sequence || (event === this.#told && event.cursor.sequence === from.sequence),
    );
    if (place < 0) return this.#end;
    // What lies before the oldest event that is kept may have been missed, unless nothing was dropped yet.
    return place === 0 && this.#dropped > 0 ? null : this.#dropped + place;
  }

  #nextEvent(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        subscription.dispose();
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const subscription = this.#added.event(done);
      signal?.addEventListener('abort', done);
    });
  }

  #add(changes: WorkspaceChange[], notices: WorkspaceNotice[]): void {
    if (changes.length === 0 && notices.length === 0) return;
    this.#events.push({ kind: 'changes', cursor: this.cursor, changes, notices });
    if (this.#events.length > KEPT_EVENTS) {
      this.#events.shift();
      this.#dropped += 1;
    }
    this.#added.fire();
  }

  #changesOf(facts: readonly Fact[], hasNewSettings: boolean): WorkspaceChange[] {
    const touched = touchedBy(facts, this.books);
    const { books } = this;
    const changes: WorkspaceChange[] = [];
    for (const id of touched.orders) {
      const order = books.orders.get(id);
      if (order !== undefined) changes.push({ kind: 'order', order: viewOrder(order, books) });
    }
    for (const fact of facts) {
      if (fact.kind === 'position-closed') {
        const { id, instrumentId } = fact.position;
        changes.push({ kind: 'position-closed', positionId: id, instrumentId, trade: viewTrade(fact.trade) });
      }
      if (fact.kind === 'headline-scored') changes.push({ kind: 'headline', headline: viewHeadline(fact.headline) });
    }
    for (const id of touched.positions) {
      const position = books.positions.get(id);
      if (position !== undefined) changes.push({ kind: 'position', position: viewPosition(position, books) });
    }
    for (const id of touched.proposals) {
      const proposal = books.proposals.get(id);
      if (proposal !== undefined) changes.push({ kind: 'proposal', proposal: viewProposal(proposal) });
    }
    for (const id of touched.signals) {
      const judged = books.signals.get(id);
      if (judged !== undefined) changes.push({ kind: 'signal', signal: viewSignal(judged) });
    }
    if (hasNewSettings || facts.some((fact) => fact.kind === 'trading-state-changed')) changes.push(this.#tradingChange());
    return changes;
  }

  #tradingChange(): WorkspaceChange {
    return { kind: 'trading', trading: viewTrading(this.books, this.#options.settings(), this.#options.fault()) };
  }
}

interface Touched {
  readonly orders: Set<ClientOrderId>;
  readonly positions: Set<InstrumentId>;
  readonly proposals: Set<ProposalId>;
  readonly signals: Set<SignalId>;
}

/** What facts changed; an order's change also changes how its position is protected. */
function touchedBy(facts: readonly Fact[], books: Books): Touched {
  const touched: Touched = { orders: new Set(), positions: new Set(), proposals: new Set(), signals: new Set() };
  for (const fact of facts) {
    if (fact.kind === 'order-submitted') for (const order of [fact.order, ...fact.attached]) touched.orders.add(order.clientOrderId);
    else if (fact.kind === 'order-recovered') touched.orders.add(fact.order.clientOrderId);
    else if (fact.kind === 'order-filled') touched.orders.add(fact.fill.clientOrderId);
    else if ('clientOrderId' in fact) touched.orders.add(fact.clientOrderId);
    if (fact.kind === 'position-opened' || fact.kind === 'position-changed') touched.positions.add(fact.position.instrumentId);
    if (fact.kind === 'proposal-created') touched.proposals.add(fact.proposal.id);
    if (fact.kind === 'proposal-amended' || fact.kind === 'proposal-decided') touched.proposals.add(fact.proposalId);
    if (fact.kind === 'signal-validated') touched.signals.add(fact.signalId);
    if (fact.kind === 'signal-outcome-recorded') touched.signals.add(fact.outcome.signalId);
  }
  for (const id of touched.orders) {
    const order = books.orders.get(id);
    if (order !== undefined) touched.positions.add(order.instrumentId);
  }
  return touched;
}
