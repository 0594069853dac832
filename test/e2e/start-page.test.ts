import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { HostServer } from '../../electron/headless/host-server.ts';
import { Supervisor } from '../../electron/supervision/supervisor.ts';
import { ensureBuilt } from '../../scripts/build.ts';
import type { FromPage, ToPage } from '../../shared/contract/shell-messages.ts';
import { hasBrowser, launchBrowser, NEEDS_BROWSER } from '../support/chromium.ts';
import { standInEngines } from '../support/in-process-engine.ts';

let browser: Browser | null = null;

beforeAll(async () => {
  await ensureBuilt(() => undefined);
  if (hasBrowser) browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
});

/** The built page of a shell without an engine, with this test as its shell. */
async function startPage(
  said: ToPage,
): Promise<{ readonly page: Page; readonly heard: () => Promise<FromPage[]>; readonly say: (message: ToPage) => Promise<void> }> {
  if (browser === null) throw new Error('there is no browser');
  const supervisor = new Supervisor({ fork: standInEngines().fork });
  const host = new HostServer({ supervisor, windowRoot: fileURLToPath(new URL('../../out/renderer', import.meta.url)) });
  const port = await host.listen(0);
  const context = await browser.newContext({ viewport: { width: 1100, height: 700 } });
  const page = await context.newPage();
  onTestFinished(async () => {
    await context.close();
    await host.close();
  });
  await page.goto(`http://127.0.0.1:${port}/start/index.html`);
  await page.getByText('This page belongs to the desktop app.').waitFor();
  await page.evaluate(`{
    const { port1, port2 } = new MessageChannel();
    window.heard = [];
    window.shell = port1;
    port1.onmessage = ({ data }) => window.heard.push(data);
    window.postMessage('bitflow:shell', location.origin, [port2]);
  }`);
  const say = (message: ToPage): Promise<void> => page.evaluate(`window.shell.postMessage(${JSON.stringify(message)})`);
  await say(said);
  return { page, say, heard: () => page.evaluate('window.heard') };
}

const soundIn = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
};

describe(`the page of a shell without an engine${NEEDS_BROWSER}`, () => {
  it.skipIf(!hasBrowser)('says why the engine can not be kept running, and what can be done', async () => {
    const { page, heard } = await startPage({
      kind: 'trouble',
      code: 'folder-in-use',
      message: 'The data folder /x is held by another BitFlow.',
      dataDir: '/x',
    });
    await page.getByRole('alert').getByText('The data folder /x is held by another BitFlow.').waitFor();
    for (const name of ['Retry', 'Show logs', 'Show data folder', 'Open another account …'])
      await page.getByRole('button', { name }).click();
    await expect.poll(heard).toEqual([{ kind: 'retry' }, { kind: 'show-logs' }, { kind: 'show-data' }, { kind: 'choose' }]);
    await soundIn(page);
  });

  it.skipIf(!hasBrowser)('opens an account from before, a seed, or files, and refuses a seed that is none', async () => {
    const market = { kind: 'sim', seed: 7 } as const;
    const { page, heard, say } = await startPage({
      kind: 'choice',
      accounts: [{ dataDir: '/data/sim-7', market, openedAt: 1 }],
      problem: 'Expected a whole number from 0 to 4294967295 after --seed, found "x".',
      baseDir: '/data',
    });
    await page.getByRole('alert').getByText('--seed').waitFor();
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByLabel('Seed').fill('4294967296');
    expect(await page.getByRole('button', { name: 'Open simulated market' }).isDisabled()).toBe(true);
    await page.getByLabel('Seed').fill('11');
    await page.getByRole('button', { name: 'Open simulated market' }).click();
    expect(await page.getByRole('button', { name: 'Open files' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Choose files …' }).click();
    await say({ kind: 'picked', what: 'files', paths: ['/bars/AAPL_1m.csv'] });
    await say({ kind: 'picked', what: 'folder', paths: ['/accounts/mine'] });
    await page.getByLabel('Time zone').fill('America/New_York');
    await page.getByLabel('Leave out bad rows').check();
    await page.getByRole('button', { name: 'Open files' }).click();
    await expect.poll(heard).toEqual([
      { kind: 'open', dataDir: '/data/sim-7', market },
      { kind: 'open', dataDir: null, market: { kind: 'sim', seed: 11 } },
      { kind: 'pick', what: 'files' },
      {
        kind: 'open',
        dataDir: '/accounts/mine',
        market: { kind: 'csv', paths: ['/bars/AAPL_1m.csv'], timeZone: 'America/New_York', instrumentPath: null, skipBadRows: true },
      },
    ]);
    await soundIn(page);
  });
});
