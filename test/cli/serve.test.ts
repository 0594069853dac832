import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { barRows, writeBarFile } from '../support/bar-file.ts';
import { bitflow, bitflowServe } from '../support/command-line.ts';
import { openRest } from '../support/doors.ts';
import { eventually } from '../support/eventually.ts';
import { recordedEntries } from '../support/open-journal.ts';
import { temporaryFolder } from '../support/temporary.ts';

interface Failure {
  readonly error: { readonly code: string; readonly message: string };
}

const isRoot = process.getuid?.() === 0;

/** A market file and a data folder below one temporary folder. */
function place() {
  const folder = temporaryFolder();
  const market = `csv:${writeBarFile(folder, barRows(3_000))}`;
  const dataDir = join(folder, 'data');
  return { folder, market, dataDir, args: ['--market', market, '--data-dir', dataDir] };
}

/** Runs a `serve` that can't start, to its end. */
async function refused(args: readonly string[]): Promise<{ readonly status: number | null; readonly error: Failure['error'] }> {
  const result = await bitflow(['serve', '--json', ...args]);
  const { error } = result.json<Failure>();
  expect(result.stderr).toContain(error.message);
  return { status: result.status, error };
}

describe('serve, when it is told to stop', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('by %s, ends with status 0 and leaves no word of itself', async (signal) => {
    const { dataDir, args } = place();
    const host = await bitflowServe(args);
    const instance = join(dataDir, 'instance.json');
    expect(JSON.parse(readFileSync(instance, 'utf8'))).toEqual({ url: host.origin, token: host.answer.token, pid: host.answer.pid });
    expect((statSync(instance).mode & 0o777).toString(8)).toBe('600');
    expect(await host.stop(signal)).toBe(0);
    expect(existsSync(instance)).toBe(false);
    expect(() => process.kill(host.answer.engine.pid, 0)).toThrow('ESRCH');
    expect(readdirSync(dataDir).filter((name) => name.endsWith('-wal'))).toEqual([]);
  });

  it('goes on with the same books when it is started again', async () => {
    const { args } = place();
    const first = await bitflowServe([...args, '--speed', '6000']);
    const { client } = openRest(first.origin, first.answer.token);
    await eventually(async () => expect((await client.engine.status()).rows).toBeGreaterThan(100), 10_000);
    await client.orders.place({
      instrumentId: 'ABC.CSV',
      side: 'buy',
      type: 'market',
      quantity: '10',
      stop: '20',
      target: '900',
      commandId: 'the-one',
    });
    await client.orders.place({ instrumentId: 'ABC.CSV', side: 'buy', type: 'limit', quantity: '3', limitPrice: '25' });
    await eventually(async () => expect(await client.positions.list()).toHaveLength(1), 10_000);
    await client.market.setPlayback({ isPaused: true });
    const before = await client.workspace.snapshot();
    const ledger = await client.account.ledger();
    await first.stop('SIGTERM');

    const second = await bitflowServe(args);
    const again = openRest(second.origin, second.answer.token);
    const after = await again.client.workspace.snapshot();
    expect({ orders: after.orders, positions: after.positions, trades: after.trades, ledger: await again.client.account.ledger() }).toEqual(
      {
        orders: before.orders,
        positions: before.positions,
        trades: before.trades,
        ledger,
      },
    );
    expect(after.cursor.incarnation).not.toBe(before.cursor.incarnation);
    expect((await again.client.engine.status()).playback.isPaused).toBe(true);
  });

  it('by Ctrl C, which its engine hears of as well, writes down that nobody watches any more', async () => {
    const { dataDir, args } = place();
    const host = await bitflowServe([...args.slice(2), '--speed', '60']);
    process.kill(host.answer.engine.pid, 'SIGINT');
    expect(await host.stop('SIGINT')).toBe(0);
    const last = recordedEntries(dataDir).at(-1)?.input;
    expect(last).toMatchObject({ kind: 'playback', playback: { isAway: true } });
  });

  it('and its engine is killed, brings the engine back behind the same address', async () => {
    const { args } = place();
    const host = await bitflowServe([...args, '--speed', '6000']);
    const { client } = openRest(host.origin, host.answer.token);
    await eventually(async () => expect((await client.engine.status()).rows).toBeGreaterThan(100), 10_000);
    await client.market.setPlayback({ isPaused: true });
    await client.orders.place({ instrumentId: 'ABC.CSV', side: 'buy', type: 'limit', quantity: '3', limitPrice: '25' });
    await eventually(async () => expect((await client.orders.list({})).filter(({ venueOrderId }) => venueOrderId === null)).toEqual([]));
    const { orders, cursor } = await client.workspace.snapshot();
    process.kill(host.answer.engine.pid, 'SIGKILL');
    await eventually(async () => {
      const after = await client.workspace.snapshot();
      expect(after.cursor.incarnation).not.toBe(cursor.incarnation);
      expect(after.orders).toEqual(orders);
    }, 10_000);
  });
});

