import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { threadScripts } from '../../electron/platform/program-files.ts';
import { MarketDbStore } from '../../electron/storage/market/market-db-store.ts';
import { type BarBlock, sliceBlock } from '../../shared/domain/market-block.ts';
import { DAY_MS } from '../../shared/domain/time.ts';
import { check, type Figure, ratesOf, type Suite } from '../measure.ts';
import { walk } from '../series.ts';

const DAY_BARS = 1_440;
const DAYS = 140;
const SERIES = 'bench';

/** Bars into and out of the market store, against one row per bar in bare SQLite. */
export const bars: Suite = {
  name: 'bars',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bitflow-bench-'));
    const store = await MarketDbStore.open(threadScripts.storageWorker, join(folder, 'market.db'));
    const rows = new Database(join(folder, 'rows.db'));
    try {
      const block = walk(DAY_BARS * DAYS, 3);
      const firstDay = Math.floor(block.openTime[0] / DAY_MS);
      const days = Array.from({ length: DAYS }, (_, day) => sliceBlock(block, day * DAY_BARS, (day + 1) * DAY_BARS));
      const write = async (): Promise<number> => {
        for (const [place, day] of days.entries()) await store.putDay(SERIES, firstDay + place, day);
        return block.length;
      };
      const read = async (): Promise<BarBlock[]> => [...(await store.days(SERIES, firstDay, firstDay + DAYS - 1)).values()];
      const rowsIn = prepareRows(rows);
      await write();
      rowsIn(block);
      checkRead(await read(), block);
      const select = rows.prepare('SELECT * FROM bars ORDER BY time');
      const [inRate, rowsInRate] = await ratesOf([
        { name: 'market store', run: write },
        { name: 'rows', run: () => rowsIn(block) },
      ]);
      const [outRate, rowsOutRate] = await ratesOf([
        { name: 'market store', run: async () => ((await read()).length === DAYS ? block.length : 0) },
        { name: 'rows', run: () => select.raw().all().length },
      ]);
      const figure = (work: string, value: number, reference: number): Figure => ({
        work,
        unit: 'bars/s',
        value,
        reference: { name: 'one SQLite row per bar', value: reference },
        ratio: value / reference,
        target: null,
      });
      return [figure('into storage', inRate, rowsInRate), figure('out of storage', outRate, rowsOutRate)];
    } finally {
      rows.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function prepareRows(db: Database.Database): (block: BarBlock) => number {
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE bars (time INTEGER PRIMARY KEY, open REAL, high REAL, low REAL, close REAL, volume REAL) STRICT');
  const put = db.prepare('INSERT OR REPLACE INTO bars VALUES (?, ?, ?, ?, ?, ?)');
  const all = db.transaction((block: BarBlock) => {
    for (let row = 0; row < block.length; row += 1)
      put.run(block.openTime[row], block.open[row], block.high[row], block.low[row], block.close[row], block.volume[row]);
    return block.length;
  });
  return (block) => all(block);
}

function checkRead(days: readonly BarBlock[], block: BarBlock): void {
  let row = 0;
  for (const day of days)
    for (let i = 0; i < day.length; i += 1, row += 1)
      check(
        day.openTime[i] === block.openTime[row] && day.close[i] === block.close[row] && day.volume[i] === block.volume[row],
        `bar ${row} came back otherwise than it went in`,
      );
  check(row === block.length, `${block.length} bars went in, ${row} came back`);
}
