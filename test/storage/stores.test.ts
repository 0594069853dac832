import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { restOrder } from '../../electron/engine/execution/matching/resting-order.ts';
import type { VenueBooksChange } from '../../electron/engine/ports/venue-books-store.ts';
import { threadScripts } from '../../electron/platform/program-files.ts';
import { type DatabaseKind, versionOf } from '../../electron/storage/database-kind.ts';
import { MarketDbStore } from '../../electron/storage/market/market-db-store.ts';
import { PaperBooksStore } from '../../electron/storage/paper/paper-books-store.ts';
import { type DatabaseForm, guarded, type Migration, openDatabase, openForReading } from '../../electron/storage/sqlite.ts';
import { type ClientOrderId, idFrom, type TradeId } from '../../shared/domain/ids.ts';
import { allocateBars, type BarBlock } from '../../shared/domain/market-block.ts';
import { utcMs } from '../../shared/domain/time.ts';
import { anOrder, price, quantity, usd } from '../support/builders.ts';
import { tamper } from '../support/open-journal.ts';
import { temporaryFolder } from '../support/temporary.ts';

function aDay(day: number, rows: number): BarBlock {
  const bars = allocateBars(rows);
  for (let row = 0; row < rows; row += 1) {
    bars.openTime[row] = day * 86_400_000 + row * 60_000;
    bars.closeTime[row] = bars.openTime[row] + 60_000;
    bars.open[row] = 100 + day + row / 3;
    bars.volume[row] = row;
  }
  return bars;
}

describe('the store of bars', () => {
  async function aMarketStore(path = join(temporaryFolder(), 'market.db')): Promise<MarketDbStore> {
    const store = await MarketDbStore.open(threadScripts.storageWorker, path);
    onTestFinished(() => store.close());
    return store;
  }

  it('gives back the days it was given, of the series that is asked for', async () => {
    const store = await aMarketStore();
    await store.putDay('A', 10, aDay(10, 1_440));
    await store.putDay('A', 12, aDay(12, 3));
    await store.putDay('A', 13, aDay(13, 0));
    await store.putDay('B', 11, aDay(11, 5));
    expect(await store.days('A', 10, 13)).toEqual(
      new Map([
        [10, aDay(10, 1_440)],
        [12, aDay(12, 3)],
        [13, aDay(13, 0)],
      ]),
    );
    expect(await store.days('A', 11, 11)).toEqual(new Map());
    expect(await store.days('C', 0, 99)).toEqual(new Map());
  });

  it('keeps the newer of two answers for a day, across a restart', async () => {
    const path = join(temporaryFolder(), 'market.db');
    const store = await aMarketStore(path);
    await store.putDay('A', 10, aDay(10, 5));
    await store.putDay('A', 10, aDay(10, 9));
    await store.close();
    expect(await (await aMarketStore(path)).days('A', 0, 99)).toEqual(new Map([[10, aDay(10, 9)]]));
  });

  it('is begun anew when its file is damaged, since all of it can be had again', async () => {
    const path = join(temporaryFolder(), 'market.db');
    writeFileSync(path, 'not a database at all, '.repeat(400));
    const store = await aMarketStore(path);
    expect(await store.days('A', 0, 99)).toEqual(new Map());
    await store.putDay('A', 1, aDay(1, 2));
    expect((await store.days('A', 0, 99)).size).toBe(1);
  });

  it('does without a day whose packed bars are damaged: it can be had again', async () => {
    const path = join(temporaryFolder(), 'market.db');
    const store = await aMarketStore(path);
    for (const day of [10, 11, 12]) await store.putDay('A', day, aDay(day, 20));
    await store.close();
    tamper(path, (db) => {
      const { data } = db.prepare('SELECT data FROM bar_days WHERE day = 11').get() as { data: Buffer };
      data[data.length >> 1] ^= 4;
      db.prepare('UPDATE bar_days SET data = ? WHERE day = 11').run(data);
    });
    const again = await aMarketStore(path);
    expect(await again.days('A', 10, 12)).toEqual(
      new Map([
        [10, aDay(10, 20)],
        [12, aDay(12, 20)],
      ]),
    );
  });
});

