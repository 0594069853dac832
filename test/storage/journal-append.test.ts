import { chmodSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { JournalEntry, MarketSegment } from '../../electron/engine/ports/durable-store.ts';
import { verifyJournal } from '../../electron/host/verify-journal.ts';
import { threadScripts } from '../../electron/platform/program-files.ts';
import { journalForm } from '../../electron/storage/journal/journal-migrations.ts';
import { checkSegments, segmentsOf } from '../../electron/storage/journal/journal-rows.ts';
import { JournalStore } from '../../electron/storage/journal/journal-store.ts';
import { openForReading } from '../../electron/storage/sqlite.ts';
import { allocateTicks } from '../../shared/domain/market-block.ts';
import { utcMs } from '../../shared/domain/time.ts';
import { USD } from '../support/builders.ts';
import { foldedRows, journalPath, openJournal, recordedEntries, reopen, takenUp, tamper } from '../support/open-journal.ts';
import { CODE_HASH, recordedFolders } from '../support/recorded-run.ts';
import { temporaryFolder } from '../support/temporary.ts';

const recorded = recordedFolders();

function quietEntry(sequence: number): JournalEntry {
  const at = utcMs(1_700_000_000_000 + sequence);
  return {
    sequence,
    at,
    input: { kind: 'playback', at, playback: { speed: 1, isPaused: false, isAway: false, wallMs: 0, marketMs: at } },
    facts: [],
    inputDigest: `digest ${sequence}`,
    factHash: `hash ${sequence}`,
  };
}

function aSegment(firstSequence: number, length: number, timeMs = 1_700_000_000_000): MarketSegment {
  const block = allocateTicks(length);
  for (let row = 0; row < length; row += 1) {
    block.time[row] = timeMs + row;
    block.price[row] = 100 + row / 7;
    block.bid[row] = 99;
    block.ask[row] = 102;
    block.volume[row] = row;
    block.instrument[row] = row % 3;
  }
  return { purpose: 'live', at: utcMs(timeMs), firstSequence, lastSequence: firstSequence + length - 1, block };
}

async function aStore(folder: string): Promise<JournalStore> {
  const store = await JournalStore.open(threadScripts.storageWorker, { path: journalPath(folder), currency: USD, codeHash: CODE_HASH });
  onTestFinished(() => store.close());
  return store;
}

describe('an append that fails', () => {
  it('leaves nothing of itself behind, in no table, and can be seen to have failed', () => {
    const source = recorded.copy();
    const entries = recordedEntries(source);
    const folder = temporaryFolder();
    const db = openJournal(folder);
    const firstFill = entries.findIndex(({ facts }) => facts.some(({ kind }) => kind === 'order-filled'));
    db.append(entries.slice(0, firstFill - 1), []);
    const before = foldedRows(folder);
    // The last thing that a fill writes is refused; its journal entry and its order were written by then.
    tamper(journalPath(folder), (other) =>
      other.exec("CREATE TRIGGER broken BEFORE INSERT ON positions BEGIN SELECT RAISE(ABORT, 'the disk is broken'); END"),
    );
    expect(() => db.append(entries.slice(firstFill - 1, firstFill + 1), [aSegment(9_000, 5)])).toThrow(
      expect.objectContaining({ code: 'store-failed', message: expect.stringContaining('the disk is broken') }),
    );
    db.close();
    expect(foldedRows(folder)).toEqual(before);
    expect(recordedEntries(folder).length).toBe(firstFill - 1);
    const report = reopen(folder);
    expect({ fault: report.fault, last: report.lastSequence, rebuilt: report.rebuiltTables }).toEqual({
      fault: null,
      last: entries[firstFill - 2].sequence,
      rebuilt: [],
    });
  });

  it('is refused when a number was used before, and keeps what that number names', () => {
    const folder = temporaryFolder();
    const db = openJournal(folder);
    db.append([quietEntry(1), quietEntry(2)], []);
    const before = recordedEntries(folder);
    expect(() => db.append([quietEntry(3), quietEntry(2)], [])).toThrow(expect.objectContaining({ code: 'store-failed' }));
    expect(recordedEntries(folder)).toEqual(before);
  });

  it('is refused when the store was closed', () => {
    const folder = temporaryFolder();
    const db = openJournal(folder);
    db.append([quietEntry(1)], []);
    db.close();
    expect(() => db.append([quietEntry(2)], [])).toThrow();
    expect(recordedEntries(folder).length).toBe(1);
  });

  it('goes on in the chain as if it had never been tried', () => {
    const folder = temporaryFolder();
    const db = openJournal(folder);
    db.append([quietEntry(1)], []);
    expect(() => db.append([quietEntry(2), quietEntry(1)], [])).toThrow();
    db.append([quietEntry(2), quietEntry(3)], []);
    db.close();
    expect(reopen(folder)).toMatchObject({ fault: null, entryCount: 3, lastSequence: 3 });
  });

  it.skipIf(process.getuid?.() === 0)('is said to be one of a read-only disk (skipped where the tests run as root)', () => {
    const folder = temporaryFolder();
    openJournal(folder).close();
    chmodSync(journalPath(folder), 0o400);
    expect(() => reopen(folder)).toThrow(expect.objectContaining({ code: 'disk-read-only' }));
  });
});

describe('recorded market data', () => {
  it('comes back row by row, and from where it is asked for', () => {
    const folder = temporaryFolder();
    const segments = [aSegment(1, 40), aSegment(41, 1), aSegment(43, 999)];
    const db = openJournal(folder);
    db.append([], segments.slice(0, 2));
    db.append([quietEntry(42)], segments.slice(2));
    db.close();
    const reading = openForReading(journalPath(folder), journalForm);
    expect([...segmentsOf(reading, 0)]).toEqual(segments);
    expect([...segmentsOf(reading, 41)]).toEqual(segments.slice(2));
    expect(checkSegments(reading)).toBeNull();
    reading.close();
    expect(reopen(folder)).toMatchObject({ fault: null, lastSequence: 1_041 });
  });

  it('is deleted only where it is older than it has to be kept, which is no fault', () => {
    const folder = temporaryFolder();
    const db = openJournal(folder);
    db.append([quietEntry(11)], [aSegment(1, 10, 1_000), aSegment(12, 10, 2_000), aSegment(22, 10, 3_000)]);
    expect(db.dropSegments(2_009)).toBe(1);
    expect(db.dropSegments(2_010)).toBe(1);
    db.close();
    expect(reopen(folder)).toMatchObject({ fault: null, lastSequence: 31, entryCount: 1 });
  });

  it('is deleted from its beginning only: what lies after a segment that must be kept stays with it', () => {
    const folder = temporaryFolder();
    const db = openJournal(folder);
    const warmUp: MarketSegment = { ...aSegment(2, 1, 2_500), purpose: 'warm-up' };
    // The warm-up ends with the close of a bar that is open yet, ahead of the live rows that follow.
    db.append([quietEntry(1)], [warmUp, aSegment(3, 10, 1_000), aSegment(13, 10, 2_000), aSegment(23, 10, 3_000)]);
    expect(db.dropSegments(2_400)).toBe(0);
    db.close();
    expect(reopen(folder)).toMatchObject({ fault: null, lastSequence: 32 });
    const again = openJournal(folder);
    expect(again.dropSegments(2_900)).toBe(3);
    again.close();
    expect(reopen(folder)).toMatchObject({ fault: null, lastSequence: 32 });
    expect(verifyJournal(journalPath(folder), CODE_HASH)).toMatchObject({ ok: true });
  });

  it('is kept where a start goes on from it, however old it is', () => {
    const folder = temporaryFolder();
    const db = openJournal(folder);
    db.append([quietEntry(1)], [aSegment(2, 10, 1_000), aSegment(12, 10, 2_000)]);
    expect(db.dropSegments(9_000)).toBe(1);
    db.close();
    expect(takenUp(folder).lastPosition).toEqual({ timeMs: 2_009, instrument: 0 });
  });

  it('is a fault when what a start would go on from was altered, and the journal before it stays readable', async () => {
    const folder = temporaryFolder();
    const db = openJournal(folder);
    db.append([quietEntry(1)], []);
    db.append([], [aSegment(2, 10)]);
    db.close();
    tamper(journalPath(folder), (other) => other.exec("UPDATE segments SET purpose = 'lost'"));
    expect(reopen(folder).fault).toEqual({ sequence: 2, message: 'recorded market data 2..11 was altered after it was written' });
    const store = await aStore(folder);
    await expect(store.append([quietEntry(12)], [])).rejects.toMatchObject({ code: 'store-corrupt' });
  });
});

describe('the store of the writer thread', () => {
  it('has a whole group on disk when its append resolves, in the order in which groups came', async () => {
    const folder = temporaryFolder();
    const store = await aStore(folder);
    const resolved: number[] = [];
    const groups = Array.from({ length: 60 }, (_, n) => [quietEntry(2 * n + 1), quietEntry(2 * n + 2)]);
    await Promise.all(
      groups.map(async (group, place) => {
        await store.append(group, []);
        resolved.push(place);
        // Another reader of the file sees all of it, and of no later group only a part.
        const known = recordedEntries(folder).length;
        expect(known).toBeGreaterThanOrEqual(2 * (place + 1));
        expect(known % 2).toBe(0);
      }),
    );
    expect(resolved).toEqual(groups.map((_, place) => place));
    await store.close();
    expect(reopen(folder)).toMatchObject({ fault: null, entryCount: 120 });
  });

  it('writes nothing more after a group that failed, so that no gap is left in the record', async () => {
    const folder = temporaryFolder();
    const store = await aStore(folder);
    await store.append([quietEntry(1)], []);
    tamper(journalPath(folder), (other) =>
      other.exec("CREATE TRIGGER full BEFORE INSERT ON journal WHEN NEW.sequence = 2 BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"),
    );
    const failed = [store.append([quietEntry(2)], []), store.append([quietEntry(3)], [])].map((group) => group.catch(String));
    expect(await Promise.all(failed)).toEqual([expect.stringContaining('the disk is full'), expect.stringContaining('the disk is full')]);
    await expect(store.append([quietEntry(4)], [aSegment(5, 10)])).rejects.toThrow('the disk is full');
    await store.close();
    expect(reopen(folder)).toMatchObject({ fault: null, entryCount: 1, lastSequence: 1 });
  });

  it('writes what was handed over before it closes', async () => {
    const folder = temporaryFolder();
    const store = await aStore(folder);
    const last = store.append([quietEntry(1)], [aSegment(2, 100)]);
    await store.close();
    await last;
    expect(reopen(folder)).toMatchObject({ entryCount: 1, lastSequence: 101 });
  });

  it('refuses everything after it was closed', async () => {
    const store = await aStore(temporaryFolder());
    await store.close();
    await expect(store.append([quietEntry(1)], [])).rejects.toMatchObject({ code: 'store-thread-died' });
  });
});

it('keeps any split of entries into groups as one chain', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 8 }), (sizes) => {
      const [grouped, single] = [temporaryFolder(), temporaryFolder()];
      const [one, other] = [openJournal(grouped), openJournal(single)];
      const next = { sequence: 1 };
      for (const size of sizes) {
        const entries = Array.from({ length: size }, (_, n) => quietEntry(next.sequence + n));
        next.sequence += size;
        one.append(entries, []);
        for (const entry of entries) other.append([entry], []);
      }
      one.close();
      other.close();
      expect(lastHash(grouped)).toBe(lastHash(single));
    }),
    { numRuns: 15 },
  );
});

function lastHash(folder: string): unknown {
  const found: { hash?: unknown } = {};
  tamper(journalPath(folder), (db) => Object.assign(found, db.prepare('SELECT hash FROM journal ORDER BY sequence DESC LIMIT 1').get()));
  return found.hash;
}
