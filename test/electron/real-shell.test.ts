import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../../scripts/build.ts';
import { bitflow } from '../support/command-line.ts';
import { eventually } from '../support/eventually.ts';
import {
  appWithout,
  endOf,
  enginePid,
  harmfulApp,
  isAlive,
  nextEngine,
  type RealShell,
  startRealShell,
  waitForPrices,
  whyNoShell,
} from '../support/real-shell.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Runs wherever Electron's binary and a display are; elsewhere each test is skipped by its name. */
const skipped = whyNoShell === '' ? '' : ` (skipped: ${whyNoShell})`;
const there = (title: string, run: () => Promise<void>, timeoutMs?: number): void =>
  it.skipIf(whyNoShell !== '')(`${title}${skipped}`, run, timeoutMs);

/** What takes minutes; `BITFLOW_LONG_TESTS=1` asks for it. */
const isLong = process.env['BITFLOW_LONG_TESTS'] === '1';

beforeAll(async () => {
  if (whyNoShell === '') await ensureBuilt(() => undefined);
});

async function started(options?: Parameters<typeof startRealShell>[0]): Promise<RealShell & { readonly engine: number }> {
  const shell = await startRealShell(options);
  await waitForPrices(shell);
  const engine = await eventually(async () => {
    const pid = await enginePid(shell);
    if (pid === null) throw new Error('there is no engine');
    return pid;
  }, 30_000);
  return { ...shell, engine };
}

/** Ends the process of the page. */
async function killPage({ app }: RealShell): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].webContents.forcefullyCrashRenderer());
}

