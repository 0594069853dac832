import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { root } from '../../scripts/project.ts';
import { temporaryFolder } from '../support/temporary.ts';

const isLinux = process.platform === 'linux';

it.skipIf(!isLinux)(
  `packs only what an installed BitFlow needs, and its engine starts from that alone${isLinux ? '' : ' (skipped: the check looks into the application for Linux)'}`,
  { timeout: 240_000 },
  async () => {
    const args = ['scripts/package.ts', '--dir', '--check', '--json', '--output', temporaryFolder()];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 16 * 1024 * 1024 });
    const line = stdout.trim().split('\n').at(-1) ?? '';
    const { ok, findings } = JSON.parse(line) as { ok: boolean; findings: { what: string; isRight: boolean; seen: string }[] };
    expect(findings.filter(({ isRight }) => !isRight)).toEqual([]);
    expect(ok).toBe(true);
    expect(findings.length).toBeGreaterThanOrEqual(14);
  },
);
