import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProposalView } from '../../shared/contract/index.ts';
import { hasBrowser, launchBrowser, NEEDS_BROWSER } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { SpawnedHost } from '../support/spawned-host.ts';
import { keptFolder } from '../support/temporary.ts';
import { required } from './still-host.ts';
import { WindowDriver } from './window-driver.ts';

/** Cards of pending trades on a market that goes fast and proposes often. */
describe.skipIf(!hasBrowser)(`cards of pending trades${NEEDS_BROWSER}`, () => {
  const folder = keptFolder();
  const open: { host?: SpawnedHost; browser?: Awaited<ReturnType<typeof launchBrowser>>; page?: Page } = {};
  const host = (): SpawnedHost => required(open.host);
  const page = (): Page => required(open.page);
  const window = (): WindowDriver => new WindowDriver(page());
  const pending = () => host().ask<ProposalView[]>('GET', '/proposals');
  const play = (speed: number) => host().ask('POST', '/playback', { speed, isPaused: false });
  const pause = () => host().ask('POST', '/playback', { isPaused: true });

  beforeAll(async () => {
    open.host = await SpawnedHost.start(['--data-dir', folder.path, '--market', 'sim', '--seed', '11', '--speed', '100', '--port', '0']);
    await host().ask('PATCH', '/settings', { changes: { signals: { cooldownBars: 0 }, proposals: { expiryMinutes: 240 } } });
    open.browser = await launchBrowser();
    const context = await open.browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    open.page = await context.newPage();
    await page().goto(host().answer.url);
    await window().waitForEngine('engine running', 20_000);
  });
  afterAll(async () => {
    await open.browser?.close();
    await open.host?.stop();
    folder.delete();
  });

  const boxOf = async (locator: Locator) => required((await locator.boundingBox()) ?? undefined);

  it('keeps the card under the pointer where it is while others come and go and prices run', { timeout: 240_000 }, async () => {
    const first = window().cards().first();
    await first.waitFor({ timeout: 120_000 });
    const id = required((await first.getAttribute('data-proposal')) ?? undefined);
    const card = page().locator(`[data-proposal="${id}"]`);
    const approve = card.getByRole('button', { name: 'Approve' });
    const before = await boxOf(approve);
    await page().mouse.move(before.x + 5, before.y + 5);
    const known = new Set((await pending()).map((proposal) => proposal.id));
    await eventually(
      async () => {
        const now = await pending();
        expect(now.some((proposal) => !known.has(proposal.id))).toBe(true);
        expect(await window().cards().count()).toBe(now.length);
      },
      180_000,
      100,
    );
    await pause();
    expect(await boxOf(approve)).toEqual(before);
    // Newest first again as soon as nobody is about to press anything.
    await page().mouse.move(400, 400);
    await eventually(async () => expect(await window().cards().first().getAttribute('data-proposal')).not.toBe(id));
  });

  it('says which clock ends a card, is grey when it can not be approved, and re-prices it at the market', {
    timeout: 300_000,
  }, async () => {
    const ran = window().region('Signals').locator('article[data-ready="false"]').first();
    await play(100);
    await ran.waitFor({ timeout: 240_000 });
    await pause();
    await eventually(async () => expect(await ran.count()).toBeGreaterThan(0));
    const id = required((await ran.getAttribute('data-proposal')) ?? undefined);
    const card = page().locator(`[data-proposal="${id}"]`);
    expect(await card.innerText()).toMatch(/\d\d:\d\d left/);
    const reprice = card.getByRole('button', { name: /Re-price\?$/ });
    expect((await reprice.innerText()).replaceAll('\u2009', '')).toMatch(
      /^(Price ran [\d.]+ \(limit [\d.]+\)|(Stop|Target) [\d.]+ reached, last [\d.]+)\. Re-price\?$/,
    );
    expect(await card.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true);
    await play(0.1);
    await reprice.click();
    const successor = await eventually(async () => {
      const found = (await pending()).find((proposal) => proposal.repricedFrom === id);
      return required(found);
    }, 10_000);
    const fresh = page().locator(`[data-proposal="${successor.id}"]`);
    await fresh.getByText('RE-PRICED').waitFor();
    await eventually(async () => expect(await fresh.getByRole('button', { name: 'Approve' }).isEnabled()).toBe(true));
    expect((await pending()).some((proposal) => proposal.id === id)).toBe(false);
  });

  it('opens into what speaks for it first, then what against, and the sum', async () => {
    await play(0.1);
    const card = window().cards().first();
    await card.getByRole('button', { name: 'Explanation' }).click();
    const words = await card.innerText();
    expect(words.indexOf('\nFor\n')).toBeGreaterThan(0);
    expect(words.indexOf('\nAgainst\n')).toBeGreaterThan(words.indexOf('\nFor\n'));
    const side = (await card.getAttribute('aria-label'))?.startsWith('BUY') === true ? '+' : '−';
    const [firstFor] = await card.getByRole('region', { name: 'For' }).getByRole('listitem').allInnerTexts();
    expect(firstFor).toContain(side);
    expect(await window().accessibilityFaults()).toEqual([]);
    await card.getByRole('button', { name: 'Hide explanation' }).click();
  });

  it('keeps what was not traded in a tab of its own', async () => {
    await window().showTab('Not traded');
    const none = window()
      .region('Signals')
      .getByRole('article', { name: /^No trade / })
      .first();
    await none.waitFor();
    await window()
      .region('Signals')
      .getByRole('tab', { name: /^Signals/ })
      .click();
    expect(await none.count()).toBe(0);
  });
});
