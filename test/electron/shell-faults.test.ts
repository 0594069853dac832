import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../../scripts/build.ts';
import { builds, forgetShell, launchShell, loadPage } from '../support/desktop-shell.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/temporary.ts';

beforeAll(() => ensureBuilt(() => undefined));
afterEach(forgetShell);

/** A data folder whose settings are damaged: no start of an engine leads to anything until they are mended. */
function damagedBase(): { readonly baseDir: string; readonly settings: string } {
  const baseDir = join(temporaryFolder(), 'data');
  mkdirSync(join(baseDir, 'sim'), { recursive: true });
  const settings = join(baseDir, 'sim', 'settings.json');
  writeFileSync(settings, '{"risk":');
  return { baseDir, settings };
}

describe.each(builds)('the shell, run from its %s,', (build) => {
  it('brings the engine back when the page died before it, and the page finds it', async () => {
    const shell = await launchShell({ build });
    await (await loadPage(shell, build)).transport.open();
    const [{ webContents }] = shell.windows;
    webContents.die('crashed');
    shell.processes[0].signal('SIGKILL');
    await eventually(() => expect(shell.processes).toHaveLength(2), 10_000);
    const { client } = await (await loadPage(shell, build)).transport.open();
    expect((await client.engine.status()).state).toBe('running');
  });

  it('brings the engine back when its page is gone and nobody was told', async () => {
    const shell = await launchShell({ build });
    await (await loadPage(shell, build)).transport.open();
    shell.windows[0].webContents.hasFrame = false;
    shell.processes[0].signal('SIGKILL');
    await eventually(() => expect(shell.processes).toHaveLength(2), 10_000);
  });

  it('ends an engine with a promise that nobody handles, and starts another', async () => {
    const shell = await launchShell({ build });
    const { transport } = await loadPage(shell, build);
    await transport.open();
    shell.processes[0].rejectUnhandled('half broken');
    expect(await shell.processes[0].ended).not.toBe(0);
    const { client } = await transport.open();
    expect((await client.engine.status()).state).toBe('running');
    expect(shell.processes).toHaveLength(2);
  });

  it('survives an engine that V8 ends, keeps the report on this machine, and starts another', async () => {
    const shell = await launchShell({ build });
    const { transport } = await loadPage(shell, build);
    await transport.open();
    const report = {
      header: { event: 'OOMError', cwd: '/home/somebody' },
      environmentVariables: { SECRET: 'x' },
      javascriptHeap: { used: 1 },
    };
    shell.processes[0].dieFatally('v8::internal::V8::FatalProcessOutOfMemory', JSON.stringify(report));
    const { client } = await transport.open();
    expect((await client.engine.status()).state).toBe('running');
    const crashes = shell.app.paths['crashDumps'];
    const name = readdirSync(crashes).find((file) => file.startsWith('engine-')) ?? '';
    expect(JSON.parse(readFileSync(join(crashes, name), 'utf8'))).toEqual({
      location: 'v8::internal::V8::FatalProcessOutOfMemory',
      report: { header: { event: 'OOMError' }, javascriptHeap: { used: 1 } },
    });
    expect(shell.system.crashStarts).toEqual([{ uploadToServer: false }]);
  });

  it('shows its window when the page was loaded, though it never is ready to show', async () => {
    const shell = await launchShell({ build });
    expect(shell.windows[0].calls).toEqual([]);
    await loadPage(shell, build);
    expect(shell.windows[0].calls).toEqual(['show']);
    shell.windows[0].announce('ready-to-show');
    expect(shell.windows[0].calls).toEqual(['show']);
  });

  it('says in its window why its engine can not start, and tries again when asked', async () => {
    const { baseDir, settings } = damagedBase();
    const shell = await launchShell({ build, baseDir });
    const [window] = shell.windows;
    await eventually(() => expect(window.loaded.at(-1)).toBe('bitflow://window/start/index.html'), 20_000);
    const { shellPort } = await loadPage(shell, build);
    const trouble = await shellPort.heard('trouble');
    expect(trouble).toMatchObject({ kind: 'trouble', dataDir: join(baseDir, 'sim') });
    expect(trouble.message).toContain(settings);
    shellPort.say({ kind: 'show-logs' });
    shellPort.say({ kind: 'show-data' });
    await eventually(() => expect(shell.system.opened).toEqual([join(shell.app.paths['userData'], 'logs'), join(baseDir, 'sim')]));
    writeFileSync(settings, '{}');
    shellPort.say({ kind: 'retry' });
    await eventually(() => expect(window.loaded.at(-1)).toBe('bitflow://window/'));
    const { client } = await (await loadPage(shell, build)).transport.open();
    expect((await client.engine.status()).state).toBe('running');
  });

  it('signals an engine that does not end when asked, first to end, and two seconds later for good', async () => {
    const shell = await launchShell({ build });
    await (await loadPage(shell, build)).transport.open();
    const [engine] = shell.processes;
    engine.hang();
    // As for an engine whose silence has lasted too long; here the system ends, which waits for four seconds at most.
    shell.system.powerMonitor.announce('shutdown');
    await eventually(() => expect(engine.signals).toEqual(['SIGTERM', 'SIGKILL']), 15_000);
    await eventually(() => expect(shell.app.quits).toBe(1));
  });

  it('keeps preferences over starts, lets its own page write to the clipboard, and nobody else', async () => {
    const shell = await launchShell({ build });
    const session = shell.sessions.get('persist:bitflow-window');
    const asked = (permission: string, requestingUrl: string, isMainFrame = true): boolean => {
      const answers: boolean[] = [];
      const details = { requestingUrl, isMainFrame };
      session?.requestHandler?.({} as never, permission as never, (isGranted) => answers.push(isGranted), details);
      answers.push(session?.checkHandler?.(null, permission as never, requestingUrl, details) ?? true);
      expect(answers[0]).toBe(answers[1]);
      return answers[0];
    };
    expect([
      asked('clipboard-sanitized-write', 'bitflow://window/'),
      asked('clipboard-sanitized-write', 'https://evil.example/'),
      asked('clipboard-sanitized-write', 'bitflow://window/', false),
      asked('clipboard-read', 'bitflow://window/'),
      asked('notifications', 'bitflow://window/'),
    ]).toEqual([true, false, false, false, false]);
  });

  it('keeps its own things beside the journal, not in its folder, and takes a lock for each account', async () => {
    const baseDir = join(temporaryFolder(), 'data');
    const first = await launchShell({ build, baseDir });
    const second = await launchShell({ build, baseDir, args: ['--seed=7'] });
    const folders = [first, second].map(({ app }) => app.paths['userData']);
    expect(new Set(folders).size).toBe(2);
    for (const { app } of [first, second]) {
      expect(app.lockedWith).toEqual([expect.objectContaining({ userData: app.paths['userData'] })]);
      expect(app.paths['userData'].startsWith(join(baseDir, 'desktop'))).toBe(true);
      expect(app.paths['userData'].startsWith(join(baseDir, 'sim'))).toBe(false);
    }
  });
});
