import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { defaultDataDir } from '../../electron/platform/data-dir.ts';
import { ensureBuilt } from '../../scripts/build.ts';
import { PORT_ENDED, PORT_MESSAGE } from '../../shared/contract/port-messages.ts';
import { SHELL_PORT_MESSAGE } from '../../shared/contract/shell-messages.ts';
import { builds, forgetShell, launchShell, loadPage } from '../support/desktop-shell.ts';
import { StandInEvent } from '../support/electron-stand-in.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/temporary.ts';

beforeAll(() => ensureBuilt(() => undefined));
afterEach(forgetShell);

describe.each(builds)('the desktop shell, run from its %s,', (build) => {
  const launch = (baseDir?: string) => launchShell(baseDir === undefined ? { build } : { build, baseDir });

  it('gives its page a port on which calls and streams reach the engine', async () => {
    const shell = await launch();
    const { transport } = await loadPage(shell, build);
    const { client } = await transport.open();
    expect((await client.engine.status()).state).toBe('running');
    const ending = new AbortController();
    for await (const frame of await client.market.quotes(undefined, { signal: ending.signal })) {
      expect(frame.last.length).toBeGreaterThan(0);
      break;
    }
    ending.abort();
    await client.trading.kill({});
    expect(await client.trading.get()).toMatchObject({ state: 'halted' });
  });

  it('brings the engine back with the same books in the same window when it is killed', async () => {
    const shell = await launch();
    const { transport } = await loadPage(shell, build);
    const first = await transport.open();
    await first.client.trading.kill({});
    const pending = first.client.market.chart({ instrumentId: 'NVK.SIM', interval: '1m' }).then(async (stream) => {
      for await (const _ of stream);
    });
    const failed = pending.then(
      () => 'ended',
      () => 'failed',
    );
    shell.processes[0].signal('SIGKILL');
    // Whether the port or the word of its end is first is up to the platform; the page looks for a new one either way.
    expect(['engine-restart', 'lost']).toContain(await first.closed);
    expect(await failed).toBe('failed');
    const second = await transport.open();
    expect(await second.client.trading.get()).toMatchObject({ state: 'halted', reason: 'the kill switch was pressed' });
    expect([shell.processes.length, shell.windows.length]).toEqual([2, 1]);
  });

  it('gives a page that was loaded again a port of its own', async () => {
    const shell = await launch();
    const before = await loadPage(shell, build);
    const old = await before.transport.open();
    const after = await loadPage(shell, build);
    const fresh = await after.transport.open();
    expect(await fresh.client.market.instruments()).toEqual(await old.client.market.instruments());
    old.close();
    expect((await fresh.client.engine.status()).state).toBe('running');
  });

  it('takes no port from anything but its own page', async () => {
    const shell = await launch();
    const { page, transport } = await loadPage(shell, build);
    const forged = new MessageChannel();
    const heard: unknown[] = [];
    forged.port1.on('message', (message) => heard.push(message));
    onTestFinished(() => forged.port1.close());
    page.post(PORT_MESSAGE, [forged.port2], { foreign: 'frame' });
    page.post(PORT_MESSAGE, [], page.window);
    const { client } = await transport.open();
    expect(await client.market.instruments()).not.toEqual([]);
    expect(heard).toEqual([]);
  });

  it('lets the engine write down what it holds before it quits', async () => {
    const shell = await launch();
    const { transport } = await loadPage(shell, build);
    await transport.open();
    shell.app.quit();
    expect(shell.app.quits).toBe(0);
    expect(await shell.processes[0].ended).toBe(0);
    await eventually(() => expect(shell.app.quits).toBe(1));
    expect(shell.processes).toHaveLength(1);
  });

  it('shows in its window why its engine can not start, and quits all the same', async () => {
    const baseDir = join(temporaryFolder(), 'data');
    const first = await launch(baseDir);
    await (await loadPage(first, build)).transport.open();
    const second = await launch(baseDir);
    await eventually(() => expect(second.windows[0].loaded.at(-1)).toBe('bitflow://window/start/index.html'), 10_000);
    second.app.quit();
    await eventually(() => expect(second.app.quits).toBe(1));
  });

  it('opens its window with a sandbox, hardened, in a session of its own and without Node', async () => {
    const { app, schemes, sessions, windows } = await launch();
    const [{ loaded, options, webContents }] = windows;
    const session = sessions.get('persist:bitflow-window');
    expect(app.isSandboxed).toBe(true);
    expect(options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      session,
    });
    expect(loaded).toEqual(['bitflow://window/']);
    expect(schemes).toEqual([{ scheme: 'bitflow', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
    expect([webContents.open('https://evil.example/'), webContents.mayGo('will-navigate', 'https://evil.example/')]).toEqual([
      'deny',
      false,
    ]);
    expect(session?.checkHandler?.({} as never, 'media', '', {} as never)).toBe(false);
    expect([...(session?.handled.keys() ?? [])]).toEqual(['bitflow']);
  });

  it('started a second time shows the first window and starts nothing', async () => {
    const shell = await launch();
    shell.app.announce('second-instance', new StandInEvent(), [], '/', { args: [] });
    expect(shell.windows[0].calls).toEqual(['restore', 'show', 'focus']);
    const other = await launchShell({ build, prepare: (standIn) => (standIn.app.isFirst = false) });
    expect([other.app.quits, other.windows.length, other.processes.length]).toEqual([1, 0, 0]);
  });

  it('started again while it stops comes back once it has stopped', async () => {
    const shell = await launch();
    await (await loadPage(shell, build)).transport.open();
    shell.app.quit();
    await eventually(() => expect(shell.processes[0].told).toContain('stop'));
    for (const _ of [1, 2]) shell.app.announce('second-instance', new StandInEvent(), [], '/', { args: [] });
    expect([shell.app.relaunches.length, shell.app.quits, shell.windows[0].calls]).toEqual([1, 0, ['show']]);
    await eventually(() => expect(shell.app.quits).toBe(1));
  });

  it('loads a page again that crashed, and says so when it keeps crashing', async () => {
    const shell = await launch();
    const [{ webContents }] = shell.windows;
    webContents.die('clean-exit');
    expect(webContents.reloads).toBe(0);
    for (const reloads of [1, 2, 3]) {
      webContents.die('crashed');
      await eventually(() => expect(webContents.reloads).toBe(reloads));
    }
    expect(shell.system.errors).toEqual([]);
    webContents.die('oom');
    expect(webContents.reloads).toBe(3);
    expect(shell.system.errors).toEqual([expect.stringContaining('(oom)')]);
  });

  it('keeps the account where the command line looks for it', async () => {
    const base = join(temporaryFolder(), 'data');
    const shell = await launch(base);
    await (await loadPage(shell, build)).transport.open();
    expect(defaultDataDir({ kind: 'sim', seed: null })).toBe(join(base, 'sim'));
    expect(existsSync(join(base, 'sim', 'journal.db'))).toBe(true);
  });

  it('has a preload that hands on ports and word of their end, and nothing else', async () => {
    const shell = await launch();
    const { page } = await loadPage(shell, build);
    const posted: unknown[] = [];
    page.window.addEventListener('message', (event) => posted.push((event as MessageEvent).data));
    expect(new Set(page.ipcRenderer.eventNames())).toEqual(new Set([PORT_MESSAGE, PORT_ENDED, SHELL_PORT_MESSAGE]));
    for (const channel of [PORT_MESSAGE, PORT_ENDED, SHELL_PORT_MESSAGE]) page.ipcRenderer.emit(channel, { ports: [] });
    expect(posted).toEqual([PORT_MESSAGE, PORT_ENDED, SHELL_PORT_MESSAGE]);
  });
});
