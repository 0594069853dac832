import { createHash, randomInt } from 'node:crypto';
import { idFrom, type VenueBooksId } from '../../../shared/domain/ids.ts';

/** A row of the paper venue's orders as it stands on disk. */
export interface PaperOrderRow {
  readonly client_order_id: string;
  readonly place: number;
  readonly status: string;
  readonly body: string;
  readonly hash: string;
}

/** The one row that says how the paper venue's books stand. */
export interface PaperStateRow {
  readonly books_id: string;
  readonly order_count: number;
  readonly trade_count: number;
  readonly worked_time: number | null;
  readonly worked_instrument: number | null;
  readonly hash: string;
}

/** Makes a name for new books; two that share one are as good as impossible. */
export function newBooksId(): VenueBooksId {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  return idFrom<VenueBooksId>(`${Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join('')}-books`);
}

/** Returns the hash that an order's row carries: SHA-256 of the books it belongs to and of everything it says. */
export function orderSeal(booksId: string, row: Omit<PaperOrderRow, 'hash'>): string {
  return sealOf([booksId, row.client_order_id, row.place, row.status, row.body]);
}

/** Returns the hash that the state's row carries. */
export function stateSeal(row: Omit<PaperStateRow, 'hash'>): string {
  return sealOf([row.books_id, row.order_count, row.trade_count, row.worked_time, row.worked_instrument]);
}

function sealOf(values: readonly (string | number | null)[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex');
}
