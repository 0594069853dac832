import { assert } from '../../../shared/base/assert.ts';
import { drop } from '../../../shared/base/drop.ts';
import { Emitter } from '../../../shared/base/emitter.ts';
import type { ClientOrderId, VenueBooksId } from '../../../shared/domain/ids.ts';
import type { Instrument } from '../../../shared/domain/instrument.ts';
import { type MarketBlock, rowTime } from '../../../shared/domain/market-block.ts';
import type { Order } from '../../../shared/domain/order.ts';
import type { Price } from '../../../shared/domain/price.ts';
import type { UtcMs } from '../../../shared/domain/time.ts';
import type { MarketSlice } from '../../engine/execution/matching/market-slice.ts';
import { MatchingBook } from '../../engine/execution/matching/matching-book.ts';
import type { RestingOrder } from '../../engine/execution/matching/resting-order.ts';
import type { Broker, KnownNames, VenueOrder, VenueReport, VenueStatement } from '../../engine/ports/broker.ts';
import type { MarketPosition, VenueBooks, VenueBooksChange, VenueBooksStore } from '../../engine/ports/venue-books-store.ts';

export interface PaperVenueOptions {
  readonly instruments: readonly Instrument[];
  /** The most of traded volume that orders may take, 0..1. */
  readonly participation: number;
  /** Distance between bid and ask where the market has only bars, in basis points of price. */
  readonly spreadBasisPoints: number;
  readonly store: VenueBooksStore;
  /** Market time now. */
  readonly now: () => UtcMs;
}

/**
 * The venue that trades with play money: a matching book that follows the same market as the engine, with
 * durable books of its own. It is reached only through the broker port, and what it says of an order
 * is on its own disk before it says it.
 */
export class PaperVenue implements Broker {
  readonly #id: VenueBooksId;
  readonly #faults: readonly string[];
  readonly #book: MatchingBook;
  readonly #store: VenueBooksStore;
  readonly #now: () => UtcMs;
  readonly #halfSpread: number;
  readonly #reported = new Emitter<VenueReport>();
  readonly #slice = { isBar: false, time: 0, open: 0, high: 0, low: 0, close: 0, bid: 0, ask: 0, volume: 0 };
  #workedUntil: MarketPosition | null;
  #saving: Promise<void> = Promise.resolve();

  readonly onDidReport = this.#reported.event;

  private constructor(options: PaperVenueOptions, book: MatchingBook, { id, faults, workedUntil }: VenueBooks) {
    this.#id = id;
    this.#faults = faults;
    this.#book = book;
    this.#store = options.store;
    this.#now = options.now;
    this.#halfSpread = options.spreadBasisPoints / 20_000;
    this.#workedUntil = workedUntil;
  }

  /** Takes up the books where they were left. @throws {BitFlowError} when they can't be read. */
  static async open(options: PaperVenueOptions): Promise<PaperVenue> {
    const books = await options.store.load();
    const { orderCount, tradeCount } = books;
    const { instruments, participation } = options;
    const traded = new Set(instruments.map(({ id }) => id));
    const orders = books.orders.filter(({ instrumentId }) => traded.has(instrumentId));
    const faults = books.orders
      .filter(({ instrumentId }) => !traded.has(instrumentId))
      .map(
        ({ clientOrderId, instrumentId }) =>
          `The venue's order ${clientOrderId} is for ${instrumentId}, which this market doesn't have; it counts as lost.`,
      );
    const book = new MatchingBook({ instruments, participation, orders, orderCount, tradeCount });
    return new PaperVenue(options, book, { ...books, faults: [...books.faults, ...faults] });
  }

  /** Whether any order could fill if the market moved. */
  get hasWork(): boolean {
    return this.#book.hasWork;
  }

  hasWorkFor(instrument: number): boolean {
    return this.#book.hasWorkFor(instrument);
  }

  /** The last row that these books followed with an order at work, or `null`; none up to it need be shown to them again. */
  get workedUntil(): MarketPosition | null {
    return this.#workedUntil;
  }

  /** Every order of these books, oldest first. */
  orders(): IterableIterator<RestingOrder> {
    return this.#book.all();
  }

