import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { hasBrowser, NEEDS_BROWSER } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { stillHost } from './still-host.ts';
import { WindowDriver } from './window-driver.ts';

/** LATE begins so many minutes after ABC, long after the tests begin. */
const LATE_BY = 1_600;

/** What the window shows is what there is: charts, figures, messages and answers. */
describe.skipIf(!hasBrowser)(`figures that are true${NEEDS_BROWSER}`, () => {
  const { host, browser } = stillHost({ lateBy: LATE_BY });

  const openWindow = async (size = { width: 1440, height: 900 }): Promise<Page> => {
    const context = await browser().newContext({ viewport: size, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(await host().freshUrl());
    await new WindowDriver(page).waitForEngine('engine running', 10_000);
    return page;
  };

  it('tells of an order once, with all of it, and of an exit what it came to, and covers no button with it', async () => {
    const page = await openWindow();
    const window = new WindowDriver(page);
    const messages = page.getByRole('region', { name: 'Messages' });
    const order = { instrumentId: 'ABC.CSV', side: 'buy', type: 'market', quantity: '50', commandId: 'true-1' };
    await host().ask('POST', '/orders', order);
    await host().ask('POST', '/playback', { speed: 300 });
    await messages.getByText(/^ABC: Bought 50 at \d+\.\d\d$/).waitFor({ timeout: 20_000 });
    expect(await messages.getByText(/^ABC: Bought/).count()).toBe(1);
    expect(await page.evaluate<string[]>(COVERED_BY_MESSAGES)).toEqual([]);

    await host().ask('POST', '/playback', { speed: 0.1 });
    const entry = (await window.rows('Orders')).find((cells) => cells.includes('entry')) ?? [];
    // Average fill, beside the price that was asked for.
    expect(entry.join(' ')).toMatch(/market \d+\.\d\d (Filled|filled)/);

    await host().ask('POST', '/positions/ABC.CSV/close', { commandId: 'true-2' });
    await host().ask('POST', '/playback', { speed: 300 });
    await messages.getByText(/^ABC: Position closed, [+−]?\d/).waitFor({ timeout: 20_000 });
    await host().ask('POST', '/playback', { speed: 0.1 });
    const [trade] = await host().ask<{ realised: string; fees: string }[]>('GET', '/trades');
    const account = await host().ask<{ realised: string; unrealised: string; equity: string; fees: string }>('GET', '/account');
    // One word for one thing: of all trades together and of each, after fees.
    expect(Number(account.realised)).toBeCloseTo(Number(trade.realised), 2);
    expect(await window.account()).toContain('Realised, after fees');
    await window.showTab('Trades');
    await page.getByRole('columnheader', { name: 'Realised, after fees' }).waitFor();
    await page.context().close();
  });

  it('answers why at a time of the session, and refuses one that is still to come', async () => {
    const page = await openWindow();
    await page.keyboard.press('y');
    const why = new WindowDriver(page).region('Why');
    const field = why.getByRole('textbox');
    await field.fill('2031-01-01 10:00');
    await why.getByText(/^That is still to come\. The latest is 2024-01-02 \d\d:\d\d:\d\d UTC\.$/).waitFor();
    expect(await why.getByRole('button', { name: 'Ask' }).isDisabled()).toBe(true);
    await field.fill('02:00');
    await why.getByRole('button', { name: 'Ask' }).click();
    await eventually(async () => expect(await field.inputValue()).toBe('2024-01-02 02:00:00'));
    await eventually(async () => expect(await why.locator('[data-answer]').innerText()).toMatch(/^(No|BUY|SELL) /), 60_000);
    // Each threshold stands under its own mark.
    const marks = await why
      .locator('[data-mark]')
      .evaluateAll((all) =>
        all.map((mark) => [Number(mark.getAttribute('data-mark')), mark.getBoundingClientRect().x] as [number, number]),
      );
    const across = marks.toSorted(([a], [b]) => a - b).map(([, x]) => x);
    expect(across.every((x, place) => place === 0 || x > across[place - 1])).toBe(true);
    await page.context().close();
  });

  it('says that an instrument has no bars yet, and shows them as soon as its file begins; a chart open for hours is never blank', async () => {
    const page = await openWindow();
    const window = new WindowDriver(page);
    await eventually(async () => expect((await window.chart()).barCount).toBeGreaterThan(100));
    await window.region('Watchlist').getByRole('button', { name: 'LATE' }).click();
    await page.getByText('No bars of LATE yet').waitFor({ timeout: 10_000 });

    // The chart of ABC grows by more bars than it was asked for.
    await window.region('Watchlist').getByRole('button', { name: 'ABC' }).click();
    await eventually(async () => expect((await window.chart()).barCount).toBeGreaterThan(100));
    await host().ask('POST', '/playback', { speed: 6_000 });
    await eventually(async () => expect((await window.chart()).barCount).toBeGreaterThan(1_450), 60_000);
    await host().ask('POST', '/playback', { speed: 0.1 });
    expect(await columnsWithCandles(page)).toBeGreaterThan(100);
    await page.keyboard.press('i');
    const picker = page.getByRole('dialog', { name: 'Indicators' });
    await picker.waitFor();
    await picker.getByRole('combobox').fill('bollinger');
    await eventually(async () => expect(await picker.getByRole('option').first().innerText()).toContain('Bollinger'));
    await page.keyboard.press('Enter');
    await picker.getByText('is on the chart.').waitFor();
    await page.keyboard.press('Escape');
    await eventually(async () => expect(await window.region('Chart').getAttribute('data-indicators')).toContain('bollinger'), 10_000);
    await eventually(async () => expect(await columnsWithCandles(page)).toBeGreaterThan(100));

    await window.region('Watchlist').getByRole('button', { name: 'LATE' }).click();
    await host().ask('POST', '/playback', { speed: 6_000 });
    await eventually(async () => expect((await window.chart()).barCount).toBeGreaterThan(20), 60_000);
    await host().ask('POST', '/playback', { speed: 0.1 });
    expect(await page.getByText('No bars of LATE yet').count()).toBe(0);
    await eventually(async () => expect(await columnsWithCandles(page)).toBeGreaterThan(10));
    await page.context().close();
  });

  it('opens the settings of an indicator from the picker and from the palette', async () => {
    const page = await openWindow();
    await eventually(async () => expect((await new WindowDriver(page).chart()).barCount).toBeGreaterThan(0));
    const settings = page.getByRole('dialog', { name: /^Settings of RSI/ });
    await page.getByRole('button', { name: 'Indicators' }).click();
    await page.getByRole('dialog', { name: 'Indicators' }).getByRole('button', { name: 'Set RSI 14' }).click();
    await settings.getByRole('textbox').first().waitFor();
    await page.keyboard.press('Escape');
    await settings.waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Command palette' }).getByRole('combobox').fill('Set RSI 14');
    await page.keyboard.press('Enter');
    await settings.getByRole('textbox').first().waitFor();
    // It stays, and takes what is typed.
    await settings.getByRole('textbox').first().fill('21');
    await eventually(async () =>
      expect(await new WindowDriver(page).region('Chart').getAttribute('data-indicators')).toContain('rsi(period=21)'),
    );
    await page.context().close();
  });

  it('keeps the attribution of the chart away from its figures', async () => {
    const page = await openWindow({ width: 800, height: 600 });
    await eventually(async () => expect((await new WindowDriver(page).chart()).barCount).toBeGreaterThan(0));
    const logo = await page.locator('#tv-attr-logo').boundingBox();
    const candles = await page.getByRole('group', { name: /candles/ }).boundingBox();
    expect(logo).not.toBeNull();
    expect((logo?.x ?? 0) + (logo?.width ?? 0) / 2).toBeGreaterThan((candles?.x ?? 0) + (candles?.width ?? 0) - 70);
    await page.context().close();
  });
});

/** How many columns of pixels of the chart hold the colours of candles. */
function columnsWithCandles(page: Page): Promise<number> {
  return page.evaluate<number>(`(() => {
    const canvases = [...document.querySelectorAll('[aria-label="Chart"] canvas')];
    const largest = Math.max(...canvases.map(({ width }) => width));
    const columns = new Set();
    for (const canvas of canvases) {
      if (canvas.width < largest || canvas.height < 100) continue;
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      for (let at = 0; at < data.length; at += 4) {
        const [red, green, blue, alpha] = data.subarray(at, at + 4);
        if (alpha > 200 && (green - red > 90 || red - green > 90) && Math.max(red, green) > 170 && blue < 200) columns.add((at / 4) % canvas.width);
      }
    }
    return columns.size;
  })()`);
}

/** The buttons and fields that a message lies over. */
const COVERED_BY_MESSAGES = `(() => {
  const boxes = [...document.querySelectorAll('[data-message]')].map((message) => message.getBoundingClientRect());
  return [...document.querySelectorAll('button, input, select, a[href]')]
    .filter((control) => control.closest('[data-message]') === null && control.checkVisibility())
    .filter((control) => {
      const box = control.getBoundingClientRect();
      return boxes.some((over) => box.left < over.right && box.right > over.left && box.top < over.bottom && box.bottom > over.top);
    })
    .map((control) => control.getAttribute('aria-label') ?? control.textContent);
})()`;
