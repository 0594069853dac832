import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { hasBrowser, NEEDS_BROWSER } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { stillHost } from './still-host.ts';
import { WindowDriver } from './window-driver.ts';

describe.skipIf(!hasBrowser)(`the window in all its states${NEEDS_BROWSER}`, () => {
  const { host, browser, dataDir } = stillHost();

  const openWindow = async (url?: string, size = { width: 1440, height: 900 }): Promise<Page> => {
    const context = await browser().newContext({ viewport: size, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(url ?? (await host().freshUrl()));
    return page;
  };

  it('says in every empty table what would be there, and breaks no rule of accessibility in either theme or size', async () => {
    for (const size of [
      { width: 1440, height: 900 },
      { width: 1100, height: 700 },
    ]) {
      const page = await openWindow(undefined, size);
      const window = new WindowDriver(page);
      await window.waitForEngine('engine running', 10_000);
      for (const [tab, words] of [
        ['Positions', 'No open positions'],
        ['Orders', 'No orders'],
        ['Trades', 'No closed trades'],
      ]) {
        await window.showTab(tab);
        await eventually(async () => expect(await window.region(tab).innerText()).toContain(words));
      }
      for (const theme of ['light', 'dark']) {
        await host().ask('PATCH', '/settings', { changes: { appearance: { theme } } });
        await eventually(async () => expect(await page.locator('html').getAttribute('data-theme')).toBe(theme));
        expect(await window.accessibilityFaults()).toEqual([]);
      }
      // Nothing is cut off at the side that the window could not be scrolled to.
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      await page.context().close();
    }
  });

  it('tells who comes with a used address how to get a new one', async () => {
    const url = await host().freshUrl();
    const first = await openWindow(url);
    await new WindowDriver(first).waitForEngine('engine running', 10_000);
    const second = await openWindow(url);
    await second.getByRole('alert').filter({ hasText: 'This address has been used' }).waitFor();
    // The first window goes on, also after a reload.
    await first.reload();
    await new WindowDriver(first).waitForEngine('engine running', 10_000);
    await first.context().close();
    await second.context().close();
  });

  it('is worked by keyboard alone: an instrument, an order with its checks, the blotter, the kill switch', async () => {
    const page = await openWindow();
    const window = new WindowDriver(page);
    await window.waitForEngine('engine running', 10_000);
    await eventually(async () => expect((await window.chart()).barCount).toBeGreaterThan(0));
    const { keyboard } = page;

    await keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Command palette' }).waitFor();
    await keyboard.type('15m candles');
    await keyboard.press('Enter');
    await eventually(async () => expect(await window.region('Chart').getAttribute('data-interval')).toBe('15m'));

    await keyboard.press('b');
    const ticket = page.getByRole('dialog', { name: /Buy ABC/ });
    await ticket.waitFor();
    await page.keyboard.type('10');
    await eventually(async () => expect(await ticket.getByRole('button', { name: 'Buy 10 ABC on paper' }).isEnabled()).toBe(true));
    await keyboard.press('Enter');
    await ticket.waitFor({ state: 'hidden' });
    await eventually(async () => expect(await window.rows('Orders')).not.toEqual([]), 10_000);

    await keyboard.press('Control+Shift+K');
    await page.getByRole('alertdialog', { name: 'Stop trading?' }).waitFor();
    for (let presses = 0; presses < 6; presses += 1) {
      if ((await page.evaluate('document.activeElement?.textContent')) === 'Halt') break;
      await keyboard.press('Tab');
    }
    await keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'Trading is halted' }).waitFor();
    await window.waitForEngine('engine halted', 5_000);

    await keyboard.press('Control+k');
    await keyboard.type('Resume trading');
    await keyboard.press('Enter');
    // It asks first, in the palette itself.
    await page.getByRole('alert').filter({ hasText: 'entries are allowed again' }).waitFor();
    await keyboard.press('Enter');
    await window.waitForEngine('engine running', 5_000);
    await page.context().close();
  });

  it('closes every dialog with Escape, gives the focus back to where it was, and goes to the waiting trades by a key', async () => {
    const page = await openWindow();
    const window = new WindowDriver(page);
    await window.waitForEngine('engine running', 10_000);
    await window.showTab('Orders');
    for (const key of ['b', 's', 'i', 'Control+k', 'Control+,', 'Control+Shift+K']) {
      await page.keyboard.press(key);
      const dialog = page.locator('[role="dialog"], [role="alertdialog"]');
      await dialog.waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      await eventually(async () => expect(await page.evaluate(`document.activeElement?.getAttribute('data-tab')`), key).toBe('orders'));
    }
    await page.keyboard.press('w');
    await eventually(async () => expect(await page.evaluate(`document.activeElement?.closest('${WAITING}') !== null`)).toBe(true));
    await page.context().close();
  });

  it('changes a setting in the form, refuses one out of range beside the field, and keeps what was changed', async () => {
    const page = await openWindow();
    const window = new WindowDriver(page);
    await window.waitForEngine('engine running', 10_000);
    await page.keyboard.press('Control+,');
    const dialog = page.getByRole('dialog', { name: 'Settings' });
    await dialog.getByRole('button', { name: 'Risk', exact: true }).click();
    const field = dialog.getByRole('textbox', { name: 'Max positions' });
    await field.fill('5');
    await field.press('Enter');
    await eventually(async () => expect(await host().ask('GET', '/settings')).toMatchObject({ risk: { maximumPositions: 5 } }));
    await field.fill('1000');
    await field.press('Enter');
    await dialog.getByRole('alert').filter({ hasText: 'from 1 to 100' }).waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await host().ask('GET', '/settings')).toMatchObject({ risk: { maximumPositions: 5 } });
    await page.context().close();
  });

  it('follows its chart once, and once again when it has lost the engine', async () => {
    const context = await browser().newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    const sockets: { close(): Promise<void> }[] = [];
    const asked: number[] = [];
    await page.routeWebSocket(/\/socket$/, (socket) => {
      const server = socket.connectToServer();
      sockets.push(socket);
      asked.push(0);
      const place = sockets.length - 1;
      socket.onMessage((message) => {
        if (message.toString().includes('/market/chart')) asked[place] += 1;
        server.send(message);
      });
    });
    await page.goto(await host().freshUrl());
    const window = new WindowDriver(page);
    await window.waitForEngine('engine running', 10_000);
    await eventually(async () => expect((await window.chart()).barCount).toBeGreaterThan(0));
    await sockets[0].close();
    await eventually(() => expect(asked[1]).toBe(1), 10_000);
    await window.waitForEngine('engine running', 10_000);
    expect(asked).toEqual([1, 1]);
    await context.close();
  });

  it('says what it expects of a number that is not one yet, and asks the engine nothing', async () => {
    const page = await openWindow();
    const window = new WindowDriver(page);
    await window.waitForEngine('engine running', 10_000);
    await page.keyboard.press('b');
    const ticket = page.getByRole('dialog', { name: /Buy ABC/ });
    await page.keyboard.type('5.');
    await ticket.getByText('Quantity: expected a number above zero').waitFor();
    expect(await ticket.getByRole('textbox', { name: 'Quantity' }).getAttribute('aria-invalid')).toBe('true');
    expect(await ticket.getByRole('button', { name: /on paper$/ }).isDisabled()).toBe(true);
    await page.keyboard.press('Backspace');
    await eventually(async () => expect(await ticket.getByRole('button', { name: 'Buy 5 ABC on paper' }).isEnabled()).toBe(true));
    await page.context().close();
  });

  it('says that the settings file was refused, and why, while the settings before stay in force', async () => {
    const page = await openWindow();
    const window = new WindowDriver(page);
    await window.waitForEngine('engine running', 10_000);
    const path = join(dataDir, 'settings.json');
    writeFileSync(path, '{ "risk": { "maximumPosition": 7 } }');
    await eventually(async () => expect(await page.getByRole('alert').innerText()).toContain('maximumPosition'), 10_000);
    await window.waitForEngine('engine degraded', 5_000);
    writeFileSync(path, '{ "risk": { "maximumPositions": 6 } }');
    await eventually(async () => expect(await host().ask('GET', '/settings')).toMatchObject({ risk: { maximumPositions: 6 } }), 10_000);
    await window.waitForEngine('engine running', 5_000);
    await page.context().close();
  });

  it('says that the engine can not be reached when the host is gone, and takes orders no more', async () => {
    const page = await openWindow();
    const window = new WindowDriver(page);
    await window.waitForEngine('engine running', 10_000);
    await host().stop();
    await page.getByRole('alert').filter({ hasText: 'can not be reached' }).waitFor({ timeout: 20_000 });
    await page.keyboard.press('b');
    await page.keyboard.type('10');
    expect(await page.getByRole('button', { name: 'Buy 10 ABC on paper' }).isDisabled()).toBe(true);
  });
});

const WAITING = '[aria-label="Waiting for a decision"]';
