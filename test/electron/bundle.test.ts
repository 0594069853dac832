import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../../scripts/build.ts';
import { temporaryFolder } from '../support/temporary.ts';

const RUN = fileURLToPath(new URL('../support/electron/run-bundle.ts', import.meta.url));

beforeAll(() => ensureBuilt(() => undefined));

describe('the bundle, loaded as Node loads it', () => {
  it('starts, opens its page, survives its engine, and quits in order', async () => {
    const child = spawn(process.execPath, [RUN], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, BITFLOW_DATA_DIR: join(temporaryFolder(), 'data') },
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (err += data.toString()));
    const code = await new Promise((resolve) => {
      child.once('close', resolve);
    });
    expect(code, err).toBe(0);
    expect(JSON.parse(out)).toEqual({
      state: 'running',
      hasIncarnation: true,
      engines: 2,
      lastExit: 0,
      sessions: ['persist:bitflow-window'],
    });
  });
});
