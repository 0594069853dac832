import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { silentLogger } from '../../../electron/engine/ports/logger.ts';
import { Workstation } from '../../../electron/host/workstation.ts';
import { threadScripts } from '../../../electron/platform/program-files.ts';
import { dataFolder } from '../../../electron/storage/data-folder.ts';
import { foldedTables } from '../../../electron/storage/journal/journal-migrations.ts';
import type { CommandBody } from '../../../shared/domain/command.ts';
import { ONE } from '../../../shared/domain/decimal.ts';
import { type CommandId, idFrom } from '../../../shared/domain/ids.ts';
import { quantityFromUnits } from '../../../shared/domain/quantity.ts';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import { barRows, writeBarFile } from '../../support/bar-file.ts';
import type { Attack, AttackContext, AttackFinding } from '../attack.ts';

const BARS = 600;
const FIRST_MS = Date.UTC(2024, 0, 2);

/** How long a start has until an older row that was altered must be built again. */
const LONGEST_REPAIR_MS = 20_000;

/** Something done to the files of a stopped host. */
interface Alteration {
  /** In a sentence. */
  readonly words: string;
  /** The tables of journal.db that must be as they were afterwards, or `null` where the venue's books were touched. */
  readonly table: string | null;
}

/** What stands on disk and in the books, as far as money depends on it. */
interface Standing {
  readonly positions: string;
  readonly cash: string;
}

/** Alters random values of a stopped host's databases, puts old copies back, and starts it. */
export const alteredBooks: Attack = {
  name: 'altered-books',
  promise: 'What differs between journal, tables and venue books is repaired, or named and halted on; never silent.',
  run: async (context) => {
    const market = writeBarFile(context.folder, barRows(BARS));
    const { original, earlier, standing } = await record(context, market);
    const findings: AttackFinding[] = [];
    for (let n = 0; n < 5 + 5 * context.scale && !context.signal.aborted; n += 1) {
      const folder = join(context.folder, `try-${n}`);
      cpSync(original, folder, { recursive: true });
      const draw = (...path: readonly number[]): number => context.random(n + 1, ...path);
      const alteration =
        n % 5 === 4
          ? putBack(folder, earlier, draw)
          : n % 2 === 0
            ? alterRow(folder, 'paper.db', draw)
            : alterRow(folder, 'journal.db', draw);
      findings.push({ tried: alteration.words, ...(await judge({ folder, original, market, alteration, standing })) });
      rmSync(folder, { recursive: true, force: true });
    }
    return findings;
  },
};

function workstationOn(folder: string, market: string): Workstation {
  return new Workstation({
    folder: dataFolder(folder),
    market: { kind: 'csv', paths: [market], timeZone: null, instrumentPath: null, skipBadRows: false },
    overrides: { trading: { mode: 'auto', autoConfidence: 0.3 } },
    speed: null,
    scripts: threadScripts,
    codeHash: 'attack',
    log: silentLogger,
    wallNow: Date.now,
  });
}

/** Records two lives, with positions that were closed and one that is open, and keeps the files as the first has left them. */
async function record({ folder, random }: AttackContext, market: string) {
  const original = join(folder, 'original');
  const earlier = join(folder, 'earlier');
  await trade(
    original,
    market,
    [120, 150, 180, 210].map((bar) => bar + Math.floor(10 * random(0, bar))),
    240,
  );
  cpSync(original, earlier, { recursive: true });
  const standing = await trade(
    original,
    market,
    [250, 270, 300, 330].map((bar) => bar + Math.floor(10 * random(0, bar))),
    360,
  );
  return { original, earlier, standing };
}

/** Buys and closes in turn at the given bars, buys once more, and stops with that open. */
async function trade(folder: string, market: string, bars: readonly number[], until: number): Promise<Standing> {
  const workstation = workstationOn(folder, market);
  await workstation.start();
  const { header, marketDoor, runtime } = workstation.services;
  const instrumentId = header.instruments[0].id;
  const say = async (id: string, body: CommandBody): Promise<unknown> => await runtime.command({ commandId: idFrom<CommandId>(id), body });
  const order = { type: 'market', quantity: quantityFromUnits(ONE * 5n), limitPrice: null, stop: null, target: null } as const;
  for (const [n, bar] of bars.entries()) {
    await marketDoor.advance(FIRST_MS + bar * MINUTE_MS);
    if (n % 2 === 0) await say(`buy-${bar}`, { kind: 'place-order', instrumentId, side: 'buy', ...order });
    else await say(`close-${bar}`, { kind: 'close-position', instrumentId });
  }
  await marketDoor.advance(FIRST_MS + (until - 10) * MINUTE_MS);
  await say(`last-${until}`, { kind: 'place-order', instrumentId, side: 'buy', ...order });
  await marketDoor.advance(FIRST_MS + until * MINUTE_MS);
  await runtime.settled();
  const standing = standingOf(workstation);
  await workstation.stop();
  return standing;
}

function standingOf({ services: { core } }: Workstation): Standing {
  const positions = [...core.books.positions.values()].map(
    ({ instrumentId, direction, quantity }) => `${direction} ${quantity} ${instrumentId}`,
  );
  return { positions: positions.join(', '), cash: String(core.books.ledger.balance('cash').amount) };
}

