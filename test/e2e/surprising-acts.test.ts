import type { Page } from 'playwright';
import { afterAll, describe, expect, it } from 'vitest';
import { hasBrowser, NEEDS_BROWSER } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { stillHost } from './still-host.ts';
import { WindowDriver } from './window-driver.ts';

/** Nothing that trades, closes, cancels or lets BitFlow trade happens by a slip of the hand. */
describe.skipIf(!hasBrowser)(`acts that can't be taken back${NEEDS_BROWSER}`, () => {
  const { host, browser } = stillHost();
  const open: { page?: Page } = {};

  const page = async (): Promise<Page> => {
    if (open.page === undefined) {
      const context = await browser().newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
      open.page = await context.newPage();
      await open.page.goto(await host().freshUrl());
    }
    const window = new WindowDriver(open.page);
    await window.waitForEngine('engine running', 10_000);
    await eventually(async () => expect((await window.chart()).barCount).toBeGreaterThan(0));
    return open.page;
  };
  const palette = (on: Page) => on.getByRole('dialog', { name: 'Command palette' });
  const positions = () => host().ask<{ isClosing: boolean; stop: string | null; maximumLoss: string }[]>('GET', '/positions');

  afterAll(async () => {
    await open.page?.context().close();
  });

  it('takes letters that are typed quickly for a symbol, and opens no ticket and pauses nothing by them', async () => {
    const on = await page();
    for (const typed of ['SPY', 'bpr', 'pip']) {
      await on.keyboard.type(typed);
      await palette(on).waitFor();
      expect(await palette(on).getByRole('combobox').inputValue()).toBe(typed);
      expect(await on.getByRole('dialog', { name: /^(Buy|Sell) / }).count()).toBe(0);
      await on.keyboard.press('Escape');
      await palette(on).waitFor({ state: 'hidden' });
    }
    await on.keyboard.type('abc');
    await palette(on).waitFor();
    await on.keyboard.press('Enter');
    await palette(on).waitFor({ state: 'hidden' });
    expect(await on.getByRole('button', { name: 'Resume market' }).count()).toBe(0);
    expect(await on.getByRole('dialog').count()).toBe(0);
  });

  it('says on the ticket which key opened it, and takes no letters in a number', async () => {
    const on = await page();
    expect(await on.getByRole('button', { name: 'Buy' }).innerText()).toContain('B');
    await on.keyboard.press('s');
    const ticket = on.getByRole('dialog', { name: /^Sell ABC/ });
    await ticket.getByText('Key S opens this ticket').waitFor();
    await on.waitForTimeout(600);
    await on.keyboard.type('1p0y');
    expect(await ticket.getByRole('textbox', { name: 'Quantity' }).inputValue()).toBe('10');
    await on.keyboard.press('Escape');
    await ticket.waitFor({ state: 'hidden' });
  });

  it('lists every key with "?", changes one, and refuses one that is taken', async () => {
    const on = await page();
    await on.keyboard.press('?');
    const dialog = on.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await dialog.getByRole('button', { name: /^Key of Buy …: B/ }).click();
    await on.keyboard.press('s');
    await dialog.getByRole('status').filter({ hasText: 'is the key of' }).waitFor();
    await on.keyboard.press('x');
    await dialog.getByRole('button', { name: /^Key of Buy …: X/ }).waitFor();
    await on.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await on.keyboard.press('x');
    await on.getByRole('dialog', { name: /^Buy ABC/ }).waitFor();
    await on.keyboard.press('Escape');
    await on.keyboard.press('?');
    await dialog.getByRole('button', { name: 'Back to the usual keys' }).click();
    await dialog.getByRole('button', { name: /^Key of Buy …: B/ }).waitFor();
    await on.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  it('goes to a symbol with Ctrl K, its name and Enter, also when a position in it is open; closing it asks in the palette', async () => {
    const on = await page();
    await host().ask('POST', '/orders', { instrumentId: 'ABC.CSV', side: 'buy', type: 'market', quantity: '10' });
    await host().ask('POST', '/playback', { speed: 600 });
    await eventually(async () => expect(await positions()).toHaveLength(1), 20_000);
    await host().ask('POST', '/playback', { speed: 0.1 });
    await new WindowDriver(on).showTab('Positions');
    await on.getByRole('button', { name: 'Close position' }).waitFor();
    await on.keyboard.press('Control+k');
    await palette(on).waitFor();
    await on.keyboard.type('abc');
    await on.keyboard.press('Enter');
    await palette(on).waitFor({ state: 'hidden' });
    expect((await positions()).map(({ isClosing }) => isClosing)).toEqual([false]);

    await on.keyboard.press('Control+k');
    await on.keyboard.type('close abc');
    await palette(on)
      .getByText(/Close ABC: long 10 at market, result now [+−]?[\d.]+/)
      .waitFor();
    await on.keyboard.press('Enter');
    await palette(on).getByRole('alert').filter({ hasText: 'Close ABC: long 10 at market' }).waitFor();
    expect((await positions()).map(({ isClosing }) => isClosing)).toEqual([false]);
    await palette(on).getByRole('button', { name: 'Back' }).click();
    await palette(on).getByRole('combobox').waitFor();
    await on.keyboard.press('Escape');
    await palette(on).waitFor({ state: 'hidden' });
  });

  it('asks before a stop is cancelled, with what is left without it', async () => {
    const on = await page();
    const window = new WindowDriver(on);
    const [{ maximumLoss }] = await positions();
    await window.showTab('Orders');
    const stop = window.region('Orders').locator('tbody tr[aria-rowindex]').filter({ hasText: 'stop' }).first();
    await stop.getByRole('button', { name: 'Cancel' }).click();
    const question = on.getByRole('alertdialog');
    await question.waitFor();
    const words = await question.innerText();
    expect(words).toContain(`No stop at the venue: BitFlow closes at −${Number(maximumLoss).toFixed(2)} while it runs.`);
    await question.getByRole('button', { name: 'Cancel', exact: true }).click();
    expect((await positions())[0].stop).not.toBeNull();
    await stop.getByRole('button', { name: 'Cancel' }).click();
    await question.getByRole('button', { name: 'Cancel the stop' }).click();
    await eventually(async () => expect((await positions())[0].stop).toBeNull());
  });

  it('asks before auto mode, wherever it is switched on, and not before manual', async () => {
    const on = await page();
    const mode = () => host().ask<{ mode: string }>('GET', '/trading');
    const auto = on.getByRole('switch', { name: 'Auto mode' });
    const question = on.getByRole('alertdialog');
    await auto.click();
    await question.getByText(/Each risks at most [\d\s]+ USD/).waitFor();
    await on.keyboard.press('Escape');
    await question.waitFor({ state: 'hidden' });
    expect(await mode()).toMatchObject({ mode: 'manual' });

    await on.keyboard.press('Control+,');
    const settings = on.getByRole('dialog', { name: 'Settings' });
    await settings.getByRole('combobox', { name: 'Execution mode' }).selectOption('auto');
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect(await settings.getByRole('combobox', { name: 'Execution mode' }).inputValue()).toBe('manual');
    expect(await mode()).toMatchObject({ mode: 'manual' });
    await on.keyboard.press('Escape');
    await settings.waitFor({ state: 'hidden' });

    await auto.click();
    await question.getByRole('button', { name: 'Switch to auto' }).click();
    await eventually(async () => expect(await mode()).toMatchObject({ mode: 'auto' }));
    await auto.click();
    await eventually(async () => expect(await mode()).toMatchObject({ mode: 'manual' }));
  });

  it('asks before Close and Flatten all with the result in numbers, until the setting says not to', async () => {
    const on = await page();
    const window = new WindowDriver(on);
    await window.showTab('Positions');
    const question = on.getByRole('alertdialog');
    await on.getByRole('button', { name: 'Flatten all' }).click();
    await question.getByText(/Flatten all: close 1 position at market, result now [+−]?[\d.]+ USD/).waitFor();
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'hidden' });
    await window.region('Positions').getByRole('button', { name: 'Close position' }).click();
    await question.getByText(/Close ABC: long 10 at market, result now/).waitFor();
    expect((await positions()).map(({ isClosing }) => isClosing)).toEqual([false]);
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'hidden' });

    await host().ask('PATCH', '/settings', { changes: { controls: { isCloseConfirmed: false } } });
    await on.reload();
    await page();
    await window.showTab('Positions');
    await window.region('Positions').getByRole('button', { name: 'Close position' }).click();
    await eventually(async () => expect((await positions()).every(({ isClosing }) => isClosing)).toBe(true));
    expect(await question.count()).toBe(0);
  });
});
