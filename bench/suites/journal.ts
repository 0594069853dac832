import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { JournalEntry } from '../../electron/engine/ports/durable-store.ts';
import { threadScripts } from '../../electron/platform/program-files.ts';
import { JournalStore } from '../../electron/storage/journal/journal-store.ts';
import { encodeJson } from '../../electron/storage/json-codec.ts';
import { type CommandId, idFrom } from '../../shared/domain/ids.ts';
import { utcMs } from '../../shared/domain/time.ts';
import { USD } from '../../test/support/builders.ts';
import { check, type Figure, ratesOf, type Suite } from '../measure.ts';

const ONE_BY_ONE = 300;
const GROUPED = 6_400;
const GROUP = 32;
const START = utcMs(Date.UTC(2024, 0, 1));

/** Durable commits of the journal, with its hash chain and tables and through its thread, against bare SQLite writing the same bytes. */
export const journal: Suite = {
  name: 'journal',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bitflow-bench-'));
    const path = join(folder, 'journal.db');
    const options = { path, currency: USD, codeHash: 'bench' };
    const store = await JournalStore.open(threadScripts.storageWorker, options);
    const bare = new Database(join(folder, 'bare.db'));
    try {
      bare.pragma('journal_mode = WAL');
      bare.pragma('synchronous = FULL');
      bare.exec('CREATE TABLE entries (sequence INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT');
      const insert = bare.prepare('INSERT INTO entries (body) VALUES (?)');
      let sequence = 0;
      const next = (): JournalEntry => entryOf((sequence += 1));
      const body = encodeJson(entryOf(1));
      const [single, bareSingle] = await ratesOf([
        {
          name: 'journal',
          run: async () => {
            for (let i = 0; i < ONE_BY_ONE; i += 1) await store.append([next()], []);
            return ONE_BY_ONE;
          },
        },
        {
          name: 'bare',
          run: () => {
            for (let i = 0; i < ONE_BY_ONE; i += 1) insert.run(body);
            return ONE_BY_ONE;
          },
        },
      ]);
      const [grouped, bareGrouped] = await ratesOf([
        {
          name: 'journal',
          run: async () => {
            for (let i = 0; i < GROUPED; i += GROUP) await Promise.all(Array.from({ length: GROUP }, () => store.append([next()], [])));
            return GROUPED;
          },
        },
        {
          name: 'bare',
          run: () => {
            const many = bare.transaction(() => {
              for (let j = 0; j < GROUP; j += 1) insert.run(body);
            });
            for (let i = 0; i < GROUPED; i += GROUP) many();
            return GROUPED;
          },
        },
      ]);
      await store.close();
      const again = await JournalStore.open(threadScripts.storageWorker, options);
      const { entryCount, fault } = again.report;
      await again.close();
      check(
        fault === null && entryCount === sequence,
        `${sequence} entries were written, ${entryCount} came back, fault ${fault?.message}`,
      );
      const figure = (work: string, value: number, reference: number): Figure => ({
        work,
        unit: 'entries/s',
        value,
        reference: { name: 'bare SQLite, synchronous FULL', value: reference },
        ratio: value / reference,
        target: null,
      });
      return [figure('one durable commit each', single, bareSingle), figure(`groups of ${GROUP}`, grouped, bareGrouped)];
    } finally {
      bare.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function entryOf(sequence: number): JournalEntry {
  const at = utcMs(START + sequence);
  const commandId = idFrom<CommandId>(`bench-${sequence}`);
  const body = { kind: 'resume-trading' } as const;
  const result = { isDone: false, code: 'denied', message: 'trading is active already, so there is nothing to resume' } as const;
  return {
    sequence,
    at,
    input: { kind: 'command', at, command: { commandId, body } },
    facts: [{ kind: 'command-completed', at, commandId, body, result }],
    inputDigest: '0123456789abcdef',
    factHash: 'ab'.repeat(32),
  };
}
