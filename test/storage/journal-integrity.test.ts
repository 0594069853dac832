import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyJournal } from '../../electron/host/verify-journal.ts';
import { isBitFlowError } from '../../shared/base/bitflow-error.ts';
import { foldedRows, journalPath, openJournal, recordedEntries, reopen, takenUp, tamper } from '../support/open-journal.ts';
import { CODE_HASH, recordedFolders } from '../support/recorded-run.ts';

const recorded = recordedFolders();

/** The number of the last input on record: an entry, or a row that was played after it. */
function lastRecordedInput(folder: string): number {
  const found = { last: 0 };
  tamper(journalPath(folder), (db) => {
    Object.assign(found, db.prepare('SELECT max(last_sequence) AS last FROM segments').get());
  });
  return found.last;
}

describe('a journal that nobody touched', () => {
  it('is sound, and opening it changes nothing', () => {
    const folder = recorded.copy();
    const before = foldedRows(folder);
    const entries = recordedEntries(folder);
    expect(reopen(folder)).toEqual({
      entryCount: entries.length,
      lastSequence: lastRecordedInput(folder),
      fault: null,
      rebuiltTables: [],
    });
    expect(foldedRows(folder)).toEqual(before);
    expect(before['positions']?.length).toBe(1);
    expect(before['trades']?.length).toBeGreaterThan(0);
  });
});

describe('a journal that was altered', () => {
  /** Changes one letter of a text to another. */
  const flip = (text: string, at: number): string => {
    const place = at % text.length;
    return text.slice(0, place) + (text[place] === '1' ? '2' : '1') + text.slice(place + 1);
  };

  it('names the entry in which one letter of its content or its hash differs, and records nothing more', () => {
    const folder = recorded.copy();
    const entries = recordedEntries(folder);
    fc.assert(
      fc.property(fc.nat(entries.length - 1), fc.constantFrom('body', 'hash', 'kind'), fc.nat(100_000), (place, column, at) => {
        const copy = recorded.copy();
        const { sequence } = entries[place];
        tamper(journalPath(copy), (db) => {
          const row = db.prepare(`SELECT ${column} AS text FROM journal WHERE sequence = ?`).get(sequence) as { text: string };
          db.prepare(`UPDATE journal SET ${column} = ? WHERE sequence = ?`).run(flip(row.text, at), sequence);
        });
        const db = openJournal(copy);
        expect(db.report.fault).toMatchObject({ sequence, message: expect.stringContaining(`entry ${sequence} `) });
        expect(() => db.append([entries[place]], [])).toThrow(expect.objectContaining({ code: 'store-corrupt' }));
        db.close();
        expect(verifyJournal(journalPath(copy), CODE_HASH)).toMatchObject({ ok: false, firstFault: { sequence } });
      }),
      { numRuns: 25 },
    );
  });

  it('names the entry whose time was changed', () => {
    const folder = recorded.copy();
    const { sequence } = recordedEntries(folder)[5];
    tamper(journalPath(folder), (db) => db.prepare('UPDATE journal SET at = at + 1 WHERE sequence = ?').run(sequence));
    expect(reopen(folder).fault?.sequence).toBe(sequence);
  });

  it('names the entry behind one that was taken out', () => {
    const folder = recorded.copy();
    const entries = recordedEntries(folder);
    tamper(journalPath(folder), (db) => db.prepare('DELETE FROM journal WHERE sequence = ?').run(entries[6].sequence));
    expect(reopen(folder).fault?.sequence).toBe(entries[7].sequence);
  });

  it('notices entries that changed places', () => {
    const folder = recorded.copy();
    const [one, other] = recordedEntries(folder)
      .slice(4, 6)
      .map(({ sequence }) => sequence);
    tamper(journalPath(folder), (db) => {
      const body = (sequence: number) => (db.prepare('SELECT body FROM journal WHERE sequence = ?').get(sequence) as { body: string }).body;
      const [first, second] = [body(one), body(other)];
      db.prepare('UPDATE journal SET body = ? WHERE sequence = ?').run(second, one);
      db.prepare('UPDATE journal SET body = ? WHERE sequence = ?').run(first, other);
    });
    expect(reopen(folder).fault?.sequence).toBe(one);
  });

  it('notices that recorded market data between others is gone', () => {
    const folder = recorded.copy();
    tamper(journalPath(folder), (db) => {
      const rows = db.prepare('SELECT first_sequence AS first FROM segments ORDER BY 1').all() as { first: number }[];
      db.prepare('DELETE FROM segments WHERE first_sequence = ?').run(rows[Math.floor(rows.length / 2)].first);
    });
    expect(reopen(folder).fault?.message).toMatch(/^inputs \d+ to \d+ are missing from the record$/);
  });

  it('is found altered by a verification when market data was, by the place of the data', () => {
    const folder = recorded.copy();
    const { first } = tamperedSegment(folder);
    expect(verifyJournal(journalPath(folder), CODE_HASH)).toMatchObject({ ok: false, firstFault: { sequence: first } });
  });

  function tamperedSegment(folder: string): { first: number } {
    const touched = { first: 0 };
    tamper(journalPath(folder), (db) => {
      const row = db.prepare('SELECT first_sequence AS first, data FROM segments ORDER BY 1 LIMIT 1 OFFSET 2').get() as {
        first: number;
        data: Buffer;
      };
      row.data[row.data.length >> 1] ^= 1;
      db.prepare('UPDATE segments SET data = ? WHERE first_sequence = ?').run(row.data, row.first);
      touched.first = row.first;
    });
    return touched;
  }
});

