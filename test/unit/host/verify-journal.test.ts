import { describe, expect, it } from 'vitest';
import { verifyJournal } from '../../../electron/host/verify-journal.ts';
import { chainHash } from '../../../electron/storage/journal/chain.ts';
import { DAY_MS, MINUTE_MS, startOfUtcDay, utcMs } from '../../../shared/domain/time.ts';
import { aBarBlock } from '../../support/market-blocks.ts';
import { journalPath, recordedEntries, tamper } from '../../support/open-journal.ts';
import { aWorkstation, CODE_HASH, recordedFolders } from '../../support/recorded-run.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const recorded = recordedFolders();

interface Row {
  readonly sequence: number;
  readonly at: number;
  readonly kind: string;
  readonly body: string;
}

/** Alters a journal and makes its chain fit again, as somebody would who knows how it is made. */
function forge(folder: string, alter: (row: Row) => string): void {
  tamper(journalPath(folder), (db) => {
    let previous = '0'.repeat(64);
    for (const row of db.prepare('SELECT sequence, at, kind, body FROM journal ORDER BY sequence').all() as Row[]) {
      const body = alter(row);
      previous = chainHash(previous, { ...row, body });
      db.prepare('UPDATE journal SET body = ?, hash = ? WHERE sequence = ?').run(body, previous, row.sequence);
    }
  });
}

describe('a record of one run', () => {
  it('is sound, and its run is decided again with the same hash as the run itself had', async () => {
    const folder = recorded.copy();
    const found = verifyJournal(journalPath(folder), CODE_HASH);
    expect(found).toEqual({
      ok: true,
      entries: recordedEntries(folder).length,
      factsHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      firstFault: null,
      decidedAgain: { runs: 1, skipped: [] },
    });

    const again = aWorkstation(folder, recorded.marketOf(folder));
    await again.start();
    await again.stop();
    const afterwards = verifyJournal(journalPath(folder), CODE_HASH);
    expect(afterwards).toMatchObject({ ok: true, decidedAgain: { runs: 2, skipped: [] } });
    expect(again.services.core.factsHash).toBe(afterwards.factsHash);
  });

  it('is sound where a new day began with the history that a run was warmed with, and says what it began with', async () => {
    const folder = recorded.copy();
    const again = aWorkstation(folder, recorded.marketOf(folder));
    await again.start();
    const { core, runtime } = again.services;
    const tomorrow = startOfUtcDay(utcMs(core.now)) + DAY_MS;
    runtime.warmUp(aBarBlock(tomorrow - MINUTE_MS, [120]), utcMs(tomorrow));
    expect(again.services.core.books.tradingDay?.day).toBe(tomorrow);
    await again.stop();
    expect(recordedEntries(folder).flatMap(({ facts }) => facts.filter(({ kind }) => kind === 'trading-day-started'))).toHaveLength(2);
    expect(verifyJournal(journalPath(folder), CODE_HASH)).toMatchObject({ ok: true, decidedAgain: { runs: 2, skipped: [] } });
  });

  it('is held against itself but not decided again by other code, which says so', () => {
    const found = verifyJournal(journalPath(recorded.copy()), 'other code');
    expect(found).toMatchObject({ ok: true, decidedAgain: { runs: 0 } });
    expect(found.decidedAgain.skipped[0]).toMatch(/^run \w+ was decided by other code \(testcode, this is other co\)$/);
  });

  it('is not decided again where market data has expired, which says so; the run after it is', async () => {
    const folder = recorded.copy();
    tamper(journalPath(folder), (db) => db.exec('DELETE FROM segments WHERE first_sequence < 300'));
    const found = verifyJournal(journalPath(folder), CODE_HASH);
    expect(found).toMatchObject({ ok: true, factsHash: null, decidedAgain: { runs: 0 } });
    expect(found.decidedAgain.skipped).toEqual([expect.stringMatching(/has expired or is missing/)]);

    const again = aWorkstation(folder, recorded.marketOf(folder));
    await again.start();
    await again.stop();
    expect(verifyJournal(journalPath(folder), CODE_HASH)).toMatchObject({
      ok: true,
      factsHash: null,
      decidedAgain: { runs: 1, skipped: found.decidedAgain.skipped },
    });
  });

  it('is found forged though its chain was made to fit: the same inputs give other facts', () => {
    const folder = recorded.copy();
    const accepted = recordedEntries(folder).find(({ facts }) => facts.some(({ kind }) => kind === 'order-submitted'));
    forge(folder, ({ sequence, body }) => (sequence === accepted?.sequence ? body.replaceAll('"=10"', '"=11"') : body));
    const found = verifyJournal(journalPath(folder), CODE_HASH);
    expect(found.ok).toBe(false);
  });

  it('is found forged when a fact and its hash were made to look decided', () => {
    const folder = recorded.copy();
    const [entry] = recordedEntries(folder).slice(-1);
    forge(folder, ({ sequence, body }) => (sequence === entry.sequence ? body.replace(entry.factHash, 'f'.repeat(64)) : body));
    expect(verifyJournal(journalPath(folder), CODE_HASH)).toMatchObject({
      ok: false,
      firstFault: { sequence: entry.sequence, message: expect.stringContaining('is decided otherwise when it is decided again') },
    });
  });
});

describe('a record that holds nothing', () => {
  it('of a folder in which nothing ran is named as missing', () => {
    expect(() => verifyJournal(journalPath(temporaryFolder()), CODE_HASH)).toThrow(expect.objectContaining({ code: 'store-missing' }));
  });
});

it('reads only: a sound record is the same before and after', () => {
  const folder = recorded.copy();
  const before = recordedEntries(folder);
  verifyJournal(journalPath(folder), CODE_HASH);
  expect(recordedEntries(folder)).toEqual(before);
});
