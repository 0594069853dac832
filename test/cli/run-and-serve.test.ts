import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bitflow, bitflowServe } from '../support/command-line.ts';
import { eventually } from '../support/eventually.ts';
import { writeLivelyMinutes } from '../support/recorded-run.ts';
import { temporaryFolder } from '../support/temporary.ts';

interface Status {
  readonly factsHash: string;
  readonly rows: number;
  readonly playback: { readonly isAtEnd: boolean };
}

it('comes to the same facts whether a file is run or served, at whatever pace, and verification finds them again', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'LIVE_1m.csv');
  writeLivelyMinutes(path, 6_000);
  const market = ['--market', `csv:${path}`, '--mode', 'auto'];
  const run = (await bitflow(['run', ...market, '--json'])).json<{ factsHash: string; fills: number }>();
  expect(run.fills).toBeGreaterThan(4);

  const dataDir = join(folder, 'served');
  const host = await bitflowServe([...market, '--data-dir', dataDir, '--speed', '30000']);
  const status = (): Promise<Status> => host.ask('GET', '/status');
  await eventually(async () => expect((await status()).rows).toBeGreaterThan(300), 30_000);
  await host.ask('POST', '/playback', { isPaused: true });
  await host.ask('POST', '/playback', { isPaused: false, speed: 1_000_000 });
  await eventually(async () => expect((await status()).playback.isAtEnd).toBe(true), 60_000);
  expect(await status()).toMatchObject({ factsHash: run.factsHash, rows: 6_000 });
  await host.stop();
  const verified = await bitflow(['verify-journal', '--data-dir', dataDir, '--json']);
  expect(verified.json()).toMatchObject({ ok: true, factsHash: run.factsHash });
});
