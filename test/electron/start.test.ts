import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ensureBuilt } from '../../scripts/build.ts';
import { isForDesktop } from '../../scripts/desktop.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/temporary.ts';

const START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));

beforeAll(() => ensureBuilt(() => undefined));

interface Started {
  readonly child: ChildProcess;
  readonly said: { out: string; err: string };
  readonly ended: Promise<number | null>;
}

/** Starts BitFlow with a display, and with what stands in for Electron's binary. */
function startWith(program: string, mode = 0o755, args: readonly string[] = []): Started {
  const folder = temporaryFolder();
  const dist = join(folder, 'dist');
  mkdirSync(dist);
  writeFileSync(join(dist, 'electron'), program);
  chmodSync(join(dist, 'electron'), mode);
  const child = spawn(process.execPath, [START, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DISPLAY: ':99', ELECTRON_OVERRIDE_DIST_PATH: dist, BITFLOW_DATA_DIR: join(folder, 'data') },
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (data: Buffer) => (said.out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (said.err += data.toString()));
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  onTestFinished(async () => {
    child.kill();
    await ended;
  });
  return { child, said, ended };
}

const NO_SANDBOX_HERE = `#!/bin/sh
echo "[1:FATAL:setuid_sandbox_host.cc(163)] The SUID sandbox helper binary was found, but is not configured correctly. Rather than run without sandboxing I'm aborting now." >&2
kill -TRAP $$
`;
const AS_ROOT = `#!/bin/sh
echo "[1:FATAL:electron_main_delegate.cc(288)] Running as root without --no-sandbox is not supported." >&2
kill -ABRT $$
`;

describe('a start where the desktop shell can not come up', () => {
  it.each([
    { name: 'for want of a sandbox', program: NO_SANDBOX_HERE, mode: 0o755, remedy: /chmod 4755 .*chrome-sandbox/ },
    { name: 'as root', program: AS_ROOT, mode: 0o755, remedy: /as an ordinary user/ },
    { name: 'since it may not be run', program: NO_SANDBOX_HERE, mode: 0o644, remedy: /could not be started/ },
    { name: 'since it is no program', program: '\u0000\u0001', mode: 0o755, remedy: /could not be started|exit code/ },
    { name: 'for a reason of its own', program: '#!/bin/sh\nexit 3\n', mode: 0o755, remedy: /with exit code 3/ },
  ])('$name says what helps and serves a browser', async ({ program, mode, remedy }) => {
    const { said } = startWith(program, mode, ['--seed', '7']);
    await eventually(() => expect(said.out).toMatch(/http:\/\/127\.0\.0\.1:\d+\/#code=/), 60_000);
    expect(said.err).toMatch(remedy);
    // What the shell itself says may name the switch; what BitFlow advises never does.
    expect(said.err.slice(said.err.indexOf('did not come up'))).not.toContain('--no-sandbox');
    expect(said.out).toContain('sim-7');
  });
});

describe('a start with the desktop shell', () => {
  it('hands on what the desktop understands, and ends as it ends', async () => {
    const { said, ended } = startWith('#!/bin/sh\necho "$2 $3"\nexit 0\n', 0o755, ['--seed=7', 'bitflow://symbol/NVK.SIM']);
    expect([await ended, said.out]).toEqual([0, '--seed=7 bitflow://symbol/NVK.SIM\n']);
  });

  it('passes on the word to end and waits until it is done', async () => {
    const { child, said, ended } = startWith('#!/bin/sh\ntrap "echo written; exit 0" TERM\necho up\nwhile :; do sleep 0.1; done\n');
    await eventually(() => expect(said.out).toContain('up'), 20_000);
    child.kill('SIGTERM');
    expect([await ended, said.out]).toEqual([0, 'up\nwritten\n']);
  });

  it('leaves to the command line what only that understands', () => {
    expect([[], ['--seed', '7'], ['--data-dir=x'], ['--port', '0'], ['--help'], ['--json']].map(isForDesktop)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
