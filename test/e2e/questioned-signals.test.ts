import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasBrowser, launchBrowser, NEEDS_BROWSER } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { SpawnedHost } from '../support/spawned-host.ts';
import { keptFolder } from '../support/temporary.ts';
import { required } from './still-host.ts';
import { WindowDriver } from './window-driver.ts';

/** Everything that a trader can ask of a signal, in a market that is played fast; each test leaves the window as it found it. */
describe.skipIf(!hasBrowser)(`signals that are questioned, in the window${NEEDS_BROWSER}`, () => {
  const folder = keptFolder();
  const errors: string[] = [];
  const open: { host?: SpawnedHost; browser?: Browser; page?: Page } = {};
  const host = (): SpawnedHost => required(open.host);
  const page = (): Page => required(open.page);
  const window = (): WindowDriver => new WindowDriver(page());
  const chartSays = (name: string): Promise<string | null> => window().region('Chart').getAttribute(`data-${name}`);

  beforeAll(async () => {
    open.host = await SpawnedHost.start(['--data-dir', folder.path, '--market', 'sim', '--seed', '11', '--speed', '100', '--port', '0']);
    open.browser = await launchBrowser();
    const context = await open.browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    open.page = await context.newPage();
    open.page.on('pageerror', (error) => errors.push(error.message));
    open.page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page().goto(host().answer.url);
    await window().waitForEngine('engine running', 20_000);
  });
  // One test that fails leaves nothing open before the next.
  beforeEach(async () => {
    while ((await page().locator('[role="dialog"], [role="menu"]').count()) > 0) await page().keyboard.press('Escape');
  });
  afterAll(async () => {
    await open.browser?.close();
    await open.host?.stop();
    folder.delete();
  });

  it('marks the words that drove a headline, by more than colour, and the instruments it touches', async () => {
    const news = window().region('News');
    await eventually(async () => expect(await news.locator('mark').count()).toBeGreaterThan(0), 90_000);
    const word = news.locator('mark').first();
    const effect = Number(await word.getAttribute('data-effect'));
    expect(effect).not.toBe(0);
    expect(await word.getAttribute('title')).toBe(`${effect > 0 ? 'raises' : 'lowers'} the score by ${Math.abs(effect).toFixed(2)}`);
    expect(await page().evaluate(`getComputedStyle(document.querySelector('[aria-label="News"] mark'), '::before').content`)).toContain(
      effect > 0 ? '▲' : '▼',
    );

    const chip = news.getByRole('listitem').first().getByRole('button').first();
    const symbol = await chip.innerText();
    await chip.click();
    await eventually(async () => expect((await window().chart()).symbol).toBe(symbol));
    await news.getByRole('radio', { name: 'Strong' }).click();
    await eventually(async () => {
      const scores = await news
        .locator('[data-score]')
        .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-score'))));
      expect(scores.every((score) => Math.abs(score) >= 0.4)).toBe(true);
    });
    await news.getByRole('radio', { name: 'All' }).click();
  });

  it('tells in the watchlist how old a signal is', async () => {
    const ages = window().region('Watchlist').locator('[data-age]');
    await eventually(async () => expect(await ages.count()).toBeGreaterThan(0), 120_000);
    expect(await ages.first().innerText()).toMatch(/^\d+[smhd]$/);
  });

  it('lists signals with what became of them, and opens the explanation of one by keyboard', async () => {
    const { keyboard } = page();
    await eventually(async () => expect((await window().rows('Signal history')).length).toBeGreaterThan(0), 120_000);
    await window().region('Signal history').getByRole('group', { name: 'Signal history table' }).focus();
    await keyboard.press('ArrowDown');
    await eventually(async () => expect(await page().evaluate('document.activeElement?.tagName')).toBe('TR'));
    await keyboard.press('Enter');
    const dialog = page().getByRole('dialog', { name: /^Signal (buy|sell)/ });
    await dialog.waitFor();
    const numbers = (name: string): Promise<number[]> =>
      dialog.locator(`[data-${name}]`).evaluateAll((cells, key) => cells.map((cell) => Number(cell.getAttribute(`data-${key}`))), name);
    const [score] = await numbers('score');
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    expect(sum(await numbers('contribution'))).toBeCloseTo(score, 9);
    const parts = await numbers('rule-part');
    expect(parts.length).toBeGreaterThan(2);
    const [technical] = await numbers('rule-sum');
    expect(Math.abs(sum(parts) - technical)).toBeLessThan(0.001);
    expect(await dialog.innerText()).toMatch(/Forecast: (above|below) [\d\s.,]+ by /);
    expect(await window().accessibilityFaults()).toEqual([]);
    await keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  it('shows how often signals of each confidence were right, once there are outcomes, and tries the rules', async () => {
    await window().showTab('Scoreboard');
    const board = window().region('Scoreboard');
    await board.getByRole('img', { name: /^Reliability curve/ }).waitFor({ timeout: 120_000 });
    await eventually(async () => expect(await board.locator('[data-bin]').count()).toBeGreaterThan(0));
    await board.getByRole('button', { name: 'As a table' }).click();
    const table = board.getByRole('table', { name: 'Reliability' });
    expect(await table.getByRole('row').count()).toBeGreaterThan(1);
    await board.getByRole('button', { name: 'As a curve' }).click();
    await eventually(
      async () => expect(await board.getByRole('table', { name: 'Rules' }).getByRole('row').count()).toBeGreaterThan(3),
      60_000,
    );
    expect(await window().accessibilityFaults()).toEqual([]);
    await board.getByRole('button', { name: 'Rules settings' }).click();
    const settings = page().getByRole('dialog', { name: 'Settings' });
    await settings.getByRole('heading', { name: 'Rules', exact: true }).waitFor();
    await page().keyboard.press('Escape');
  });

  it('says why there is a signal or none, now and at a bar of the past', async () => {
    await page().keyboard.press('y');
    const why = window().region('Why');
    await eventually(async () => expect((await why.locator('[data-answer]').innerText()).length).toBeGreaterThan(10), 20_000);
    expect(await window().accessibilityFaults()).toEqual([]);
    await page().keyboard.press('Escape');
    await why.waitFor({ state: 'hidden' });

    await host().ask('POST', '/playback', { isPaused: true });
    // The newest bar may be open still; three back are closed.
    await window()
      .region('Chart')
      .getByRole('group', { name: /candles/ })
      .focus();
    for (let bar = 0; bar < 3; bar += 1) await page().keyboard.press('ArrowLeft');
    await page().keyboard.press('Shift+Y');
    await eventually(async () => expect((await why.locator('[data-answer]').innerText()).length).toBeGreaterThan(10), 60_000);
    const asked = await why.getByRole('textbox').inputValue();
    expect(asked).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:00$/);
    await why.getByRole('textbox').fill('some day');
    await why.getByText('Expected a time such as').waitFor();
    await page().keyboard.press('Escape');
    await why.waitFor({ state: 'hidden' });
    await host().ask('POST', '/playback', { isPaused: false });
  });

  it('asks at the bar under the mouse by a right click', async () => {
    const box = required(
      (await window()
        .region('Chart')
        .getByRole('group', { name: /candles/ })
        .boundingBox()) ?? undefined,
    );
    await page().mouse.click(box.x + box.width * 0.8, box.y + box.height * 0.3, { button: 'right' });
    const menu = page().getByRole('menu', { name: 'Chart' });
    await menu.waitFor();
    expect(await menu.getByRole('menuitem').allInnerTexts()).toEqual([
      expect.stringContaining('Add indicator'),
      expect.stringContaining('Why here?'),
      expect.stringMatching(/Copy price\s+[\d\s.]+/),
      'Back to the newest bar',
    ]);
    await menu.getByRole('menuitem', { name: 'Why here?' }).click();
    await eventually(async () => expect(await window().region('Why').getAttribute('data-state')).not.toBe('asking'), 60_000);
    await page().keyboard.press('Escape');
  });

  it('finds an indicator by what it tells, draws it, and redraws it as its numbers are changed', async () => {
    const { keyboard } = page();
    await keyboard.press('i');
    const picker = page().getByRole('dialog', { name: 'Indicators' });
    await picker.waitFor();
    // Letters right after the key would be the name of a symbol.
    await picker.getByRole('combobox').fill('bollinger');
    await eventually(async () => expect(await picker.getByRole('option').first().innerText()).toContain('Bollinger'));
    await keyboard.press('Enter');
    await picker.getByRole('status').getByText('is on the chart').waitFor();
    expect(await window().accessibilityFaults()).toEqual([]);
    await keyboard.press('Escape');
    await eventually(async () => expect(await chartSays('indicators')).toContain('bollinger('), 20_000);

    const entry = window()
      .region('Chart')
      .getByRole('button', { name: /^Bollinger.*settings$/ });
    const before = await chartSays('indicators');
    await entry.focus();
    await keyboard.press('Enter');
    const field = page()
      .getByRole('dialog', { name: /^Settings of Bollinger/ })
      .getByRole('textbox')
      .first();
    await field.waitFor();
    await keyboard.type('0');
    await page()
      .getByText(/expected a whole number from/)
      .waitFor();
    await keyboard.press('Control+a');
    await keyboard.type('33');
    await eventually(async () => expect(await chartSays('indicators')).toContain('=33'), 20_000);
    expect(await chartSays('indicators')).not.toBe(before);
    await keyboard.press('Enter');
    // It is kept for the next time the window is opened.
    await page().reload();
    await eventually(async () => expect(await chartSays('indicators')).toContain('=33'), 20_000);
    await window().waitForEngine('engine running', 10_000);

    await keyboard.press('Control+k');
    await keyboard.type('remove bollinger');
    await keyboard.press('Enter');
    await eventually(async () => expect(await chartSays('indicators')).not.toContain('bollinger'), 20_000);
  });

  it('draws an indicator that is written as an expression, and points at what is wrong with one', async () => {
    const { keyboard } = page();
    await keyboard.press('Control+k');
    await keyboard.type('write an indicator');
    await keyboard.press('Enter');
    const dialog = page().getByRole('dialog', { name: 'Write an indicator' });
    await dialog.getByRole('textbox', { name: 'Expression' }).waitFor();
    await keyboard.type('close - emma(close, 20)');
    await eventually(async () => expect(await dialog.locator('[data-column]').getAttribute('data-column')).toBe('9'), 20_000);
    expect(await dialog.getByRole('button', { name: 'Put on the chart' }).isDisabled()).toBe(true);
    expect(await window().accessibilityFaults()).toEqual([]);
    await keyboard.press('Control+a');
    await keyboard.type('close - ema(close, 20)');
    await keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await eventually(async () => expect(await chartSays('indicators')).toContain('(close - ema(close, 20))'), 20_000);
    await window()
      .region('Chart')
      .getByRole('button', { name: /^close - ema.*settings$/ })
      .click();
    await page().getByRole('button', { name: 'Remove', exact: true }).click();
    await eventually(async () => expect(await chartSays('indicators')).not.toContain('close - ema'), 20_000);
  });

  it('compares with another instrument, which is chosen on the chart', async () => {
    await page().keyboard.press('i');
    await page().getByRole('dialog', { name: 'Indicators' }).getByRole('combobox').fill('correlation');
    await page()
      .getByRole('option', { name: /^Correlation/ })
      .first()
      .waitFor();
    await page().keyboard.press('Enter');
    await page().keyboard.press('Escape');
    const entry = window()
      .region('Chart')
      .getByRole('button', { name: /^Correlation.*settings$/ });
    await entry.waitFor({ timeout: 20_000 });
    const value = entry.locator('xpath=following-sibling::span[1]');
    await eventually(async () => expect(await value.innerText()).toMatch(/^−?\d\.\d+$/), 20_000);
    await entry.click();
    const form = page().getByRole('dialog', { name: /^Settings of Correlation/ });
    await form.getByRole('combobox', { name: 'Compared with' }).selectOption({ index: 0 });
    await eventually(async () => expect(await value.innerText()).toBe('choose what to compare with'), 20_000);
    await form.getByRole('button', { name: 'Remove' }).click();
    await entry.waitFor({ state: 'detached' });
  });

  it('shows the models, measures the one at work, and says when the list of words stands in', async () => {
    await window().showTab('Models');
    const models = window().region('Models');
    await eventually(
      async () => expect(await models.getByRole('status', { name: 'Scoring' }).innerText()).toContain('reads the headlines'),
      60_000,
    );
    expect(await models.getByRole('list', { name: 'Models' }).getByRole('listitem').count()).toBeGreaterThan(2);
    await models.getByRole('button', { name: 'Measure', exact: true }).click();
    await eventually(
      async () => expect(await models.getByRole('table', { name: 'Measurements' }).getByRole('row').count()).toBeGreaterThan(1),
      90_000,
    );
    expect(await window().accessibilityFaults()).toEqual([]);

    await host().ask('PATCH', '/settings', { changes: { sentiment: { model: 'finbert' } } });
    await eventually(async () => expect(await page().getByRole('status', { name: 'Scorer' }).innerText()).toContain('degraded'), 60_000);
    expect(await models.getByRole('status', { name: 'Scoring' }).innerText()).toContain('the list of words stands in');
    expect(await window().accessibilityFaults()).toEqual([]);
    await host().ask('PATCH', '/settings', { changes: { sentiment: { model: 'tiny' } } });
    await eventually(
      async () => expect(await page().getByRole('status', { name: 'Scorer' }).innerText()).not.toContain('degraded'),
      60_000,
    );
  });

  it('labels the regime of the bars along the chart, unless it is told not to', async () => {
    await eventually(async () => expect(await chartSays('regime')).toMatch(/^(trend|range|volatile|panic)$/), 60_000);
    expect(Number(await chartSays('regime-runs'))).toBeGreaterThan(0);
    await page().keyboard.press('r');
    await eventually(async () => expect(await chartSays('regime')).toBe(''), 20_000);
    await page().keyboard.press('r');
    await eventually(async () => expect(await chartSays('regime')).not.toBe(''), 20_000);
  });

  it('breaks no rule of accessibility in light or dark, in a narrow window, and says nothing on the console', async () => {
    await page().setViewportSize({ width: 1100, height: 700 });
    for (const theme of ['light', 'dark']) {
      await host().ask('PATCH', '/settings', { changes: { appearance: { theme } } });
      await eventually(async () => expect(await page().locator('html').getAttribute('data-theme')).toBe(theme));
      for (const tab of ['Signal history', 'Scoreboard', 'Models']) {
        await window().showTab(tab);
        await window().region(tab).waitFor();
        expect(await window().accessibilityFaults()).toEqual([]);
      }
    }
    expect(await page().evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(errors).toEqual([]);
  });
});
