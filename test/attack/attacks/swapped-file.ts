import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verifyJournal } from '../../../electron/host/verify-journal.ts';
import { codeHash } from '../../../electron/platform/code-version.ts';
import { type DataFolder, dataFolder } from '../../../electron/storage/data-folder.ts';
import { barRows, writeBarFile } from '../../support/bar-file.ts';
import { eventually } from '../../support/eventually.ts';
import { SpawnedHost } from '../../support/spawned-host.ts';
import type { Attack, AttackContext, AttackFinding } from '../attack.ts';
import { type OtherFiles, type Swap, swaps, writeOtherDatabase } from '../swapped-file-kinds.ts';

/** What is done to a file must be known after so long; the host looks every second. */
const NOTICED_MS = 5_000;

/** So many are drawn for a short round. */
const PER_ROUND = 5;

interface Status {
  readonly state: string;
  readonly reasons: readonly string[];
  readonly incarnation: string;
}

const hashOfCode = codeHash(fileURLToPath(new URL('../../..', import.meta.url)));

/** Deletes, replaces, overwrites and moves what a running host keeps, and tries a second engine in every way. */
export const swappedFile: Attack = {
  name: 'swapped-file',
  promise:
    'A file or folder that is deleted, replaced or overwritten in use is noticed within seconds, nothing is opened, no file of others is written, and two engines never write one record',
  run: async (context) => {
    const findings: AttackFinding[] = [];
    const others = await makeOthers(context.folder);
    for (const swap of drawn(context)) {
      if (context.signal.aborted) break;
      findings.push(
        await tried(`with a host running, ${swap.what}`, () => trySwap(swap, join(context.folder, `swap-${findings.length}`), others)),
      );
    }
    if (!context.signal.aborted)
      findings.push(
        await tried('lock.db and every side file are deleted, and a second engine is started', () => trySecond(context.folder)),
      );
    if (!context.signal.aborted)
      findings.push(await tried('lock.db and journal.db are deleted, and a second engine is started', () => tryFork(context.folder)));
    return findings;
  },
};

function drawn({ random, scale }: AttackContext): readonly Swap[] {
  return swaps
    .map((swap, place) => ({ swap, order: random(1, place) }))
    .toSorted((a, b) => a.order - b.order)
    .slice(0, PER_ROUND * scale)
    .map(({ swap }) => swap);
}

async function tried(what: string, attempt: () => Promise<string>): Promise<AttackFinding> {
  try {
    return { tried: what, isHeld: true, seen: await attempt() };
  } catch (error) {
    return { tried: what, isHeld: false, seen: error instanceof Error ? error.message : String(error) };
  }
}

function demand(isSo: boolean, otherwise: string): void {
  if (!isSo) throw new Error(otherwise);
}

async function makeOthers(folder: string): Promise<OtherFiles> {
  const database = join(folder, 'bookmarks.db');
  writeOtherDatabase(database);
  const { host, data } = await started(join(folder, 'other'));
  await host.stop();
  return { database, journal: data.journal };
}

/** Starts a host on a small market with a position and an order that works. */
async function started(
  folder: string,
): Promise<{ readonly host: SpawnedHost; readonly data: DataFolder; readonly args: readonly string[] }> {
  mkdirSync(folder, { recursive: true });
  const data = dataFolder(join(folder, 'data'));
  mkdirSync(data.path);
  writeFileSync(data.settings, '{"risk": {"maximumPositions": 7}}');
  const args = ['--market', `csv:${writeBarFile(folder, barRows(3_000))}`, '--data-dir', data.path, '--speed', '600'];
  const host = await SpawnedHost.start(args);
  await eventually(() => buy(host));
  return { host, data, args };
}

function buy(host: SpawnedHost): Promise<unknown> {
  return host.ask('POST', '/orders', { instrumentId: 'ABC.CSV', side: 'buy', type: 'limit', quantity: '3', limitPrice: '60' });
}

const statusOf = (host: SpawnedHost): Promise<Status> => host.ask<Status>('GET', '/status');

async function trySwap(swap: Swap, folder: string, others: OtherFiles): Promise<string> {
  const { host, data, args } = await started(folder);
  try {
    const before = await statusOf(host);
    swap.apply(data, others);
    const foreign = swap.foreign?.(data);
    const content = foreign === undefined ? null : readFileSync(foreign);
    const seen = await noticed(host, swap, { data, before });
    if (swap.expected === 'halts') await demandClosed(host);
    if (swap.isPlaceFree !== true) await demandRefused(args);
    if (swap.putBack !== undefined) await comesBack(host, swap, data);
    await host.ask('POST', '/trading/kill', { flatten: true });
    await host.stop();
    demand(content === null || readFileSync(foreign ?? '').equals(content), 'a file of others was written');
    if (swap.record !== undefined) demandSound(swap.record(data), folder);
    return seen;
  } finally {
    await host.stop('SIGKILL');
  }
}

