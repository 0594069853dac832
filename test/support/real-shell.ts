import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { expect, onTestFinished } from 'vitest';
import { bitflow } from './command-line.ts';
import { eventually } from './eventually.ts';
import { temporaryFolder } from './temporary.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'node_modules/electron');
const name = existsSync(join(folder, 'path.txt')) ? readFileSync(join(folder, 'path.txt'), 'utf8') : 'electron';

/** Electron's program, which may not be there. */
export const electronBinary = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), name);

const hasScreen = process.platform !== 'linux' || process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;

/** Why the real shell can't be run here; empty where it can. */
export const whyNoShell = [
  ...(existsSync(electronBinary) ? [] : ['Electron is not installed here']),
  ...(hasScreen ? [] : ['there is no display']),
].join(', ');

export interface RealShell {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly dataDir: string;
  /** What the page and its policy complained of. */
  readonly complaints: string[];
}

export interface RealShellOptions {
  readonly baseDir?: string;
  readonly args?: readonly string[];
  /** Another folder of the app than the project's. */
  readonly appDir?: string;
}

/** Starts the real shell, with its sandbox, on a data folder of its own; it is ended with the test. */
export async function startRealShell({
  baseDir = join(temporaryFolder(), 'data'),
  args = [],
  appDir = root,
}: RealShellOptions = {}): Promise<RealShell> {
  // Playwright's own default would switch the sandbox off, which is what users never do.
  const app = await _electron.launch({
    executablePath: electronBinary,
    args: [appDir, ...args],
    chromiumSandbox: true,
    env: { ...strings(process.env), BITFLOW_DATA_DIR: baseDir },
  });
  onTestFinished(async () => {
    const child = app.process();
    if (child.exitCode === null) child.kill('SIGKILL');
    await app.close().catch(() => undefined);
  });
  const page = await app.firstWindow();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { app, page, dataDir: join(baseDir, 'sim'), complaints };
}

/** The process of the engine, by the name that the shell gave it; `null` while there is none. */
export async function enginePid({ app }: RealShell): Promise<number | null> {
  return await app.evaluate(
    ({ app }) =>
      app.getAppMetrics().find(({ name, serviceName }) => name === 'BitFlow engine' || serviceName === 'BitFlow engine')?.pid ?? null,
  );
}

/** Waits for an engine that is not the one of before. */
export async function nextEngine(shell: RealShell, before: number | null): Promise<number> {
  return await eventually(
    async () => {
      const pid = await enginePid(shell);
      if (pid === null || pid === before) throw new Error('there is no other engine yet');
      return pid;
    },
    60_000,
    200,
  );
}

/** Waits until prices come. */
export async function waitForPrices({ page }: RealShell): Promise<void> {
  await page.locator('[data-last-price]').first().waitFor({ timeout: 60_000 });
  await expect.poll(() => page.locator('[data-last-price]').first().getAttribute('data-last-price'), { timeout: 60_000 }).toMatch(/\d/);
}

/** Waits for the end of the shell, and holds its journal against itself. Resolves with the exit code. */
export async function endOf({ app, dataDir }: RealShell): Promise<number | null> {
  const child = app.process();
  const code = child.exitCode ?? (await new Promise<number | null>((resolve) => void child.once('exit', resolve)));
  const { status, stdout, stderr } = await bitflow(['verify-journal', '--data-dir', dataDir, '--json']);
  expect(`${status} ${stderr}`, stdout).toMatch(/^0 /);
  return code;
}

/** Whether a process is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * A copy of the built app whose engine does harm to itself when a file of that name appears in the folder that is returned: `reject` leaves
 * a promise unheard, `memory` takes all there is.
 */
export function harmfulApp(): { readonly appDir: string; readonly harm: (kind: 'reject' | 'memory') => void } {
  const appDir = appWithout([]);
  const signals = temporaryFolder();
  const main = join(appDir, 'out/main');
  renameSync(join(main, 'engine.js'), join(main, 'sound-engine.js'));
  const script = `import { existsSync, rmSync } from 'node:fs';
const at = (name) => ${JSON.stringify(signals)} + '/' + name;
setInterval(() => {
  if (existsSync(at('reject'))) { rmSync(at('reject')); void Promise.reject(new Error('half broken')); }
  if (existsSync(at('memory'))) { rmSync(at('memory')); const held = []; for (;;) held.push(new Array(1e6).fill({})); }
}, 100);
await import('./sound-engine.js');
`;
  writeFileSync(join(main, 'engine.js'), script);
  return { appDir, harm: (kind) => writeFileSync(join(signals, kind), '') };
}

/** A copy of the built app that lacks packages. */
export function appWithout(packages: readonly string[]): string {
  const appDir = join(temporaryFolder(), 'app');
  mkdirSync(join(appDir, 'node_modules'), { recursive: true });
  cpSync(join(root, 'package.json'), join(appDir, 'package.json'));
  cpSync(join(root, 'out'), join(appDir, 'out'), { recursive: true });
  symlinkSync(join(root, 'resources'), join(appDir, 'resources'), 'junction');
  for (const entry of readdirSync(join(root, 'node_modules')))
    if (!packages.includes(entry)) symlinkSync(join(root, 'node_modules', entry), join(appDir, 'node_modules', entry), 'junction');
  return appDir;
}

function strings(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}
