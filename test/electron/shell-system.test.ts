import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../../scripts/build.ts';
import { builds, forgetShell, launchShell, loadPage } from '../support/desktop-shell.ts';
import { StandInEvent } from '../support/electron-stand-in.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/temporary.ts';

beforeAll(() => ensureBuilt(() => undefined));
afterEach(forgetShell);

describe.each(builds)('the shell on a desktop, run from its %s,', (build) => {
  it('asks before it quits in auto mode, keeps awake meanwhile, and halts from the tray', async () => {
    const shell = await launchShell({ build, args: ['--mode=auto'] });
    const { client } = await (await loadPage(shell, build)).transport.open();
    const { system, windows, app } = shell;
    await eventually(() => expect(system.trays[0].tip).toContain('Auto mode'), 15_000);
    expect(system.trays[0].tip).toMatch(/^PAPER · 100/);
    await eventually(() => expect(system.awake.size).toBe(1), 10_000);
    system.answer = 2;
    app.quit();
    await eventually(() => expect(system.questions).toHaveLength(1));
    expect(system.questions[0]).toMatchObject({ message: 'Quit while auto mode trades?', cancelId: 2 });
    expect(system.questions[0].detail).toContain('Stops at the broker stay; those held by BitFlow end');
    system.answer = 1;
    windows[0].close();
    await eventually(() => expect(windows[0].calls).toContain('hide'));
    expect([windows[0].isClosed, app.quits, shell.processes[0].told.includes('stop')]).toEqual([false, 0, false]);
    system.trays[0].click('Show BitFlow');
    expect(windows[0].calls.slice(-3)).toEqual(['restore', 'show', 'focus']);
    system.trays[0].click('Kill switch');
    await eventually(async () => expect((await client.trading.get()).state).toBe('halted'), 10_000);
    await eventually(() => expect(system.trays[0].tip).toContain('Halted'), 10_000);
    expect(system.awake.size).toBe(0);
    await eventually(() => expect(system.notifications.map(({ options }) => options.title)).toContain('Trading is halted'));
  });

  it('tells the engine of sleep and wake, which has everything on disk', async () => {
    const shell = await launchShell({ build });
    const { client } = await (await loadPage(shell, build)).transport.open();
    for (const event of ['suspend', 'lock-screen', 'unlock-screen', 'resume'] as const) shell.system.powerMonitor.announce(event);
    await eventually(() => expect(shell.processes[0].told.filter((kind) => kind === 'power')).toHaveLength(4));
    expect((await client.engine.status()).state).not.toBe('halted');
    shell.system.powerMonitor.emit('shutdown', new StandInEvent());
    expect(await shell.processes[0].ended).toBe(0);
    await eventually(() => expect(shell.app.quits).toBe(1));
    expect(shell.system.questions).toEqual([]);
  });

  it('has the actions of its page as menus, and runs what is chosen there or named by a link', async () => {
    const shell = await launchShell({ build, args: ['bitflow://symbol/NVK.SIM'] });
    const { shellPort } = await loadPage(shell, build);
    shellPort.say({ kind: 'actions', actions: [{ id: 'settings', title: 'Settings …', group: 'View', shortcut: 'mod+,' }] });
    expect(await shellPort.heard('run')).toEqual({ kind: 'run', id: 'instrument-NVK.SIM' });
    const click = shell.system.menuItem('Settings …').click as () => void;
    click();
    expect(await shellPort.heard('run')).toEqual({ kind: 'run', id: 'settings' });
    shell.app.announce('second-instance', new StandInEvent(), ['--reordered'], '/', { args: ['bitflow://symbol/ORB.SIM'] });
    expect(await shellPort.heard('run')).toEqual({ kind: 'run', id: 'instrument-ORB.SIM' });
    const link = new StandInEvent();
    shell.app.announce('open-url', link, 'bitflow://symbol/TIDE.SIM');
    expect(await shellPort.heard('run')).toEqual({ kind: 'run', id: 'instrument-TIDE.SIM' });
    expect(link.defaultPrevented).toBe(true);
    // A page that says what is no message changes nothing.
    for (const nonsense of [null, 'x', { kind: 'quit' }, { kind: 'actions', actions: [{ id: 1 }] }]) shellPort.say(nonsense);
    shellPort.say({ kind: 'actions', actions: [{ id: 'palette', title: 'Commands', group: 'View', shortcut: null }] });
    await eventually(() => expect(shell.system.menuItem('Commands').label).toBe('Commands'));
  });

  it('opens its window as it was left, and writes down how it is', async () => {
    const baseDir = join(temporaryFolder(), 'data');
    const first = await launchShell({ build, baseDir });
    first.windows[0].bounds = { x: 60, y: 40, width: 1300, height: 850 };
    first.windows[0].isSmall = false;
    first.windows[0].webContents.zoomLevel = 1;
    first.windows[0].announce('resize');
    const store = join(first.app.paths['userData'], 'window.json');
    await eventually(() => expect(readFileSync(store, 'utf8')).toContain('1300'));
    const second = await launchShell({ build, baseDir });
    expect(second.windows[0].options).toMatchObject({ x: 60, y: 40, width: 1300, height: 850 });
    await loadPage(second, build);
    expect(second.windows[0].webContents.zoomLevel).toBe(1);
    const third = await launchShell({
      build,
      baseDir,
      prepare: ({ system }) => (system.displays = [{ id: 9, workArea: { x: 5_000, y: 0, width: 1_200, height: 700 } }]),
    });
    expect(third.windows[0].options).toMatchObject({ width: 1_200, height: 700 });
    expect(third.windows[0].options.x).toBeUndefined();
  });

  it('lets an account be chosen in a window of its own, without an engine', async () => {
    const baseDir = join(temporaryFolder(), 'data');
    const file = join(temporaryFolder(), 'bars.csv');
    const shell = await launchShell({ build, baseDir, args: ['--choose'] });
    expect([shell.windows[0].loaded, shell.processes]).toEqual([['bitflow://window/start/index.html'], []]);
    const { shellPort } = await loadPage(shell, build);
    expect(await shellPort.heard('choice')).toEqual({ kind: 'choice', accounts: [], problem: null, baseDir });
    shell.system.picked = [file];
    shellPort.say({ kind: 'pick', what: 'files' });
    expect(await shellPort.heard('picked')).toEqual({ kind: 'picked', what: 'files', paths: [file] });
    const market = { kind: 'csv', paths: [file], timeZone: null, instrumentPath: null, skipBadRows: true };
    shellPort.say({ kind: 'open', dataDir: '/x/my account', market });
    await eventually(() => expect(shell.app.relaunches).toHaveLength(1));
    expect(shell.app.relaunches[0].args?.slice(1)).toEqual(['--data-dir=/x/my account', `--market=csv:${file}`, '--skip-bad-rows']);
    expect(shell.app.quits).toBe(1);
  });

  it('says what is wrong with what was asked for, and remembers what was opened', async () => {
    const baseDir = join(temporaryFolder(), 'data');
    const first = await launchShell({ build, baseDir, args: ['--seed=11'] });
    await (await loadPage(first, build)).transport.open();
    const second = await launchShell({ build, baseDir, args: ['--seed=eleven'] });
    const { shellPort } = await loadPage(second, build);
    const choice = await shellPort.heard('choice');
    expect(choice.problem).toContain('--seed');
    expect(choice.accounts).toMatchObject([{ dataDir: join(baseDir, 'sim-11'), market: { kind: 'sim', seed: 11 } }]);
  });

  it('has a log that names what happened, readable by its owner', async () => {
    const baseDir = join(temporaryFolder(), 'data');
    mkdirSync(join(baseDir, 'sim'), { recursive: true });
    writeFileSync(join(baseDir, 'sim', 'settings.json'), '{}');
    const shell = await launchShell({ build, baseDir });
    await (await loadPage(shell, build)).transport.open();
    shell.processes[0].signal('SIGKILL');
    await eventually(() => expect(shell.processes).toHaveLength(2), 10_000);
    const log = join(shell.app.paths['userData'], 'logs', 'bitflow.log');
    await eventually(() => expect(readFileSync(log, 'utf8')).toContain('the engine ended and is started again'));
  });
});