/** Resolves with what the host says of it. */
async function noticed(
  host: SpawnedHost,
  swap: Swap,
  { data, before }: { readonly data: DataFolder; readonly before: Status },
): Promise<string> {
  const name = swap.named(data);
  return await eventually(async () => {
    const { state, reasons, incarnation } = await statusOf(host);
    if (swap.expected === 'restarts') {
      demand(incarnation !== before.incarnation && state === 'running', `expected a new engine, found ${state}: ${reasons.join(' ')}`);
      return 'a new engine took over';
    }
    const words = reasons.find((reason) => reason.includes(name));
    demand(words !== undefined, `expected ${name} to be named within ${NOTICED_MS / 1_000} s, found ${state}: ${reasons.join(' ')}`);
    demand(state === (swap.expected === 'halts' ? 'halted' : 'degraded'), `expected the engine to be halted or degraded, found ${state}`);
    return words ?? '';
  }, NOTICED_MS);
}

async function demandClosed(host: SpawnedHost): Promise<void> {
  const opened = await buy(host).then(
    () => true,
    () => false,
  );
  demand(!opened, 'an order that opens was taken');
}

/** Nobody else can start on what is there; resolves with the reason. */
async function demandRefused(args: readonly string[]): Promise<string> {
  const second = await SpawnedHost.start(args).catch((error: unknown) => String(error));
  if (!(second instanceof SpawnedHost)) return /"code":"([\w-]+)"/.exec(second)?.[1] ?? second.slice(0, 200);
  await second.stop('SIGKILL');
  throw new Error('a second engine was started');
}

async function comesBack(host: SpawnedHost, swap: Swap, data: DataFolder): Promise<void> {
  swap.putBack?.(data);
  await eventually(async () => {
    const { state, reasons } = await statusOf(host);
    demand(state === 'running', `expected all to be well when it was put back, found ${state}: ${reasons.join(' ')}`);
  }, NOTICED_MS);
}

/** Reads the record where nothing else is beside it. */
function demandSound(path: string, folder: string): void {
  const copy = join(folder, 'checked.db');
  copyFileSync(path, copy);
  const { ok, entries, firstFault } = verifyJournal(copy, hashOfCode);
  demand(ok && entries > 0, `the record is not sound: ${firstFault?.message ?? `${entries} entries`}`);
}

async function trySecond(folder: string): Promise<string> {
  const { host, data, args } = await started(join(folder, 'second'));
  try {
    for (const path of [data.lock, data.instance]) rmSync(path);
    const said = await demandRefused(args);
    // The engine starts again to have these back, and holds the folder as before.
    const { incarnation } = await statusOf(host);
    for (const suffix of ['-shm', '-wal']) rmSync(data.journal + suffix);
    await eventually(async () => demand((await statusOf(host)).incarnation !== incarnation, 'the engine did not start again'), NOTICED_MS);
    const again = await demandRefused(args);
    await host.stop();
    demandSound(data.journal, join(folder, 'second'));
    return `${said}, ${again}`;
  } finally {
    await host.stop('SIGKILL');
  }
}

/** A second engine may begin a new record where the first one's is gone; the first must open nothing, and neither write the other's. */
async function tryFork(folder: string): Promise<string> {
  const { host, data, args } = await started(join(folder, 'fork'));
  let second: SpawnedHost | null = null;
  try {
    for (const path of [data.lock, data.journal, `${data.journal}-wal`, `${data.journal}-shm`, data.paper]) rmSync(path, { force: true });
    second = await SpawnedHost.start(args).catch(() => null);
    await eventually(async () => demand((await statusOf(host)).state === 'halted', 'the first engine goes on opening'), NOTICED_MS);
    demand(
      !(await buy(host).then(
        () => true,
        () => false,
      )),
      'the first engine opened a position after its journal was gone',
    );
    await host.stop();
    if (second === null) return 'the second engine was refused';
    await second.stop();
    demandSound(data.journal, join(folder, 'fork'));
    return 'the second engine began a record of its own, and the first opened nothing more';
  } finally {
    await second?.stop('SIGKILL');
    await host.stop('SIGKILL');
  }
}