describe('the real desktop shell', () => {
  there('shows a window with prices, reads news with its model, and is complained of by nobody', async () => {
    const { app, page, complaints } = await started();
    expect(page.url()).toBe('bitflow://window/');
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()))).toEqual([true]);
    expect(await page.evaluate('typeof require + typeof process')).toBe('undefinedundefined');
    // A headline with its score came over the inference thread; a chart with bars over the market store and the history thread.
    await page.getByRole('region', { name: 'News' }).getByRole('listitem').first().waitFor({ timeout: 120_000 });
    await expect.poll(() => page.locator('[data-bar-count]').first().getAttribute('data-bar-count')).not.toBe('0');
    // Over the replay thread.
    await page.keyboard.press('y');
    await page.getByRole('dialog').first().waitFor();
    expect(complaints).toEqual([]);
  });

  there('refuses windows, foreign addresses and permissions, and copies', async () => {
    const { app, page } = await started();
    expect(await page.evaluate('window.open("https://evil.example/") === null')).toBe(true);
    await page.evaluate('void (location.href = "https://evil.example/")').catch(() => undefined);
    await pause(500);
    expect(page.url()).toBe('bitflow://window/');
    const asked = ['geolocation', 'notifications', 'camera'].map((permission) =>
      page.evaluate(`navigator.permissions.query({ name: "${permission}" }).then(({ state }) => state)`),
    );
    expect(await Promise.all(asked)).not.toContain('granted');
    await page.bringToFront();
    await page.evaluate('navigator.clipboard.writeText("copied by BitFlow")');
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('copied by BitFlow');
    await expect(page.evaluate('navigator.clipboard.readText()')).rejects.toThrow();
  });

  there('brings back its engine, its page, and both', async () => {
    const shell = await started();
    process.kill(shell.engine, 'SIGKILL');
    let engine = await nextEngine(shell, shell.engine);
    await killPage(shell);
    await waitForPrices(shell);
    await killPage(shell);
    process.kill(engine, 'SIGKILL');
    engine = await nextEngine(shell, engine);
    await waitForPrices(shell);
  });

  there('brings its engine back although its page has been given up', async () => {
    const shell = await started();
    for (let times = 0; times < 4; times += 1) {
      await killPage(shell);
      await pause(1_500);
    }
    process.kill(shell.engine, 'SIGKILL');
    await nextEngine(shell, shell.engine);
  });

  there('ends an engine with a promise that nobody handles, or without memory, and starts another', async () => {
    const { appDir, harm } = harmfulApp();
    const shell = await started({ appDir });
    harm('reject');
    const second = await nextEngine(shell, shell.engine);
    await waitForPrices(shell);
    harm('memory');
    await nextEngine(shell, second);
    const crashes = await shell.app.evaluate(({ app }) => app.getPath('crashDumps'));
    await eventually(() => expect(readdirSync(crashes).some((name) => name.startsWith('engine-'))).toBe(true));
  });

  there('says in its window that native code is missing', async () => {
    const { page } = await startRealShell({ appDir: appWithout(['better-sqlite3']) });
    await page.getByRole('alert').filter({ hasText: 'can not be kept running' }).waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Retry' }).waitFor();
  });

  there('opens what the command line wrote, and the command line what it wrote', async () => {
    const baseDir = join(temporaryFolder(), 'data');
    const first = await started({ baseDir });
    await first.app.evaluate(({ app }) => app.quit());
    expect(await endOf(first)).toBe(0);
    const { status } = await bitflow(['verify-journal', '--data-dir', first.dataDir, '--json']);
    expect(status).toBe(0);
    const second = await started({ baseDir });
    await second.app.evaluate(({ app }) => app.quit());
    expect(await endOf(second)).toBe(0);
  });

  there('keeps preferences over starts', async () => {
    const baseDir = join(temporaryFolder(), 'data');
    const first = await started({ baseDir });
    await first.page.keyboard.press('4');
    await expect.poll(() => first.page.locator('[data-interval]').first().getAttribute('data-interval')).toBe('1h');
    await first.app.evaluate(({ app }) => app.quit());
    await endOf(first);
    const second = await started({ baseDir });
    expect(await second.page.locator('[data-interval]').first().getAttribute('data-interval')).toBe('1h');
  });

  const ends: readonly (readonly [string, (shell: RealShell) => Promise<unknown> | boolean])[] = [
    ['its window is closed', ({ app }) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].close())],
    ['it is quit', ({ app }) => app.evaluate(({ app }) => app.quit())],
    ['of Ctrl-C', ({ app }) => app.process().kill('SIGINT')],
    ['of SIGTERM', ({ app }) => app.process().kill('SIGTERM')],
  ];
  for (const [title, end] of ends) {
    there(`ends with 0, a sound journal and nobody left when ${title}`, async () => {
      const shell = await started();
      await end(shell);
      expect(await endOf(shell)).toBe(0);
      expect(isAlive(shell.engine)).toBe(false);
    });
  }

  there('opens two accounts at once, and none twice', async () => {
    const baseDir = join(temporaryFolder(), 'data');
    const first = await started({ baseDir });
    const other = await started({ baseDir, args: ['--seed=7'] });
    expect(other.engine).not.toBe(first.engine);
    // Playwright can't attach to a start that hands over to the first: it ends by itself.
    await expect(startRealShell({ baseDir })).rejects.toThrow();
    expect(isAlive(first.engine)).toBe(true);
  });

  there('goes on after the machine slept', async () => {
    const shell = await started();
    await shell.app.evaluate(({ powerMonitor }) => void (powerMonitor.emit('suspend'), powerMonitor.emit('resume')));
    await waitForPrices(shell);
    expect(await enginePid(shell)).toBe(shell.engine);
  });

  const hidden = 'goes on while its window is hidden for ten minutes';
  it.skipIf(whyNoShell !== '' || !isLong)(
    `${hidden}${skipped === '' && !isLong ? ' (skipped: BITFLOW_LONG_TESTS is not 1)' : skipped}`,
    async () => {
      const shell = await started();
      await shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].hide());
      await pause(10 * 60_000);
      await shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].show());
      await waitForPrices(shell);
      expect(await enginePid(shell)).toBe(shell.engine);
    },
    12 * 60_000,
  );
});