/** Changes one value of one row in a table with rows. */
function alterRow(folder: string, file: 'journal.db' | 'paper.db', draw: (...path: readonly number[]) => number): Alteration {
  const db = new Database(join(folder, file));
  try {
    const tables = (file === 'paper.db' ? ['orders', 'state'] : [...foldedTables, 'journal', 'segments', 'snapshots']).filter((table) => {
      const { count } = db.prepare(`SELECT count(*) AS count FROM ${table}`).get() as { count: number };
      return count > 0;
    });
    for (let attempt = 0; attempt < 50; attempt += 1) {
      const table = tables[Math.floor(draw(attempt, 1) * tables.length)];
      const rows = db.prepare(`SELECT rowid AS place, * FROM ${table}`).all() as Record<string, unknown>[];
      const row = rows[Math.floor(draw(attempt, 2) * rows.length)];
      const columns = Object.keys(row).filter((name) => name !== 'place' || table === 'orders');
      const column = columns[Math.floor(draw(attempt, 3) * columns.length)];
      const value = altered(row[column], draw(attempt, 4));
      if (value === null || column === 'place') continue;
      try {
        db.prepare(`UPDATE ${table} SET ${column} = ? WHERE rowid = ?`).run(value, row['place']);
      } catch {
        continue;
      }
      const words = `${column} of a row of ${table} in ${file} was changed from ${shown(row[column])} to ${shown(value)}`;
      return { words, table: file === 'journal.db' ? table : null };
    }
    throw new Error(`no value of ${file} could be changed`);
  } finally {
    db.close();
  }
}

/** Another value of the same kind; `null` where there is none. */
function altered(value: unknown, draw: number): string | number | Uint8Array | null {
  if (typeof value === 'number') return value + 1 + Math.floor(draw * 100);
  if (value instanceof Uint8Array) {
    const bytes = Uint8Array.from(value);
    bytes[Math.floor(draw * bytes.length)] ^= 1 + Math.floor(draw * 254);
    return bytes;
  }
  if (typeof value !== 'string' || value === '') return null;
  const digits = [...value.matchAll(/\d/g)].map((match) => match.index);
  const at = digits.length > 0 ? digits[Math.floor(draw * digits.length)] : Math.floor(draw * value.length);
  const other = digits.length > 0 ? String((Number(value[at]) + 1 + Math.floor(draw * 8)) % 10) : 'x';
  return value[at] === other ? null : value.slice(0, at) + other + value.slice(at + 1);
}

function shown(value: unknown): string {
  return String(value instanceof Uint8Array ? `${value.length} bytes` : value).slice(0, 60);
}

function putBack(folder: string, earlier: string, draw: (...path: readonly number[]) => number): Alteration {
  const replace = (file: string): void => {
    for (const suffix of ['', '-wal', '-shm']) {
      rmSync(join(folder, file + suffix), { force: true });
      if (existsSync(join(earlier, file + suffix))) cpSync(join(earlier, file + suffix), join(folder, file + suffix));
    }
  };
  const choice = Math.floor(draw(9) * 3);
  if (choice === 0) {
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, `paper.db${suffix}`), { force: true });
    return { words: 'paper.db was deleted', table: null };
  }
  const file = choice === 1 ? 'paper.db' : 'journal.db';
  replace(file);
  return { words: `an older copy of ${file} was put back`, table: null };
}

interface Case {
  readonly folder: string;
  readonly original: string;
  readonly market: string;
  readonly alteration: Alteration;
  readonly standing: Standing;
}

async function judge({ folder, original, market, alteration, standing }: Case): Promise<Pick<AttackFinding, 'isHeld' | 'seen'>> {
  const workstation = workstationOn(folder, market);
  try {
    await workstation.start();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { isHeld: message.includes(folder), seen: `the start is refused: ${message}` };
  }
  try {
    const { state, reasons } = await named(workstation);
    const now = standingOf(workstation);
    const isSound = workstation.services.runtime.fault !== null || (now.positions === standing.positions && now.cash === standing.cash);
    const seen = `${state}: ${reasons.join(' ').slice(0, 300)}`;
    if (reasons.length === 0) return { isHeld: false, seen: 'it runs on and says nothing; expected a reason' };
    if (!isSound) return { isHeld: false, seen: `${seen}; positions are ${now.positions}, expected ${standing.positions}` };
    if (alteration.table === null) return { isHeld: state === 'halted', seen };
    const isFolded = foldedTables.some((table) => table === alteration.table);
    if (!isFolded || state === 'halted') return { isHeld: true, seen };
    const before = rowsOf(original, alteration.table);
    const after = rowsOf(folder, alteration.table).slice(0, before.length);
    return { isHeld: JSON.stringify(after) === JSON.stringify(before), seen };
  } finally {
    await workstation.stop();
  }
}

/** Waits until the host says that something was wrong. */
async function named(workstation: Workstation): Promise<{ readonly state: string; readonly reasons: readonly string[] }> {
  const endsAtMs = performance.now() + LONGEST_REPAIR_MS;
  for (;;) {
    const { state, reasons } = workstation.engineView();
    if (reasons.length > 0 || performance.now() > endsAtMs) return { state, reasons };
    await pause(50);
  }
}

function rowsOf(folder: string, table: string): unknown[] {
  const db = new Database(join(folder, 'journal.db'), { readonly: true });
  try {
    return db.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all();
  } finally {
    db.close();
  }
}
