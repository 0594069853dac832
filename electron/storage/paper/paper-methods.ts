import { assert } from '../../../shared/base/assert.ts';
import type { RestingOrder } from '../../engine/execution/matching/resting-order.ts';
import type { VenueBooks, VenueBooksChange } from '../../engine/ports/venue-books-store.ts';
import { decodeJson, encodeJson } from '../json-codec.ts';
import { guarded, openDatabase, type ReadableDb, type WritableDb } from '../sqlite.ts';
import { paperMigrations } from './paper-migrations.ts';

interface StateRow {
  readonly order_count: number;
  readonly trade_count: number;
  readonly worked_time: number | null;
  readonly worked_instrument: number | null;
}

/** How many orders that are over are taken up again, so that a late question about one is answered. */
const RECENT_ORDERS = 2_000;

/** Reads the paper venue's books; orders come in the order in which the venue took them. */
export function readPaperBooks(db: ReadableDb): VenueBooks {
  const rows = db
    .prepare("SELECT body FROM orders WHERE status IN ('held', 'working') OR place > (SELECT max(place) FROM orders) - ? ORDER BY place")
    .all(RECENT_ORDERS) as { body: string }[];
  const state = db.prepare('SELECT * FROM state').get() as StateRow;
  return {
    orders: rows.map(({ body }) => decodeJson<RestingOrder>(body)),
    orderCount: state.order_count,
    tradeCount: state.trade_count,
    workedUntil: state.worked_time === null ? null : { timeMs: state.worked_time, instrument: state.worked_instrument ?? 0 },
  };
}

/** What the storage thread of the paper venue answers to. */
export function paperMethods() {
  let db: WritableDb | null = null;
  let path = '';
  const opened = (): WritableDb => {
    assert(db !== null, "the paper venue's books were used before they were opened");
    return db;
  };
  return {
    open(openPath: string): void {
      path = openPath;
      db = openDatabase({ path, migrations: paperMigrations, durability: 'full' });
    },
    load(): VenueBooks {
      return guarded(path, () => readPaperBooks(opened()));
    },
    save({ orders, orderCount, tradeCount, workedUntil }: VenueBooksChange): void {
      const target = opened();
      guarded(path, () =>
        target.transaction(() => {
          const put = target.prepare(
            `INSERT INTO orders VALUES (?, ?, ?, ?)
             ON CONFLICT (client_order_id) DO UPDATE SET status = excluded.status, body = excluded.body`,
          );
          for (const order of orders) put.run(order.clientOrderId, order.place, order.status, encodeJson(order));
          target
            .prepare('UPDATE state SET order_count = ?, trade_count = ?, worked_time = ?, worked_instrument = ?')
            .run(orderCount, tradeCount, workedUntil?.timeMs ?? null, workedUntil?.instrument ?? null);
        })(),
      );
    },
    close(): void {
      db?.close();
    },
  };
}
