import { expect, it } from 'vitest';
import { verifyJournal } from '../../../electron/host/verify-journal.ts';
import { eventually } from '../../support/eventually.ts';
import { foldedRows, journalPath, tamper } from '../../support/open-journal.ts';
import { aWorkstation, CODE_HASH, recordedFolders } from '../../support/recorded-run.ts';

const recorded = recordedFolders();

/** One value in each table that a start can act on: the tables are right again before anybody is answered. */
it.each([
  ['orders', "UPDATE orders SET stop_price = '1' WHERE status = 'working' AND role = 'stop-loss'"],
  ['orders', "UPDATE orders SET status = 'cancelled' WHERE status = 'working' AND role = 'stop-loss'"],
  [
    'orders',
    "UPDATE orders SET status = 'working' WHERE client_order_id = (SELECT client_order_id FROM orders WHERE status = 'filled' LIMIT 1)",
  ],
  ['positions', "UPDATE positions SET quantity = '11'"],
  ['positions', "UPDATE positions SET body = json_set(body, '$.direction', 'short')"],
  ['proposals', "UPDATE proposals SET status = 'pending' WHERE id = (SELECT id FROM proposals WHERE status <> 'pending' LIMIT 1)"],
])('a start builds the tables again where a row of %s that can be acted on differs', async (table, sql) => {
  const folder = recorded.copy();
  const before = foldedRows(folder)[table];
  tamper(journalPath(folder), (db) => db.exec(sql));
  expect(foldedRows(folder)[table]).not.toEqual(before);
  const workstation = aWorkstation(folder, recorded.marketOf(folder));
  await workstation.start();
  expect(workstation.engineView()).toMatchObject({ state: 'running', reasons: [expect.stringContaining(table)] });
  await workstation.stop();
  expect(verifyJournal(journalPath(folder), CODE_HASH)).toMatchObject({ ok: true });
});

it.each([
  [
    'ledger_postings',
    "UPDATE ledger_postings SET amount = '1000000' WHERE account = 'cash' AND rowid = (SELECT min(rowid) FROM ledger_postings WHERE account = 'cash')",
  ],
  ['ledger_entries', 'UPDATE ledger_entries SET at = at + 1'],
  ['fills', "UPDATE fills SET price = '1'"],
  ['orders', "UPDATE orders SET quantity = '1' WHERE status = 'filled'"],
  ['trades', "UPDATE trades SET realised_net = '1000'"],
  ['signals', 'UPDATE signals SET score = score / 2'],
  ['proposals', "UPDATE proposals SET body = '{}' WHERE status <> 'pending'"],
  ['settings_history', "UPDATE settings_history SET document = '{}'"],
])('older rows of %s that differ are found soon after the start, rebuilt, and said', async (table, sql) => {
  const folder = recorded.copy();
  const before = foldedRows(folder)[table];
  tamper(journalPath(folder), (db) => db.exec(sql));
  expect(foldedRows(folder)[table]).not.toEqual(before);
  const workstation = aWorkstation(folder, recorded.marketOf(folder));
  await workstation.start();
  await eventually(() => expect(workstation.engineView().reasons).toEqual([expect.stringContaining(table)]), 15_000);
  expect(workstation.engineView().state).toBe('running');
  await workstation.stop();
  expect(verifyJournal(journalPath(folder), CODE_HASH)).toMatchObject({ ok: true });
});

it('says nothing where nothing differs, and stops while it still compares', async () => {
  const folder = recorded.copy();
  const workstation = aWorkstation(folder, recorded.marketOf(folder));
  await workstation.start();
  await workstation.stop();
  expect(workstation.engineView().reasons).toEqual([]);
});

it('names old market data that was altered, and stays degraded, since nothing can build it again', async () => {
  const folder = recorded.copy();
  tamper(journalPath(folder), (db) => {
    const { first, data } = db.prepare('SELECT first_sequence AS first, data FROM segments ORDER BY first_sequence LIMIT 1').get() as {
      first: number;
      data: Buffer;
    };
    data[data.length >> 1] ^= 1;
    db.prepare('UPDATE segments SET data = ? WHERE first_sequence = ?').run(data, first);
  });
  const workstation = aWorkstation(folder, recorded.marketOf(folder));
  await workstation.start();
  const words = /recorded market data \d+\.\.\d+ was altered .*put journal\.db back/;
  await eventually(
    () => expect(workstation.engineView()).toMatchObject({ state: 'degraded', reasons: [expect.stringMatching(words)] }),
    15_000,
  );
  await workstation.stop();
});
