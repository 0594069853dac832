import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFolder } from '../../electron/storage/data-folder.ts';
import { barRows, writeBarFile } from '../support/bar-file.ts';
import { bitflow, bitflowServe } from '../support/command-line.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/temporary.ts';

interface Status {
  readonly state: string;
  readonly reasons: readonly string[];
  readonly incarnation: string;
}

function place() {
  const folder = temporaryFolder();
  const data = dataFolder(join(folder, 'data'));
  mkdirSync(data.path);
  return { data, args: ['--market', `csv:${writeBarFile(folder, barRows(3_000))}`, '--data-dir', data.path] };
}

describe('a host whose settings file is spoilt', () => {
  it('says so, and outlives a crash of its engine with the last good settings', async () => {
    const { data, args } = place();
    writeFileSync(data.settings, '{"risk": {"maximumPositions": 7}}');
    const host = await bitflowServe(args);
    const status = () => host.ask<Status>('GET', '/status');
    renameSync(data.settings, `${data.settings}.good`);
    execFileSync('mkfifo', [data.settings]);
    await eventually(async () => expect((await status()).reasons.join()).toMatch(/settings.*a named pipe/));
    const { incarnation } = await status();
    process.kill(host.answer.engine.pid, 'SIGKILL');
    await eventually(async () => expect((await status()).incarnation).not.toBe(incarnation), 20_000);
    expect((await status()).reasons.join()).toMatch(/settings.*a named pipe/);
    expect(await host.ask('GET', '/settings')).toMatchObject({ risk: { maximumPositions: 7 } });
    rmSync(data.settings);
    renameSync(`${data.settings}.good`, data.settings);
    await eventually(async () => expect((await status()).state).toBe('running'));
  });
});

describe('a host whose journal is deleted', () => {
  it('opens nothing, begins no other, and leaves a copy that a start takes up', async () => {
    const { data, args } = place();
    const host = await bitflowServe(args);
    const status = () => host.ask<Status>('GET', '/status');
    rmSync(data.journal);
    await eventually(async () => expect((await status()).reasons.join()).toMatch(/journal\.db was deleted.*journal\.rescued\.db/));
    const order = { instrumentId: 'ABC.CSV', side: 'buy', type: 'limit', quantity: '3', limitPrice: '60' };
    await expect(host.ask('POST', '/orders', order)).rejects.toThrow(/journal\.db was deleted/);
    await host.stop();
    const refused = await bitflow(['serve', '--json', ...args]);
    expect(refused.json<{ error: { code: string } }>().error.code).toBe('journal-missing');
    renameSync(join(data.path, 'journal.rescued.db'), data.journal);
    expect(statSync(data.journal).mode & 0o777).toBe(0o600);
    for (const suffix of ['-wal', '-shm']) rmSync(data.journal + suffix, { force: true });
    const again = await bitflowServe(args);
    expect((await again.ask<Status>('GET', '/status')).state).toBe('running');
    await again.stop();
    expect((await bitflow(['verify-journal', '--data-dir', data.path, '--json'])).json<{ ok: boolean }>().ok).toBe(true);
  });
});
