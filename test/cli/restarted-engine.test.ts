import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { SpawnedHost } from '../support/spawned-host.ts';
import { keptFolder } from '../support/temporary.ts';

interface Status {
  readonly incarnation: string;
  readonly state: string;
  readonly playback: { readonly speed: number; readonly isPaused: boolean };
}

describe('an engine that is started again under the same host', () => {
  const folder = keptFolder();
  const open: { host?: SpawnedHost } = {};

  beforeAll(async () => {
    open.host = await SpawnedHost.start(['--data-dir', folder.path, '--market', 'sim', '--speed', '5', '--mode', 'auto', '--port', '0']);
  });
  afterAll(async () => {
    await open.host?.stop();
    folder.delete();
  });

  it('keeps the speed and the execution mode that the user chose, not those of the command line', async () => {
    const { host } = open;
    if (host === undefined) throw new Error('the host did not start');
    const before = await host.ask<Status>('GET', '/status');
    expect(before.playback.speed).toBe(5);
    expect(await host.ask('GET', '/trading')).toMatchObject({ mode: 'auto' });
    await host.ask('POST', '/playback', { speed: 1 });
    await host.ask('PATCH', '/settings', { changes: { trading: { mode: 'manual' } } });
    process.kill(host.answer.engine.pid, 'SIGKILL');
    await eventually(async () => {
      const { incarnation, state } = await host.ask<Status>('GET', '/status');
      expect(incarnation).not.toBe(before.incarnation);
      expect(state).toBe('running');
    }, 20_000);
    expect((await host.ask<Status>('GET', '/status')).playback.speed).toBe(1);
    expect(await host.ask('GET', '/trading')).toMatchObject({ mode: 'manual' });
  });
});
