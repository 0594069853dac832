import type { RestingOrder } from '../../electron/engine/execution/matching/resting-order.ts';
import type { VenueBooks, VenueBooksChange, VenueBooksStore } from '../../electron/engine/ports/venue-books-store.ts';
import { idFrom, type VenueBooksId } from '../../shared/domain/ids.ts';

/** A disk for a paper venue's books that a test can make slow or break. */
export class ScriptedVenueBooks implements VenueBooksStore {
  /** What is on the disk. */
  books: VenueBooks = {
    id: idFrom<VenueBooksId>('scripted-books'),
    faults: [],
    orders: [],
    orderCount: 0,
    tradeCount: 0,
    workedUntil: null,
  };
  isClosed = false;
  /** While set, saves wait for `release`. */
  isHeld = false;
  /** What saves fail with. */
  failure: Error | null = null;
  /** Looks at each save before it is on the disk; what it throws, the save fails with. */
  onSave: () => void = () => undefined;
  #waiting: (() => void)[] = [];

  load(): Promise<VenueBooks> {
    return Promise.resolve(this.books);
  }

  async save(change: VenueBooksChange): Promise<void> {
    if (this.isHeld) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    if (this.failure !== null) throw this.failure;
    this.onSave();
    const orders = new Map<string, RestingOrder>(this.books.orders.map((order) => [order.clientOrderId, order]));
    for (const order of change.orders) orders.set(order.clientOrderId, order);
    this.books = { ...this.books, ...change, orders: [...orders.values()] };
  }

  release(): void {
    this.isHeld = false;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }
}