describe('a journal whose end is missing', () => {
  it('goes on from its last whole entry, with the tables of that moment', () => {
    const folder = recorded.copy();
    const entries = recordedEntries(folder);
    const last = entries[entries.length - 6].sequence;
    tamper(journalPath(folder), (db) => {
      db.prepare('DELETE FROM journal WHERE sequence > ?').run(last);
      db.prepare('DELETE FROM segments WHERE last_sequence > ?').run(last);
    });
    const report = reopen(folder);
    expect({ fault: report.fault, entryCount: report.entryCount }).toEqual({ fault: null, entryCount: entries.length - 5 });
    expect(verifyJournal(journalPath(folder), CODE_HASH).firstFault).toBeNull();
  });

  it('is faulty when market data that came later is still there', () => {
    const folder = recorded.copy();
    const inputs = recordedEntries(folder).filter(({ input }) => input !== null);
    const { sequence } = inputs[inputs.length - 1];
    tamper(journalPath(folder), (db) => db.prepare('DELETE FROM journal WHERE sequence >= ?').run(sequence));
    expect(reopen(folder).fault).toMatchObject({ sequence });
  });
});

it('takes up nothing else because of one flipped bit, wherever in the file it is', () => {
  const original = recorded.copy();
  const bytes = readFileSync(journalPath(original));
  const before = takenUp(original);
  const outcomes = { refused: 0, faulty: 0, same: 0 };
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(7), (offset, bit) => {
      const folder = recorded.copy();
      const flipped = Buffer.from(bytes);
      flipped[offset] ^= 1 << bit;
      writeFileSync(journalPath(folder), flipped);
      try {
        const { fault } = reopen(folder);
        if (fault !== null) {
          outcomes.faulty += 1;
          return;
        }
        expect(takenUp(folder)).toEqual(before);
        outcomes.same += 1;
      } catch (error) {
        if (!isBitFlowError(error)) throw error;
        outcomes.refused += 1;
      }
    }),
    { numRuns: 120 },
  );
  expect(outcomes.faulty).toBeGreaterThan(0);
});

describe('a file that is no journal', () => {
  const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

  it.each([
    ['text', Buffer.from('Dear diary,\n'.repeat(500))],
    ['noise', Buffer.from(Array.from({ length: 8_192 }, (_, n) => (n * 7_919 + 13) % 251))],
  ])('is refused and left as it is: %s', (_what, content) => {
    const folder = recorded.copy();
    writeFileSync(journalPath(folder), content);
    expect(() => reopen(folder)).toThrow(expect.objectContaining({ code: 'store-corrupt', message: expect.stringContaining('damaged') }));
    expect(readFileSync(journalPath(folder))).toEqual(content);
  });

  it('is refused and left as it is when half of it is missing', () => {
    const folder = recorded.copy();
    const half = readFileSync(journalPath(folder)).subarray(0, 40_960 + 100);
    writeFileSync(journalPath(folder), half);
    expect(() => reopen(folder)).toThrow(expect.objectContaining({ code: 'store-corrupt' }));
    expect(readFileSync(journalPath(folder))).toEqual(half);
  });

  it('is refused and left as it is when a newer BitFlow wrote it', () => {
    const folder = recorded.copy();
    tamper(journalPath(folder), (db) => db.pragma('user_version = 99'));
    const before = hashOf(journalPath(folder));
    expect(() => reopen(folder)).toThrow(
      expect.objectContaining({ code: 'store-newer', message: expect.stringMatching(/format 99; this BitFlow knows formats up to \d+\./) }),
    );
    expect(() => verifyJournal(journalPath(folder), CODE_HASH)).toThrow(expect.objectContaining({ code: 'store-newer' }));
    expect(hashOf(journalPath(folder))).toBe(before);
  });
});
