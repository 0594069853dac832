import { describe, expect, it } from 'vitest';
import { type Playback } from '../../electron/engine/kernel/input.ts';
import type { JournalEntry } from '../../electron/engine/ports/durable-store.ts';
import { verifyJournal } from '../../electron/host/verify-journal.ts';
import { versionOf } from '../../electron/storage/database-kind.ts';
import { CHAIN_START, chainHash } from '../../electron/storage/journal/chain.ts';
import { foldedTables } from '../../electron/storage/journal/journal-migrations.ts';
import { journalRows } from '../../electron/storage/journal/journal-rows.ts';
import { utcMs } from '../../shared/domain/time.ts';
import { foldedRows, journalPath, openJournal, recordedEntries, reopen, takenUp, tamper } from '../support/open-journal.ts';
import { CODE_HASH, recordedFolders } from '../support/recorded-run.ts';

const recorded = recordedFolders();

describe('the tables of orders, fills, ledger and positions', () => {
  // The history of settings is not counted, see the next test.
  it.each(foldedTables.filter((table) => table !== 'settings_history'))(
    'are built again, identically, when the rows of %s are gone',
    (table) => {
      const folder = recorded.copy();
      const before = foldedRows(folder);
      tamper(journalPath(folder), (db) => db.exec(`DELETE FROM ${table}`));
      const wasEmpty = before[table].length === 0;
      expect(reopen(folder).rebuiltTables).toEqual(wasEmpty ? [] : [table]);
      expect(foldedRows(folder)).toEqual(before);
    },
  );

  it.each(foldedTables)('are built again, identically, when the table %s is gone', (table) => {
    const folder = recorded.copy();
    const before = foldedRows(folder);
    tamper(journalPath(folder), (db) => db.exec(`DROP TABLE ${table}`));
    expect(reopen(folder).rebuiltTables).toEqual([table]);
    expect(foldedRows(folder)).toEqual(before);
  });

  it('are built again, identically, when all of them are gone or one row is too many', () => {
    const folder = recorded.copy();
    const before = foldedRows(folder);
    tamper(journalPath(folder), (db) => {
      for (const table of foldedTables) if (table !== 'fills') db.exec(`DROP TABLE ${table}`);
      db.exec(
        "INSERT INTO fills SELECT 'T999', venue_books, instrument_id, client_order_id, side, price, quantity, fee, currency, liquidity, at FROM fills LIMIT 1",
      );
    });
    expect(reopen(folder).rebuiltTables.length).toBe(foldedTables.length);
    expect(foldedRows(folder)).toEqual(before);
  });

  it.each([
    ['orders', "UPDATE orders SET quantity = '11'"],
    ['fills', "UPDATE fills SET price = '1.00' WHERE rowid = 1"],
    ['ledger_postings', "UPDATE ledger_postings SET amount = '1000000' WHERE account = 'cash'"],
    ['positions', "UPDATE positions SET quantity = '12'"],
    ['settings_history', 'DELETE FROM settings_history'],
  ])('are found to differ by a verification when a row of %s was altered, and the books are not touched by it', (table, sql) => {
    const folder = recorded.copy();
    const before = takenUp(folder);
    tamper(journalPath(folder), (db) => db.exec(sql));
    expect(takenUp(folder)).toEqual(before);
    expect(verifyJournal(journalPath(folder), CODE_HASH)).toMatchObject({
      ok: false,
      firstFault: { sequence: null, message: expect.stringContaining(table) },
    });
  });
});