describe('serve does not start', () => {
  it('on a port that is in use', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
    onTestFinished(() => void server.close());
    const { dataDir, args } = place();
    const { status, error } = await refused([...args, '--port', String(port)]);
    expect([status, error.code]).toEqual([1, 'config-invalid']);
    expect(error.message).toMatch(new RegExp(`Port ${port} is in use.*--port`));
    expect(existsSync(dataDir)).toBe(false);
  });

  it('on a folder that another one holds, and says which', async () => {
    const { args } = place();
    const host = await bitflowServe(args);
    const { status, error } = await refused(args);
    expect([status, error.code]).toEqual([1, 'folder-in-use']);
    expect(error.message).toContain(`process id ${host.answer.pid}`);
    expect((await fetch(`${host.origin}/api/health`)).status).toBe(200);
  });

  it.skipIf(isRoot)(`on a folder that can't be written${isRoot ? ' (skipped: root may write everywhere)' : ''}`, async () => {
    const { dataDir, args } = place();
    mkdirSync(dataDir, { mode: 0o500 });
    const { status, error } = await refused(args);
    expect([status, error.code]).toEqual([1, 'disk-read-only']);
  });

  it('on a folder whose place is taken by a file', async () => {
    const { dataDir, args } = place();
    writeFileSync(dataDir, 'mine');
    const { status, error } = await refused(args);
    expect([status, error.code]).toEqual([1, 'disk-read-only']);
    expect(readFileSync(dataDir, 'utf8')).toBe('mine');
  });

  const settings: readonly (readonly [string, string, RegExp])[] = [
    ['an unknown setting', '{"risk":{"riskPerTrad":0.01}}', /risk\.riskPerTrad: .*risk\.riskPerTrade/],
    ['an unknown section', '{"rsik":{}}', /rsik: .*"risk"/],
    ['a value out of range', '{"risk":{"riskPerTrade":5}}', /risk\.riskPerTrade: expected a number from 0\.0001 to 0\.1, found 5/],
    ['a value of another kind', '{"trading":{"mode":"wild"}}', /trading\.mode: expected one of "manual", "auto", found "wild"/],
    ['no JSON', '{"risk":', /not JSON/],
    ['a list', '[]', /JSON object/],
  ];

  it.each(settings)('on a settings file with %s, and leaves the file as it is', async (_what, text, words) => {
    const { dataDir, args } = place();
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'settings.json'), text);
    const { status, error } = await refused(args);
    expect([status, error.code]).toEqual([1, 'config-invalid']);
    expect(error.message).toMatch(words);
    expect(readFileSync(join(dataDir, 'settings.json'), 'utf8')).toBe(text);
  });

  it.each(['journal.db', 'paper.db'])('on a %s of a newer BitFlow, and leaves it as it is', async (name) => {
    const { dataDir, args } = place();
    mkdirSync(dataDir);
    const db = new Database(join(dataDir, name));
    db.exec('CREATE TABLE future (x); PRAGMA user_version = 99');
    db.close();
    const before = readFileSync(join(dataDir, name));
    const { status, error } = await refused(args);
    expect([status, error.code]).toEqual([1, 'store-newer']);
    expect(readFileSync(join(dataDir, name)).equals(before)).toBe(true);
  });

  it('on a journal that is no database, and leaves it as it is', async () => {
    const { dataDir, args } = place();
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'journal.db'), 'this is no database, whatever its name says'.repeat(100));
    const { status, error } = await refused(args);
    expect([status, error.code]).toEqual([1, 'store-corrupt']);
    expect(readFileSync(join(dataDir, 'journal.db'), 'utf8')).toMatch(/^this is no database/);
  });

  const places: readonly (readonly [string, string, (path: string) => void])[] = [
    ['journal.db', 'a directory', (path) => mkdirSync(path)],
    ['journal.db', 'a named pipe', (path) => execFileSync('mkfifo', [path])],
    ['paper.db', 'the database of another program', foreignDatabase],
    ['market.db', 'a symbolic link', (path) => symlinkSync('/dev/zero', path)],
    ['settings.json', 'a named pipe', (path) => execFileSync('mkfifo', [path])],
    ['settings.json', 'a directory', (path) => mkdirSync(path)],
    ['instance.json', 'a directory', (path) => mkdirSync(path)],
  ];

  it.each(places)('where %s is %s: it says so once, and what was expected', async (name, what, put) => {
    const { dataDir, args } = place();
    mkdirSync(dataDir);
    put(join(dataDir, name));
    const { status, stderr, json } = await bitflow(['serve', '--json', ...args]);
    const { error } = json<Failure>();
    expect([status, error.code]).toEqual([1, 'file-foreign']);
    expect(error.message).toMatch(new RegExp(`${name} is ${what}; expected .*--data-dir`));
    expect(stderr).not.toMatch(/started again|SQLITE/);
  });

  it('for a reason that may pass but does not: it says so at each try, and gives up', async () => {
    const { dataDir, args } = place();
    mkdirSync(dataDir);
    const other = new Database(join(dataDir, 'journal.db'));
    onTestFinished(() => void other.close());
    other.exec('BEGIN EXCLUSIVE');
    const result = await bitflow(['serve', '--json', ...args]);
    expect([result.status, result.json<Failure>().error.code]).toEqual([1, 'store-busy']);
    expect(result.stderr.match(/The engine ended: .*journal\.db is in use.* It is started again in \d+ ms/g)).toHaveLength(4);
  });

  it('on the folder of an account on another market', async () => {
    const { folder, dataDir, args } = place();
    await (await bitflowServe(args)).stop('SIGTERM');
    const other = writeBarFile(folder, barRows(500), 'XYZ.csv');
    const { status, error } = await refused(['--market', `csv:${other}`, '--data-dir', dataDir]);
    expect([status, error.code]).toEqual([1, 'config-invalid']);
    expect(error.message).toMatch(/holds an account on recorded bars of ABC, not on recorded bars of XYZ/);
  });
});

function foreignDatabase(path: string): void {
  const db = new Database(path);
  db.exec('CREATE TABLE bookmarks (url); PRAGMA application_id = 7');
  db.close();
}
