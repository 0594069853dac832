import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { units } from '../support/builders.ts';
import { hasBrowser, launchBrowser, NEEDS_BROWSER } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { SpawnedHost } from '../support/spawned-host.ts';
import { keptFolder } from '../support/temporary.ts';
import { required } from './still-host.ts';
import { WindowDriver } from './window-driver.ts';

interface EngineStatus {
  readonly incarnation: string;
  readonly state: string;
}

/** The one long way from a running market to a position that survives a kill; each test goes on where the one before ended. */
describe.skipIf(!hasBrowser)(`from market to position, in the window${NEEDS_BROWSER}`, () => {
  const folder = keptFolder();
  const seen: { errors: string[]; approved: string; equity: string } = { errors: [], approved: '', equity: '' };
  const open: { host?: SpawnedHost; browser?: Browser; page?: Page } = {};
  const host = (): SpawnedHost => required(open.host);
  const page = (): Page => required(open.page);
  const window = (): WindowDriver => new WindowDriver(page());

  beforeAll(async () => {
    open.host = await SpawnedHost.start(['--data-dir', folder.path, '--market', 'sim', '--seed', '11', '--speed', '60', '--port', '0']);
    open.browser = await launchBrowser();
    const context = await open.browser.newContext({ viewport: { width: 1440, height: 900 } });
    open.page = await context.newPage();
    open.page.on('pageerror', (error) => seen.errors.push(error.message));
    open.page.on('console', (message) => {
      // The browser itself reports every socket that a restart cuts.
      if (message.type() === 'error' && !message.text().includes('WebSocket')) seen.errors.push(message.text());
    });
    await page().goto(host().answer.url);
  });
  afterAll(async () => {
    await open.browser?.close();
    await open.host?.stop();
    folder.delete();
  });

  it('shows paper mode and candles that move', async () => {
    const before = await eventually(async () => {
      const chart = await window().chart();
      if (chart.barCount < 100) throw new Error(`the chart has ${chart.barCount} bars`);
      return chart;
    }, 10_000);
    expect(await window().status('Mode')).toBe('PAPER');
    await window().waitForEngine('engine running', 5_000);
    await eventually(async () => expect((await window().chart()).lastPrice).not.toBe(before.lastPrice), 10_000);
    // At sixty times a new minute begins each second.
    await eventually(async () => expect((await window().chart()).barCount).toBeGreaterThan(before.barCount), 10_000);
    // The code in the address worked once and is not kept in it.
    expect(page().url()).not.toContain('code=');
  });

  it('explains a signal by contributions that add up to its score', async () => {
    const card = window().cards().first();
    await card.waitFor({ timeout: 180_000 });
    // The card may expire while it is read; nothing expires while market time stands.
    await page().getByRole('button', { name: 'Pause market' }).click();
    await page().getByRole('button', { name: 'Resume market' }).waitFor();
    await card.getByRole('button', { name: 'Explanation' }).click();
    const contributions = await card
      .locator('[data-contribution]')
      .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-contribution'))));
    const score = Number(await card.locator('[data-score]').first().getAttribute('data-score'));
    expect(contributions.length).toBeGreaterThan(0);
    expect(contributions.reduce((sum, value) => sum + value, 0)).toBeCloseTo(score, 9);
    expect(Math.abs(score)).toBeGreaterThanOrEqual(0.3);
    const name = (await card.getAttribute('aria-label')) ?? '';
    expect(Math.sign(score)).toBe(name.startsWith('BUY') ? 1 : -1);
    expect(await card.innerText()).toMatch(/At risk\s+[\d\s,.]+/);
    expect(await card.innerText()).toMatch(/Verdict\s+Accepted/);
  });

  it('turns an approved signal into a fill, a position with its stop and target on the chart, and a changed account', {
    timeout: 300_000,
  }, async () => {
    const before = await host().ask<{ cash: string }>('GET', '/account');
    await page().getByRole('button', { name: 'Resume market' }).click();
    // A limit entry need not fill, and a price may have moved too far; then the next signal is approved.
    await eventually(
      async () => {
        if ((await window().rows('Positions')).length > 0) return;
        const card = window().cards().first();
        if ((await card.count()) > 0) {
          seen.approved = (await card.getAttribute('aria-label', { timeout: 500 })) ?? '';
          await card.getByRole('button', { name: 'Approve' }).click({ timeout: 1_000 });
        }
        throw new Error('there is no position yet');
      },
      240_000,
      1_000,
    );
    await page().getByRole('button', { name: 'Pause market' }).click();
    await page().getByRole('button', { name: 'Resume market' }).waitFor();

    const [position] = await window().rows('Positions');
    const [symbol, direction, quantity, , , , stop, target] = position;
    expect(seen.approved).toBe(`${direction === 'long' ? 'BUY' : 'SELL'} ${symbol}`);
    expect(Number(quantity.replaceAll(/[^\d.]/g, ''))).toBeGreaterThan(0);
    expect(stop).toMatch(/\d/);
    expect(target).toMatch(/\d/);

    await window().region('Watchlist').getByRole('button', { name: symbol }).click();
    await eventually(async () => {
      expect((await window().chart()).symbol).toBe(symbol);
      const lines = await window().chartLines();
      expect(lines.some((line) => line.startsWith(direction))).toBe(true);
      expect(lines.some((line) => line.startsWith('stop') && line.endsWith(`at ${stop}`))).toBe(true);
      expect(lines.some((line) => line.startsWith('target') && line.endsWith(`at ${target}`))).toBe(true);
    });
    const orders = await window().rows('Orders');
    expect(orders.some((cells) => cells.includes(symbol) && cells.some((cell) => cell.includes('filled')))).toBe(true);
    const after = await host().ask<{ cash: string }>('GET', '/account');
    expect(after.cash).not.toBe(before.cash);
    const { accounts } = await host().ask<{ accounts: { balance: string }[] }>('GET', '/ledger');
    expect(accounts.length).toBeGreaterThan(2);
    expect(accounts.reduce((sum, { balance }) => sum + units(balance), 0n)).toBe(0n);
  });

  it('finds position, orders and balance as they were when the engine was killed, in the same window', async () => {
    const before = await tables(window());
    const status = await host().ask<EngineStatus>('GET', '/status');
    await page().evaluate("document.body.setAttribute('data-same-page', 'yes')");
    process.kill(host().answer.engine.pid, 'SIGKILL');
    await eventually(async () => expect(await window().status('Engine')).not.toBe('engine running'), 5_000, 5);
    await window().waitForEngine('engine running', 15_000);
    await eventually(async () => {
      const { incarnation, state } = await host().ask<EngineStatus>('GET', '/status');
      expect(incarnation).not.toBe(status.incarnation);
      expect(state).toBe('running');
    });
    await eventually(async () => expect(await tables(window())).toEqual(before));
    expect(await page().getAttribute('body', 'data-same-page')).toBe('yes');
    expect(await page().getByRole('button', { name: 'Resume market' }).count()).toBe(1);
    await eventually(async () => expect((await window().chart()).barCount).toBeGreaterThan(100));
  });

  it('closes the position from the table and shows what it came to', async () => {
    await page().getByRole('button', { name: 'Resume market' }).click();
    await window().showTab('Positions');
    await window().region('Positions').getByRole('button', { name: 'Close position' }).first().click();
    await page()
      .getByRole('alertdialog')
      .getByRole('button', { name: /^Close \S+$/ })
      .click();
    await eventually(async () => expect(await window().rows('Positions')).toEqual([]), 30_000);
    await eventually(async () => expect((await window().rows('Trades')).length).toBeGreaterThan(0));
  });

  it('has said nothing on the console and breaks no rule of accessibility', async () => {
    expect(seen.errors).toEqual([]);
    expect(await window().accessibilityFaults()).toEqual([]);
  });
});

/** Everything that must survive: positions, orders, and the account's own words. */
async function tables(window: WindowDriver): Promise<{ positions: string[][]; orders: string[][]; account: string }> {
  return { positions: await window.rows('Positions'), orders: await window.rows('Orders'), account: await window.account() };
}