describe('a snapshot of the books', () => {
  const playback: Playback = { speed: 1, isPaused: false, isAway: false, wallMs: 0, marketMs: 0 };

  /** A recorded run with so many quiet entries behind it that a snapshot was taken. */
  function withSnapshot(): string {
    const folder = recorded.copy();
    const db = openJournal(folder);
    const last = db.report.lastSequence;
    const quiet = Array.from(
      { length: 5_000 },
      (_, n): JournalEntry => ({
        sequence: last + n + 1,
        at: utcMs(Date.UTC(2024, 3, 1) + n),
        input: { kind: 'playback', at: utcMs(Date.UTC(2024, 3, 1) + n), playback },
        facts: [],
        inputDigest: '',
        factHash: '',
      }),
    );
    for (let from = 0; from < quiet.length; from += 500) db.append(quiet.slice(from, from + 500), []);
    db.close();
    return folder;
  }

  const countSnapshots = (folder: string): number => {
    const found = { count: 0 };
    tamper(journalPath(folder), (db) => Object.assign(found, db.prepare('SELECT count(*) AS count FROM snapshots').get()));
    return found.count;
  };

  it('changes nothing about the books, whether it is there, gone, altered, or of other code', () => {
    const folder = withSnapshot();
    expect(countSnapshots(folder)).toBe(1);
    const before = takenUp(folder);
    const alterations = [
      'DELETE FROM snapshots',
      'UPDATE snapshots SET body = replace(body, \'"cash"\', \'"fees"\')',
      "UPDATE snapshots SET body = 'nonsense'",
      "UPDATE snapshots SET code_hash = 'other code'",
      "UPDATE snapshots SET journal_hash = 'of no entry'",
      "UPDATE snapshots SET hash = ''",
    ];
    for (const sql of alterations) {
      tamper(journalPath(folder), (db) => db.exec(sql));
      expect(takenUp(folder)).toEqual(before);
      expect(reopen(folder)).toMatchObject({ fault: null, rebuiltTables: [] });
    }
  });

  it('is taken from the books as they are: those folded from the beginning are the same', () => {
    const folder = withSnapshot();
    const fromSnapshot = takenUp(folder);
    tamper(journalPath(folder), (db) => db.exec('DELETE FROM snapshots'));
    expect(takenUp(folder)).toEqual(fromSnapshot);
    expect(recordedEntries(folder).length).toBeGreaterThan(5_000);
  });
});

it('brings a store of version 1 to the newest form and keeps everything', () => {
  const folder = recorded.copy();
  const [rows, books] = [foldedRows(folder), takenUp(folder)];
  tamper(journalPath(folder), (db) => {
    db.exec('ALTER TABLE snapshots DROP COLUMN hash');
    db.pragma('user_version = 1');
  });
  expect(reopen(folder)).toMatchObject({ fault: null, rebuiltTables: ['ledger_entries', 'fills', 'signals'] });
  expect([foldedRows(folder), takenUp(folder)]).toEqual([rows, books]);
  tamper(journalPath(folder), (db) => expect(versionOf(Number(db.pragma('user_version', { simple: true })))).toBe(4));
});

it('opens a record of version 2, whose signals had no outcomes, no votes and a bare regime, and keeps every one of them', () => {
  const folder = recorded.copy();
  const before = takenUp(folder).books;
  tamper(journalPath(folder), (db) => {
    let last = CHAIN_START;
    const rows = [...journalRows(db, 0)];
    for (const row of rows) {
      const body = row.body.includes('"signal-generated"') || row.body.includes('"signal-outcome') ? asVersion2(row.body) : row.body;
      last = chainHash(last, { ...row, body });
      db.prepare('UPDATE journal SET body = ?, hash = ? WHERE sequence = ?').run(body, last, row.sequence);
    }
    db.exec('DELETE FROM snapshots');
    db.pragma('user_version = 2');
  });
  expect(reopen(folder)).toMatchObject({ fault: null, rebuiltTables: ['ledger_entries', 'fills', 'signals'] });
  const after = takenUp(folder).books;
  expect(before.signals.length).toBeGreaterThan(3);
  const plain = ({ signal, verdict }: (typeof after.signals)[number]) => [
    signal.id,
    signal.score,
    signal.confidence,
    signal.regime.label,
    verdict,
  ];
  expect(after.signals.map(plain)).toEqual(before.signals.map(plain));
  for (const { signal } of after.signals) {
    expect(signal.rawConfidence).toBe(signal.confidence);
    expect(signal.dueAt).toBe(signal.tsEvent);
    expect(signal.contributions.every(({ votes }) => votes.length === 0)).toBe(true);
  }
  expect(after.scoreboard).toMatchObject({ open: [], groups: [], voided: 0 });
  expect({ ...after, signals: [], lastSignals: [], acceptedSignals: [], scoreboard: null }).toEqual({
    ...before,
    signals: [],
    lastSignals: [],
    acceptedSignals: [],
    scoreboard: null,
  });
});

/** An entry as the version before wrote it. */
function asVersion2(body: string): string {
  const entry = JSON.parse(body) as { facts: { kind: string; signal?: Record<string, unknown> }[] };
  const facts = entry.facts.filter(({ kind }) => kind !== 'signal-outcome-recorded');
  for (const { signal } of facts) {
    if (signal === undefined) continue;
    signal['regime'] = (signal['regime'] as { label: string }).label;
    delete signal['rawConfidence'];
    delete signal['dueAt'];
    for (const part of signal['contributions'] as Record<string, unknown>[]) delete part['votes'];
  }
  return JSON.stringify({ ...entry, facts });
}
