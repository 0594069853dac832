import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { hash32, uniform } from '../../electron/engine/kernel/random.ts';
import { silentLogger } from '../../electron/engine/ports/logger.ts';
import type { MarketChoice } from '../../electron/host/market-choice.ts';
import { Workstation } from '../../electron/host/workstation.ts';
import { threadScripts } from '../../electron/platform/program-files.ts';
import { dataFolder } from '../../electron/storage/data-folder.ts';
import { assert } from '../../shared/base/assert.ts';
import type { SettingChanges } from '../../shared/config/settings.ts';
import type { CommandBody } from '../../shared/domain/command.ts';
import { type CommandId, idFrom } from '../../shared/domain/ids.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import { price, quantity } from './builders.ts';
import { temporaryFolder } from './temporary.ts';

/** When the made-up market opens. */
export const LIVELY_START = Date.UTC(2024, 2, 1);

export const CODE_HASH = 'testcode';

/** Writes minutes of a lively made-up market with trends both ways to `path`; the same every time. */
export function writeLivelyMinutes(path: string, count: number, seed = 1): void {
  const rows = ['time,open,high,low,close,volume'];
  let price = 100;
  for (let n = 0; n < count; n += 1) {
    const stretch = Math.floor(n / 70);
    const drift = (uniform(seed, stretch, 0, 1) - 0.5) * 0.0016;
    const open = price;
    price = open * (1 + drift + (uniform(seed, n, 0, 2) - 0.5) * 0.0012);
    const high = Math.max(open, price) * (1 + uniform(seed, n, 0, 3) * 0.0004);
    const low = Math.min(open, price) * (1 - uniform(seed, n, 0, 4) * 0.0004);
    const volume = 3_000 + (hash32(seed, n, 0, 5) % 9_000);
    const time = new Date(LIVELY_START + n * MINUTE_MS).toISOString();
    rows.push([time, ...[open, high, low, price].map((value) => value.toFixed(2)), volume].join(','));
  }
  writeFileSync(path, `${rows.join('\n')}\n`);
}

/** Writes a market file to `folder` and returns the choice of it. */
export function livelyMarket(folder: string, count: number, seed?: number): MarketChoice {
  const path = join(folder, 'LIVE_1m.csv');
  writeLivelyMinutes(path, count, seed);
  return { kind: 'csv', paths: [path], timeZone: null, instrumentPath: null, skipBadRows: false };
}

/** A workstation in this process on a data folder (`null`: none) that plays as fast as it goes; not started. */
export function aWorkstation(path: string | null, market: MarketChoice, overrides: SettingChanges = {}): Workstation {
  return new Workstation({
    folder: path === null ? null : dataFolder(path),
    market,
    overrides,
    speed: null,
    scripts: threadScripts,
    codeHash: CODE_HASH,
    log: silentLogger,
    wallNow: () => Date.UTC(2024, 5, 1) + HOUR_MS,
  });
}

const MINUTES = 460;

/**
 * Plays a market into a data folder and closes it. A position is opened and closed by command, and another is opened that is still
 * there at the end, with its stop and target at work; signals and proposals come by themselves.
 */
async function recordRun(path: string): Promise<void> {
  const workstation = aWorkstation(path, livelyMarket(path, MINUTES));
  await workstation.start();
  const { marketDoor, runtime, header } = workstation.services;
  const [{ id: instrumentId }] = header.instruments;
  const at = (minute: number): Promise<void> => marketDoor.advance(LIVELY_START + minute * MINUTE_MS);
  const say = async (id: string, body: CommandBody): Promise<void> => {
    const result = await runtime.command({ commandId: idFrom<CommandId>(id), body });
    assert(result.isDone, `the command ${id} of the recorded run was refused: ${result.message}`);
  };
  const buy: CommandBody = {
    kind: 'place-order',
    instrumentId,
    side: 'buy',
    type: 'market',
    quantity: quantity('10'),
    limitPrice: null,
    stop: price('50.00'),
    target: price('200.00'),
  };
  await at(200);
  await say('buy-1', buy);
  await at(260);
  await say('close-1', { kind: 'close-position', instrumentId });
  await at(300);
  await say('buy-2', buy);
  await workstation.playToEnd();
  await workstation.stop();
}

/**
 * Records one run before the tests of a file and hands out copies of its data folder; to be called at the top of the
 * file. Its market file lies beside its databases.
 */
export function recordedFolders(): { readonly copy: () => string; readonly marketOf: (folder: string) => MarketChoice } {
  const original = mkdtempSync(join(tmpdir(), 'bitflow-recorded-'));
  beforeAll(async () => {
    await recordRun(original);
  });
  afterAll(() => rmSync(original, { recursive: true, force: true }));
  return {
    copy: () => {
      const folder = temporaryFolder();
      cpSync(original, folder, { recursive: true });
      return folder;
    },
    marketOf: (folder) => ({ kind: 'csv', paths: [join(folder, 'LIVE_1m.csv')], timeZone: null, instrumentPath: null, skipBadRows: false }),
  };
}
