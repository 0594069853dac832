import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { hasBrowser, NEEDS_BROWSER } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { stillHost } from './still-host.ts';
import { WindowDriver } from './window-driver.ts';

/** What is on screen is what is sent; what can't be used is refused where it stands; what was changed can be changed back. */
describe.skipIf(!hasBrowser)(`forms${NEEDS_BROWSER}`, () => {
  const { host, browser } = stillHost();
  const open: { page?: Page } = {};
  const page = async (): Promise<Page> => {
    if (open.page === undefined) {
      const context = await browser().newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
      open.page = await context.newPage();
      await open.page.goto(await host().freshUrl());
      const window = new WindowDriver(open.page);
      await window.waitForEngine('engine running', 10_000);
      await eventually(async () => expect((await window.chart()).barCount).toBeGreaterThan(0));
    }
    return open.page;
  };
  const risk = async () => (await host().ask<{ risk: { maximumPositions: number; drawdownWarning: number } }>('GET', '/settings')).risk;

  afterAll(async () => {
    await open.page?.context().close();
  });

  it('draws an indicator as it was typed, however soon Enter follows, and refuses a bad number in place', async () => {
    const on = await page();
    await on.getByRole('button', { name: 'EMA 20, settings' }).click();
    const field = on.getByRole('dialog', { name: 'Settings of EMA 20' }).getByRole('textbox').first();
    await field.fill('35');
    await field.press('Enter');
    await on.getByRole('button', { name: 'EMA 35, settings' }).click();
    const form = on.getByRole('dialog', { name: 'Settings of EMA 35' });
    await form.getByRole('textbox').first().fill('999999');
    await form.getByRole('textbox').first().press('Enter');
    await form.getByText(/expected a whole number from/).waitFor();
    await on.keyboard.press('Escape');
    await on.getByRole('button', { name: 'EMA 35, settings' }).waitFor();
  });

  it('sends the order that is on screen when Enter follows the last key at once', async () => {
    const on = await page();
    await on.keyboard.press('b');
    const ticket = on.getByRole('dialog', { name: /^Buy ABC/ });
    await ticket.waitFor();
    await on.keyboard.type('12');
    await on.keyboard.press('Enter');
    await ticket.waitFor({ state: 'hidden' }).catch(async (error: unknown) => {
      // What it refused for tells more than that it is still open.
      throw new Error(`the ticket stayed open and said: ${await ticket.innerText()}`, { cause: error });
    });
    const orders = await host().ask<{ role: string; quantity: string }[]>('GET', '/orders');
    expect(orders.filter(({ role }) => role === 'entry').map(({ quantity }) => quantity)).toEqual(['12']);
  });

  it('says what a setting was changed from and to, and changes it back', async () => {
    const on = await page();
    await on.keyboard.press('Control+,');
    const settings = on.getByRole('dialog', { name: 'Settings' });
    await settings.getByRole('button', { name: 'Risk', exact: true }).click();
    const field = settings.getByRole('textbox', { name: 'Max positions' });
    await field.fill('5');
    await field.press('Enter');
    await settings.getByRole('status', { name: 'Last change' }).filter({ hasText: 'Max positions: 8 → 5' }).waitFor();
    await field.fill('6');
    await field.press('Control+z');
    expect(await field.inputValue()).toBe('5');
    await settings.getByRole('searchbox').focus();
    expect(await risk()).toMatchObject({ maximumPositions: 5 });
    await settings.getByRole('button', { name: 'Undo' }).click();
    await eventually(async () => expect(await risk()).toMatchObject({ maximumPositions: 8 }));
    expect(await field.inputValue()).toBe('8');

    const warning = settings.getByRole('textbox', { name: 'Drawdown warning' });
    await warning.fill('20');
    await warning.press('Enter');
    await settings.getByRole('alert').filter({ hasText: 'at most the drawdown limit of 15 %, found 20 %' }).waitFor();
    expect(await risk()).toMatchObject({ drawdownWarning: 0.1 });
    await on.keyboard.press('Escape');
  });
});