  async statement(): Promise<VenueStatement> {
    await this.#saving;
    const { orderCount, tradeCount } = this.#book;
    const resting = [...this.#book.all()].filter(isAlive).map(statedOrder);
    return { books: this.#id, orderCount, tradeCount, resting, faults: this.#faults };
  }

  submit(order: Order, attached: readonly Order[]): Promise<void> {
    return this.#commit(this.#book.submit(order, attached, this.#now()));
  }

  cancel(id: ClientOrderId): Promise<void> {
    return this.#commit(this.#book.cancel(id, this.#now()));
  }

  replace(id: ClientOrderId, price: Price): Promise<void> {
    return this.#commit(this.#book.replace(id, price, this.#now()));
  }

  async reconcile(ids: readonly ClientOrderId[], { isKnown, isOurs }: KnownNames): Promise<readonly VenueReport[]> {
    await this.#saving;
    const missing = [...this.#book.all()].map(statedOrder).filter((order) => !isKnown(order));
    const tsEvent = this.#now();
    const recovered = missing.map((order): VenueReport => {
      const { clientOrderId } = order;
      return { kind: 'recovered', clientOrderId, order, isOurs: isOurs(clientOrderId), tsEvent };
    });
    return [...recovered, ...this.#book.describeAll([...ids, ...missing.map(({ clientOrderId }) => clientOrderId)], tsEvent)];
  }

  /**
   * Follows one row of the market. Returns whether it changed the books; then what it led to is reported once
   * `settled`. A row that was worked before a restart changes nothing.
   */
  work(block: MarketBlock, row: number): boolean {
    const instrument = block.instrument[row];
    const timeMs = rowTime(block, row);
    if (this.#isWorked(timeMs, instrument) || !this.#book.hasWorkFor(instrument)) return false;
    const reports = this.#book.work(instrument, this.#sliceOf(block, row));
    this.#workedUntil = { timeMs, instrument };
    if (reports.length === 0 && !this.#book.hasChanged) return false;
    // A failure to save reaches whoever awaits settled(), as every follower of the market must.
    drop(this.#commit(reports), () => undefined);
    return true;
  }

  /** Saves how far the market was followed, so that a restart goes on from there. Rejects when it can't be saved. */
  keepPlace(): Promise<void> {
    const change = this.#takeChange();
    this.#saving = this.#saving.then(() => this.#store.save(change));
    return this.#saving;
  }

  /** Resolves when all that happened is on disk and reported; rejects when it can't be saved. */
  settled(): Promise<void> {
    return this.#saving;
  }

  async close(): Promise<void> {
    try {
      await this.#saving;
    } finally {
      await this.#store.close();
    }
  }

  #commit(reports: readonly VenueReport[]): Promise<void> {
    const change = this.#takeChange();
    const saved = change.orders.length === 0 ? this.#saving : this.#saving.then(() => this.#store.save(change));
    this.#saving = saved.then(() => {
      for (const report of reports) this.#reported.fire(report);
    });
    return this.#saving;
  }

  #takeChange(): VenueBooksChange {
    const { orderCount, tradeCount } = this.#book;
    return { orders: this.#book.takeChanged(), orderCount, tradeCount, workedUntil: this.#workedUntil };
  }

  #isWorked(timeMs: number, instrument: number): boolean {
    const until = this.#workedUntil;
    if (until === null || timeMs > until.timeMs) return false;
    return timeMs < until.timeMs || instrument <= until.instrument;
  }

  #sliceOf(block: MarketBlock, row: number): MarketSlice {
    const slice = this.#slice;
    slice.time = rowTime(block, row);
    slice.volume = block.volume[row];
    if (block.kind === 'bars') {
      slice.isBar = true;
      slice.open = block.open[row];
      slice.high = block.high[row];
      slice.low = block.low[row];
      slice.close = block.close[row];
      slice.bid = slice.open * (1 - this.#halfSpread);
      slice.ask = slice.open * (1 + this.#halfSpread);
      return slice;
    }
    const price = block.price[row];
    slice.isBar = false;
    slice.open = price;
    slice.high = price;
    slice.low = price;
    slice.close = price;
    slice.bid = block.bid[row];
    slice.ask = block.ask[row];
    assert(slice.ask >= slice.bid, 'a quote must not have its ask below its bid');
    return slice;
  }
}

function statedOrder(order: RestingOrder): VenueOrder {
  const { clientOrderId, venueOrderId, place, groupId, instrumentId, side, type, role } = order;
  const { limitPrice, stopPrice, quantity, filledQuantity, status } = order;
  const names = { clientOrderId, venueOrderId, place, groupId, instrumentId };
  return { ...names, side, type, role, limitPrice, stopPrice, quantity, filledQuantity, status };
}

function isAlive({ status }: RestingOrder): boolean {
  return status === 'held' || status === 'working';
}
