import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';
import type { MessagePort } from 'node:worker_threads';
import { expect, onTestFinished, vi } from 'vitest';
import type { Client } from '../../renderer/client/client.ts';
import { SHELL_PORT_MESSAGE, type ToPage } from '../../shared/contract/shell-messages.ts';
import { type ElectronStandIn, electronStandIn, StandInPage, signalUtility } from './electron-stand-in.ts';
import { eventually } from './eventually.ts';
import { temporaryFolder } from './temporary.ts';

/** The window's way to the engine; its module needs a page, so that its types are not those of a test. */
export interface PageTransport {
  open(): Promise<{ readonly client: Client; readonly closed: Promise<string>; close(): void }>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What is run as the shell: the sources, or what the build made of them, which is what users run. */
export const builds = ['sources', 'bundle'] as const;
export type Build = (typeof builds)[number];

const MAIN: Readonly<Record<Build, string>> = {
  sources: pathToFileURL(join(root, 'electron/main/index.ts')).href,
  bundle: pathToFileURL(join(root, 'out/main/index.js')).href,
};
const PRELOAD = { sources: join(root, 'electron/preload/index.ts'), bundle: join(root, 'out/preload/index.cjs') } as const;
const TRANSPORT = pathToFileURL(join(root, 'renderer/client/transport.ts')).href;

/** What the shell listens to of its own process, which here is the test's. */
const LISTENED = ['SIGINT', 'SIGTERM', 'SIGHUP', 'uncaughtException', 'unhandledRejection'];

export interface LaunchOptions {
  readonly build?: Build;
  /** @default a new one */
  readonly baseDir?: string;
  /** Arguments of the start. */
  readonly args?: readonly string[];
  /** Changes the stand-in before the shell starts. */
  readonly prepare?: (standIn: ElectronStandIn) => void;
}

/** Starts the shell as Electron does, on a folder of its own; its engine is ended with the test. */
export async function launchShell({ build = 'sources', baseDir, args = [], prepare }: LaunchOptions = {}): Promise<ElectronStandIn> {
  vi.stubEnv('BITFLOW_DATA_DIR', baseDir ?? join(temporaryFolder(), 'data'));
  const standIn = electronStandIn();
  prepare?.(standIn);
  vi.doMock('electron', () => standIn.electron);
  const kill = process.kill.bind(process);
  vi.spyOn(process, 'kill').mockImplementation(signalUtility(kill));
  const { argv } = process;
  process.argv = [process.execPath, root, ...args];
  vi.resetModules();
  const events: NodeJS.EventEmitter = process;
  const before = LISTENED.map((name) => ({ name, listeners: new Set(events.listeners(name)) }));
  try {
    await import(MAIN[build]);
  } finally {
    process.argv = argv;
  }
  onTestFinished(async () => {
    standIn.system.answer = 0;
    standIn.app.quit();
    await Promise.all(standIn.processes.map(({ ended }) => ended));
    for (const { name, listeners } of before)
      for (const listener of events.listeners(name)) if (!listeners.has(listener)) events.off(name, listener as () => void);
  });
  if (standIn.app.isFirst) await eventually(() => expect(standIn.windows).toHaveLength(1));
  return standIn;
}

/** The page's end of its way to the shell. */
class ShellPort {
  readonly #heard: ToPage[] = [];
  #port: MessagePort | null = null;

  constructor(page: StandInPage) {
    page.window.addEventListener('message', (event) => {
      const { data, ports } = event as unknown as { readonly data: unknown; readonly ports: readonly MessagePort[] };
      if (data !== SHELL_PORT_MESSAGE || ports.length === 0) return;
      [this.#port] = ports;
      this.#port.on('message', (message: ToPage) => this.#heard.push(message));
    });
  }

  say(message: unknown): void {
    this.#port?.postMessage(message);
  }

  /** Waits for the first message of a kind that came since the last was taken. */
  heard<Kind extends ToPage['kind']>(kind: Kind): Promise<Extract<ToPage, { kind: Kind }>> {
    return eventually(() => {
      const place = this.#heard.findIndex((message) => message.kind === kind);
      if (place < 0) throw new Error(`the shell has not said "${kind}"`);
      const [message] = this.#heard.splice(place, 1);
      return message as Extract<ToPage, { kind: Kind }>;
    });
  }
}

/** Loads the page with its preload, as at the start and at each reload. */
export async function loadPage(
  { current, windows: [window], electron }: ElectronStandIn,
  build: Build = 'sources',
): Promise<{ readonly page: StandInPage; readonly transport: PageTransport; readonly shellPort: ShellPort }> {
  const page = new StandInPage();
  current.page = page;
  vi.stubGlobal('window', page.window);
  vi.stubGlobal('location', { origin: 'bitflow://window' });
  vi.resetModules();
  if (build === 'sources') await import(pathToFileURL(PRELOAD.sources).href);
  else runPreload(readFileSync(PRELOAD.bundle, 'utf8'), electron);
  const { portTransport } = (await import(TRANSPORT)) as { readonly portTransport: () => PageTransport };
  const transport = portTransport();
  const shellPort = new ShellPort(page);
  window.webContents.load(page);
  return { page, transport, shellPort };
}

/** As Electron runs a sandboxed preload: a function with a `require` that knows Electron alone. */
function runPreload(code: string, electron: unknown): void {
  const require = (name: string): unknown => {
    if (name !== 'electron') throw new Error(`a sandboxed preload can't require ${name}`);
    return electron;
  };
  compileFunction(code, ['require'])(require);
}

/** Undoes what launching has stubbed; for `afterEach`. */
export function forgetShell(): void {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  vi.doUnmock('electron');
}
