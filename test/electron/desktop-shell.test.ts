import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { defaultDataDir } from '../../electron/platform/data-dir.ts';
import type { Client } from '../../renderer/client/client.ts';
import { PORT_ENDED, PORT_MESSAGE } from '../../shared/contract/port-messages.ts';
import { type ElectronStandIn, electronStandIn, StandInPage } from '../support/electron-stand-in.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** The window's way to the engine; its module needs a page, so that its types are not those of a test. */
interface PageTransport {
  open(): Promise<{ readonly client: Client; readonly closed: Promise<string>; close(): void }>;
}

const sources = {
  main: '../../electron/main/index.ts',
  preload: '../../electron/preload/index.ts',
  transport: '../../renderer/client/transport.ts',
};

beforeEach(() => {
  vi.resetModules();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  vi.doUnmock('electron');
});

/** Starts the shell as Electron does, on a data folder of its own; its engine is ended with the test. */
async function launch(dataDir = join(temporaryFolder(), 'data')): Promise<ElectronStandIn> {
  vi.stubEnv('BITFLOW_DATA_DIR', dataDir);
  const standIn = electronStandIn();
  vi.doMock('electron', () => standIn.electron);
  await import(sources.main);
  onTestFinished(async () => {
    standIn.app.quit();
    await Promise.all(standIn.processes.map(({ ended }) => ended));
  });
  await eventually(() => expect(standIn.windows).toHaveLength(1));
  return standIn;
}

/** Loads the page with its preload, as at the start and at each reload. */
async function loadPage({
  current,
  windows: [window],
}: ElectronStandIn): Promise<{ readonly page: StandInPage; readonly transport: PageTransport }> {
  const page = new StandInPage();
  current.page = page;
  window.webContents.page = page;
  vi.stubGlobal('window', page.window);
  vi.stubGlobal('location', { origin: 'bitflow://window' });
  vi.resetModules();
  await import(sources.preload);
  const { portTransport } = (await import(sources.transport)) as { readonly portTransport: () => PageTransport };
  const transport = portTransport();
  window.webContents.emit('did-finish-load');
  return { page, transport };
}

describe('the desktop shell', () => {
  it('gives its page a port on which calls and streams reach the engine', async () => {
    const shell = await launch();
    const { transport } = await loadPage(shell);
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
    const { transport } = await loadPage(shell);
    const first = await transport.open();
    await first.client.trading.kill({});
    const pending = first.client.market.chart({ instrumentId: 'NVK.SIM', interval: '1m' }).then(async (stream) => {
      for await (const _ of stream);
    });
    const failed = pending.then(
      () => 'ended',
      () => 'failed',
    );
    shell.processes[0].kill();
    // Whether the port or the word of its end is first is up to the platform; the page looks for a new one either way.
    expect(['engine-restart', 'lost']).toContain(await first.closed);
    expect(await failed).toBe('failed');
    const second = await transport.open();
    expect(await second.client.trading.get()).toMatchObject({ state: 'halted', reason: 'the kill switch was pressed' });
    expect([shell.processes.length, shell.windows.length]).toEqual([2, 1]);
  });

  it('gives a page that was loaded again a port of its own', async () => {
    const shell = await launch();
    const before = await loadPage(shell);
    const old = await before.transport.open();
    const after = await loadPage(shell);
    const fresh = await after.transport.open();
    expect(await fresh.client.market.instruments()).toEqual(await old.client.market.instruments());
    old.close();
    expect((await fresh.client.engine.status()).state).toBe('running');
  });

  it('takes no port from anything but its own page', async () => {
    const shell = await launch();
    const { page, transport } = await loadPage(shell);
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
    const { transport } = await loadPage(shell);
    await transport.open();
    shell.app.quit();
    expect(shell.app.quits).toBe(0);
    expect(await shell.processes[0].ended).toBe(0);
    await eventually(() => expect(shell.app.quits).toBe(1));
    expect(shell.processes).toHaveLength(1);
  });

  it('says in words why its engine can not start, and quits all the same', async () => {
    const dataDir = join(temporaryFolder(), 'data');
    const first = await launch(dataDir);
    await (await loadPage(first)).transport.open();
    vi.resetModules();
    const second = await launch(dataDir);
    await eventually(() => expect(second.errors).toEqual([expect.stringContaining('is held by')]), 10_000);
    second.app.quit();
    await eventually(() => expect(second.app.quits).toBe(1));
  });

  it('opens its window with a sandbox, hardened, in a session of its own and without Node', async () => {
    const { app, schemes, sessions, windows } = await launch();
    const [{ loaded, options, webContents }] = windows;
    const session = sessions.get('bitflow-window');
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
    shell.app.emit('second-instance');
    expect(shell.windows[0].calls).toEqual(['restore', 'focus']);

    vi.resetModules();
    const other = electronStandIn();
    other.app.isFirst = false;
    vi.doMock('electron', () => other.electron);
    await import(sources.main);
    expect([other.app.quits, other.windows.length, other.processes.length]).toEqual([1, 0, 0]);
  });

  it('started again while it stops comes back once it has stopped', async () => {
    const shell = await launch();
    await (await loadPage(shell)).transport.open();
    shell.windows[0].close();
    shell.app.emit('window-all-closed');
    shell.app.emit('second-instance');
    shell.app.emit('second-instance');
    expect([shell.app.relaunches, shell.app.quits, shell.windows[0].calls]).toEqual([1, 0, []]);
    await eventually(() => expect(shell.app.quits).toBe(1));
  });

  it('loads a page again that crashed, and says so when it keeps crashing', async () => {
    const shell = await launch();
    const [{ webContents }] = shell.windows;
    webContents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 });
    expect(webContents.reloads).toBe(0);
    for (const reloads of [1, 2, 3]) {
      webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 11 });
      await eventually(() => expect(webContents.reloads).toBe(reloads));
    }
    expect(shell.errors).toEqual([]);
    webContents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 9 });
    expect(webContents.reloads).toBe(3);
    expect(shell.errors).toEqual([expect.stringContaining('(oom)')]);
  });

  it('keeps the account where the command line looks for it', async () => {
    const base = join(temporaryFolder(), 'data');
    const shell = await launch(base);
    await (await loadPage(shell)).transport.open();
    expect(defaultDataDir({ kind: 'sim', seed: null })).toBe(join(base, 'sim'));
    expect(existsSync(join(base, 'sim', 'journal.db'))).toBe(true);
  });

  it('has a preload that speaks of ports in the words of the contract', async () => {
    const heard: string[] = [];
    const posted: unknown[] = [];
    const listeners: ((event: { ports: readonly unknown[] }) => void)[] = [];
    vi.doMock('electron', () => ({
      ipcRenderer: {
        on: (channel: string, listener: (event: { ports: readonly unknown[] }) => void) => {
          heard.push(channel);
          listeners.push(listener);
        },
      },
    }));
    vi.stubGlobal('window', { postMessage: (data: unknown) => posted.push(data) });
    vi.stubGlobal('location', { origin: 'bitflow://window' });
    await import(sources.preload);
    for (const listener of listeners) listener({ ports: [] });
    expect([heard, posted]).toEqual([
      [PORT_MESSAGE, PORT_ENDED],
      [PORT_MESSAGE, PORT_ENDED],
    ]);
  });
});
