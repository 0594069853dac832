import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { hasBrowser, NEEDS_BROWSER } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { outOfReach } from './out-of-reach.ts';
import { stillHost } from './still-host.ts';
import { WindowDriver } from './window-driver.ts';

/** The sizes that are promised; the fourth is 1100 × 700 at a zoom of 150 %. */
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1100, height: 700 },
  { width: 960, height: 600 },
  { width: 800, height: 600 },
  { width: 733, height: 467 },
  { width: 420, height: 800 },
] as const;

describe.skipIf(!hasBrowser)(`the window at every size${NEEDS_BROWSER}`, () => {
  const { host, browser } = stillHost();

  const openWindow = async (size: { readonly width: number; readonly height: number }): Promise<Page> => {
    const context = await browser().newContext({ viewport: size, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(await host().freshUrl());
    await new WindowDriver(page).waitForEngine('engine running', 10_000);
    return page;
  };

  /** Shows each panel in turn where there is no room for all; calls `look` for each. */
  const eachPanel = async (page: Page, look: (shown: string) => Promise<void>): Promise<void> => {
    const panels = page.getByRole('navigation', { name: 'Panels' }).getByRole('button');
    const count = await panels.count();
    if (count === 0) await look('all');
    for (let place = 0; place < count; place += 1) {
      await panels.nth(place).click();
      await look(await panels.nth(place).innerText());
    }
  };

  it('has every control within reach, in every panel and table, none clipped and none covered', async () => {
    await host().ask('POST', '/orders', { instrumentId: 'ABC.CSV', side: 'buy', type: 'market', quantity: '10', commandId: 'sizes-1' });
    for (const [textSize, sizes] of [
      ['normal', SIZES],
      ['largest', [SIZES[1], SIZES[3]]],
    ] as const) {
      await host().ask('PATCH', '/settings', { changes: { appearance: { textSize } } });
      for (const size of sizes) {
        const page = await openWindow(size);
        const window = new WindowDriver(page);
        const where = `${size.width} × ${size.height}, ${textSize} text`;
        await eachPanel(page, async (panel) => {
          if ((await page.getByRole('tablist', { name: 'Tables' }).count()) === 0) {
            await eventually(async () => expect(await outOfReach(page), `${where}, ${panel}`).toEqual([]), 1_500, 100);
            return;
          }
          for (const tab of ['Positions', 'Orders', 'Trades', 'Account', 'Signal history', 'Scoreboard', 'Models', 'System', 'Logs']) {
            await window.showTab(tab);
            await eventually(async () => expect(await outOfReach(page), `${where}, ${panel}, ${tab}`).toEqual([]), 1_500, 100);
          }
        });
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), where).toBe(true);
        await page.context().close();
      }
    }
    await host().ask('PATCH', '/settings', { changes: { appearance: { textSize: 'normal' } } });
  });

  it('always shows the mode, what today brought, who approves, and the kill switch; and above the chart, buy and sell', async () => {
    for (const size of SIZES) {
      const page = await openWindow(size);
      const window = new WindowDriver(page);
      const where = `${size.width} × ${size.height}`;
      for (const locator of [
        page.getByRole('status', { name: 'Mode' }),
        page.getByText(/^today/),
        page.getByRole('switch', { name: 'Auto mode' }),
        page.getByRole('button', { name: 'Kill switch' }),
      ])
        await eventually(async () => expect(await locator.isVisible(), where).toBe(true));
      if (size.width < 700) await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Chart' }).click();
      for (const name of ['Buy', 'Sell']) {
        const box = await window.region('Chart').getByRole('button', { name, exact: true }).boundingBox();
        expect(box !== null && box.x + box.width <= size.width && box.y + box.height <= size.height, `${where}, ${name}`).toBe(true);
      }
      await page.context().close();
    }
  });

  it('writes nothing smaller than 11.5 pixels, and larger where larger text is chosen', async () => {
    const page = await openWindow(SIZES[0]);
    const window = new WindowDriver(page);
    const smallest = (): Promise<number> => page.evaluate<number>(SMALLEST_TEXT);
    for (const tab of ['Positions', 'Account', 'Scoreboard', 'System']) {
      await window.showTab(tab);
      expect(await smallest(), tab).toBeGreaterThanOrEqual(11.5);
    }
    await host().ask('PATCH', '/settings', { changes: { appearance: { textSize: 'largest' } } });
    await eventually(async () => expect(await smallest()).toBeGreaterThanOrEqual(11.5 * 1.3 - 0.01));
    await host().ask('PATCH', '/settings', { changes: { appearance: { textSize: 'normal' } } });
    await page.context().close();
  });

  it('gives the chart the room of the tables when they are closed, and opens them with a tab', async () => {
    const page = await openWindow({ width: 1100, height: 700 });
    const window = new WindowDriver(page);
    const chartHeight = async (): Promise<number> => (await window.region('Chart').boundingBox())?.height ?? 0;
    const before = await chartHeight();
    // Three rows or fewer take no more than they need.
    expect(before).toBeGreaterThan(400);
    await page.getByRole('button', { name: 'Close the tables' }).click();
    await eventually(async () => expect(await chartHeight()).toBeGreaterThan(before + 60));
    await window.showTab('Orders');
    await eventually(async () => expect(await chartHeight()).toBeLessThan(before + 10));
    const edge = page.getByRole('separator', { name: 'Height of the tables' });
    await edge.focus();
    for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press('ArrowUp');
    await eventually(async () => expect(await chartHeight()).toBeLessThan(before - 60));
    await edge.dblclick();
    await eventually(async () => expect(await chartHeight()).toBeGreaterThan(before - 10));
    await page.context().close();
  });

  it('breaks no rule of accessibility where panels are shown in turn', async () => {
    for (const [size, theme] of [
      [SIZES[3], 'light'],
      [SIZES[5], 'dark'],
    ] as const) {
      await host().ask('PATCH', '/settings', { changes: { appearance: { theme } } });
      const page = await openWindow(size);
      await eachPanel(page, async (panel) => {
        const faults = await new WindowDriver(page).accessibilityFaults();
        expect(faults, `${size.width} × ${size.height}, ${theme}, ${panel}`).toEqual([]);
      });
      await page.context().close();
    }
  });
});

/** The smallest font size of any text that is shown, CSS pixels. */
const SMALLEST_TEXT = `(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let smallest = Infinity;
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (walker.currentNode.nodeValue.trim() === '' || parent.closest('style, script, .sr-only')) continue;
    if (!parent.checkVisibility({ visibilityProperty: true })) continue;
    smallest = Math.min(smallest, parseFloat(getComputedStyle(parent).fontSize));
  }
  return smallest;
})()`;
