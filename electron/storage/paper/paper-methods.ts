import { assert } from '../../../shared/base/assert.ts';
import { idFrom } from '../../../shared/domain/ids.ts';
import type { RestingOrder } from '../../engine/execution/matching/resting-order.ts';
import type { VenueBooks, VenueBooksChange } from '../../engine/ports/venue-books-store.ts';
import { decodeJson, encodeJson } from '../json-codec.ts';
import { guarded, openDatabase, type ReadableDb, type WritableDb } from '../sqlite.ts';
import { rescue } from '../store-copy.ts';
import { paperForm } from './paper-migrations.ts';
import { newBooksId, orderSeal, type PaperOrderRow, type PaperStateRow, stateSeal } from './paper-seal.ts';

/** How many orders that are over are taken up again, so that a late question about one is answered. */
const RECENT_ORDERS = 2_000;

/**
 * Reads the paper venue's books; orders come in the order in which the venue took them. A row that was altered after it was written
 * is named and left out; where that is the state, the counts are those of the orders that are there.
 */
export function readPaperBooks(db: ReadableDb): VenueBooks {
  const state = db.prepare('SELECT * FROM state').get() as PaperStateRow;
  const rows = db
    .prepare("SELECT * FROM orders WHERE status IN ('held', 'working') OR place > (SELECT max(place) FROM orders) - ? ORDER BY place")
    .all(RECENT_ORDERS) as PaperOrderRow[];
  const isSound = ({ hash, ...row }: PaperOrderRow): boolean => hash === orderSeal(state.books_id, row);
  const faults = orderFaults(rows.filter((row) => !isSound(row)));
  const orders = rows.filter(isSound).map(({ body }) => decodeJson<RestingOrder>(body));
  const { hash, ...sealed } = state;
  const isStateSound = hash === stateSeal(sealed);
  if (!isStateSound)
    faults.push(
      `The state of the venue's books was altered after it was written; their counts are taken from the orders that are in them.`,
    );
  const { orderCount, tradeCount } = isStateSound ? { orderCount: state.order_count, tradeCount: state.trade_count } : countsOf(db);
  const { count } = db.prepare('SELECT count(*) AS count FROM orders').get() as { count: number };
  // In words that stay the same while orders are added.
  if (count < orderCount) faults.push(`The venue's books lack ${orderCount - count} of the orders that they count; these count as lost.`);
  if (count > orderCount) faults.push(`The venue's books hold ${count - orderCount} more orders than they count.`);
  const workedUntil = state.worked_time === null ? null : { timeMs: state.worked_time, instrument: state.worked_instrument ?? 0 };
  return { id: idFrom(state.books_id), faults, orders, orderCount, tradeCount, workedUntil: isStateSound ? workedUntil : null };
}

function orderFaults(altered: readonly PaperOrderRow[]): string[] {
  const [first, ...others] = altered.map((row) => row.client_order_id);
  if (first === undefined) return [];
  if (others.length === 0) return [`The venue's order ${first} was altered in its books after it was written; it counts as lost.`];
  const named = [first, ...others.slice(0, 4)].join(', ');
  const names = others.length > 4 ? `${named} and ${others.length - 4} more` : named;
  return [`The venue's orders ${names} were altered in its books after they were written; they count as lost.`];
}

/** Counts the orders and trades that are in the books, from what their rows say. */
function countsOf(db: ReadableDb): Pick<VenueBooks, 'orderCount' | 'tradeCount'> {
  const { orders } = db.prepare('SELECT coalesce(max(place), 0) AS orders FROM orders').get() as { orders: number };
  const sql = `SELECT coalesce(max(CAST(substr(json_extract(fill.value, '$.tradeId'), 2) AS INTEGER)), 0) AS trades
    FROM orders, json_each(orders.body, '$.fills') AS fill WHERE json_valid(orders.body)`;
  const { trades } = db.prepare(sql).get() as { trades: number };
  return { orderCount: orders, tradeCount: trades };
}

/** What the storage thread of the paper venue answers to. */
export function paperMethods() {
  let db: WritableDb | null = null;
  let path = '';
  let booksId = '';
  const opened = (): WritableDb => {
    assert(db !== null, "the paper venue's books were used before they were opened");
    return db;
  };
  return {
    open(openPath: string): void {
      path = openPath;
      db = openDatabase({ path, form: paperForm, durability: 'full' });
      booksId = guarded(path, () => nameBooks(opened()));
    },
    load(): VenueBooks {
      return guarded(path, () => readPaperBooks(opened()));
    },
    save({ orders, orderCount, tradeCount, workedUntil }: VenueBooksChange): void {
      const target = opened();
      guarded(path, () =>
        target
          .transaction(() => {
            const put = target.prepare(
              `INSERT INTO orders VALUES (@client_order_id, @place, @status, @body, @hash)
             ON CONFLICT (client_order_id) DO UPDATE SET place = @place, status = @status, body = @body, hash = @hash`,
            );
            for (const order of orders) {
              const row = { client_order_id: order.clientOrderId, place: order.place, status: order.status, body: encodeJson(order) };
              put.run({ ...row, hash: orderSeal(booksId, row) });
            }
            const { timeMs = null, instrument = null } = workedUntil ?? {};
            putState(target, {
              books_id: booksId,
              order_count: orderCount,
              trade_count: tradeCount,
              worked_time: timeMs,
              worked_instrument: instrument,
            });
          })
          .immediate(),
      );
    },
    rescue(target: string): boolean {
      return rescue(opened(), target);
    },
    close(): void {
      db?.close();
    },
  };
}

/** Returns the name of the books; new ones are named first. */
function nameBooks(db: WritableDb): string {
  return db.transaction(() => {
    const state = db.prepare('SELECT * FROM state').get() as PaperStateRow | undefined;
    if (state !== undefined && /^[a-z0-9]+-books$/.test(state.books_id)) return state.books_id;
    const id = newBooksId();
    const fresh = { books_id: id, order_count: 0, trade_count: 0, worked_time: null, worked_instrument: null };
    if (state === undefined) putState(db, fresh);
    // A name that is gone is replaced without a seal, so that what the books hold is found to be altered.
    else db.prepare("UPDATE state SET books_id = ?, hash = ''").run(id);
    return id;
  })();
}

function putState(db: WritableDb, row: Omit<PaperStateRow, 'hash'>): void {
  db.prepare(
    `INSERT INTO state VALUES (1, @books_id, @order_count, @trade_count, @worked_time, @worked_instrument, @hash)
     ON CONFLICT (id) DO UPDATE SET order_count = @order_count, trade_count = @trade_count, worked_time = @worked_time,
       worked_instrument = @worked_instrument, books_id = @books_id, hash = @hash`,
  ).run({ ...row, hash: stateSeal(row) });
}