describe("the store of the paper venue's books", () => {
  const order = restOrder(anOrder({ limitPrice: price('10.50'), type: 'limit' }), 1, false);
  const filled = {
    ...restOrder(anOrder({ clientOrderId: idFrom<ClientOrderId>('run-2') }), 2, false),
    status: 'filled' as const,
    filledQuantity: quantity('100'),
    fills: [
      {
        tradeId: idFrom<TradeId>('T1'),
        clientOrderId: idFrom<ClientOrderId>('run-2'),
        instrumentId: order.instrumentId,
        side: 'buy' as const,
        price: price('10.50'),
        quantity: quantity('100'),
        fee: usd('0.53'),
        liquidity: 'taker' as const,
        tsEvent: utcMs(1_000),
      },
    ],
  };
  const named = { id: expect.stringMatching(/^[a-z0-9]{10}-books$/), faults: [] };
  const change: VenueBooksChange = { orders: [order, filled], orderCount: 2, tradeCount: 1, workedUntil: { timeMs: 5_000, instrument: 3 } };

  async function aPaperStore(path: string): Promise<PaperBooksStore> {
    const store = await PaperBooksStore.open(threadScripts.storageWorker, path);
    onTestFinished(() => store.close());
    return store;
  }

  it('begins empty', async () => {
    const store = await aPaperStore(join(temporaryFolder(), 'paper.db'));
    expect(await store.load()).toEqual({ ...named, orders: [], orderCount: 0, tradeCount: 0, workedUntil: null });
  });

  it('gives back what was saved, exactly and in the order in which the venue took it, across a restart', async () => {
    const path = join(temporaryFolder(), 'paper.db');
    const store = await aPaperStore(path);
    await store.save({ ...change, orders: [filled] });
    await store.save(change);
    await store.close();
    expect(await (await aPaperStore(path)).load()).toEqual({ ...named, ...change });
  });

  it('saves all of a change or nothing', async () => {
    const path = join(temporaryFolder(), 'paper.db');
    const store = await aPaperStore(path);
    await store.save(change);
    tamper(path, (db) => db.exec("CREATE TRIGGER broken BEFORE UPDATE ON state BEGIN SELECT RAISE(ABORT, 'the disk is broken'); END"));
    const next = { orders: [{ ...order, status: 'cancelled' as const }], orderCount: 3, tradeCount: 2, workedUntil: null };
    await expect(store.save(next)).rejects.toMatchObject({ code: 'store-failed' });
    expect(await store.load()).toEqual({ ...named, ...change });
  });

  it('is refused and left as it is when it is damaged or of a newer BitFlow', async () => {
    const path = join(temporaryFolder(), 'paper.db');
    writeFileSync(path, 'nonsense '.repeat(999));
    await expect(aPaperStore(path)).rejects.toMatchObject({ code: 'store-corrupt' });
    expect(readFileSync(path, 'utf8')).toBe('nonsense '.repeat(999));

    const newer = join(temporaryFolder(), 'paper.db');
    await (await aPaperStore(newer)).close();
    tamper(newer, (db) => db.pragma('user_version = 7'));
    await expect(aPaperStore(newer)).rejects.toMatchObject({ code: 'store-newer' });
  });
});

describe('a database', () => {
  const migrations: readonly Migration[] = [
    { version: 1, sql: 'CREATE TABLE one (a TEXT)' },
    { version: 2, sql: "ALTER TABLE one ADD COLUMN b TEXT NOT NULL DEFAULT 'new'" },
  ];
  const kind: DatabaseKind = { applicationId: 0x74657374, words: 'a test', tables: ['one'] };
  const form: DatabaseForm = { kind, migrations };
  const earlier: DatabaseForm = { kind, migrations: migrations.slice(0, 1) };

  it('says that the disk is full, keeps what was there, and writes again when there is room', () => {
    const path = join(temporaryFolder(), 'some.db');
    const db = openDatabase({ path, form, durability: 'full' });
    onTestFinished(() => {
      db.close();
    });
    const insert = (text: string) => guarded(path, () => db.transaction(() => db.prepare('INSERT INTO one (a) VALUES (?)').run(text))());
    insert('small');
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 2}`);
    expect(() => insert('x'.repeat(100_000))).toThrow(expect.objectContaining({ code: 'disk-full', retry: 'backoff' }));
    expect(db.prepare('SELECT a FROM one').all()).toEqual([{ a: 'small' }]);
    db.pragma('max_page_count = 100000');
    insert('y'.repeat(100_000));
    expect(db.prepare('SELECT count(*) AS count FROM one').get()).toEqual({ count: 2 });
  });

  it('is brought from each earlier form to the newest, once', () => {
    const path = join(temporaryFolder(), 'some.db');
    const first = openDatabase({ path, form: earlier, durability: 'full' });
    first.exec("INSERT INTO one VALUES ('old')");
    first.close();
    for (const _ of [1, 2]) {
      const db = openDatabase({ path, form, durability: 'full' });
      expect([db.prepare('SELECT * FROM one').all(), versionOf(Number(db.pragma('user_version', { simple: true })))]).toEqual([
        [{ a: 'old', b: 'new' }],
        2,
      ]);
      db.close();
    }
  });

  it('stays in its earlier form when a step fails', () => {
    const path = join(temporaryFolder(), 'some.db');
    openDatabase({ path, form: earlier, durability: 'full' }).close();
    const broken = [...migrations.slice(0, 1), { version: 2, sql: 'CREATE TABLE two (a TEXT); CREATE TABLE one (b TEXT);' }];
    expect(() => openDatabase({ path, form: { kind, migrations: broken }, durability: 'full' })).toThrow(
      expect.objectContaining({ code: 'store-failed' }),
    );
    const db = openDatabase({ path, form, durability: 'full' });
    expect(db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()).toEqual([{ name: 'one' }]);
    db.close();
  });

  it('waits for no other writer for ever', () => {
    const path = join(temporaryFolder(), 'some.db');
    const holder = openDatabase({ path, form, durability: 'full' });
    const other = openDatabase({ path, form, durability: 'full' });
    onTestFinished(() => {
      holder.close();
      other.close();
    });
    other.pragma('busy_timeout = 50');
    holder.exec('BEGIN IMMEDIATE');
    expect(() => guarded(path, () => other.exec("INSERT INTO one (a) VALUES ('x')"))).toThrow(
      expect.objectContaining({ code: 'store-busy' }),
    );
    holder.exec('ROLLBACK');
  });

  it('is not made by reading it', () => {
    const path = join(temporaryFolder(), 'none.db');
    expect(() => openForReading(path, form)).toThrow(expect.objectContaining({ code: 'store-missing' }));
  });
});
