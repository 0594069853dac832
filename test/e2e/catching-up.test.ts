import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../shared/domain/time.ts';
import { hasBrowser, launchBrowser, NEEDS_BROWSER } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { type ShiftedHost, startShifted } from '../support/shifted-host.ts';
import { keptFolder } from '../support/temporary.ts';
import { required } from './still-host.ts';
import { WindowDriver } from './window-driver.ts';

describe.skipIf(!hasBrowser)(`a window on a machine that slept${NEEDS_BROWSER}`, () => {
  const folder = keptFolder();
  const open: { shifted?: ShiftedHost; browser?: Browser } = {};
  beforeAll(async () => {
    open.shifted = await startShifted(folder.path, ['--data-dir', join(folder.path, 'data'), '--market', 'sim', '--port', '0']);
    open.browser = await launchBrowser();
  });
  afterAll(async () => {
    await open.browser?.close();
    await open.shifted?.host.stop();
    folder.delete();
  });

  it('says how far the market is behind, in the strip, across the window and under System, until prices are fresh', async () => {
    const { host, jump } = required(open.shifted);
    const page = await required(open.browser).newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(await host.freshUrl());
    const window = new WindowDriver(page);
    await eventually(async () => expect(await window.status('Feed')).toMatch(/^feed \d/), 60_000);
    // What is open keeps the market from being left out, so that there is something to see.
    const order = { instrumentId: 'BYT-USD.SIM', side: 'buy', type: 'market', quantity: '0.001' };
    await host.ask('POST', '/orders', order);
    await eventually(async () => expect(await host.ask('GET', '/positions')).toHaveLength(1), 20_000);
    const [position] = await host.ask<{ instrumentId: string; averageEntry: string }[]>('GET', '/positions');
    // A whole number, which any increment divides.
    const at = (ratio: number): string => String(Math.round(Number(position.averageEntry) * ratio));
    await host.ask('POST', `/positions/${position.instrumentId}/protect`, {
      stop: at(0.4),
      target: at(3),
    });

    jump(DAY_MS - HOUR_MS);
    await eventually(async () => expect(await window.status('Feed')).toMatch(/^catching up, (\d+ h )?\d+ min behind$/), 10_000);
    const banner = page.getByRole('alert').filter({ hasText: /^Catching up: .* behind; no new trades until prices are fresh$/ });
    await banner.waitFor();
    await window.waitForEngine('engine degraded', 5_000);
    await window.showTab('System');
    await eventually(async () => expect(await window.region('System').innerText()).toMatch(/catching-up, .* behind, \d+ % done/), 10_000);

    await eventually(async () => expect(await window.status('Feed')).toMatch(/^feed \d/), 100_000);
    await window.waitForEngine('engine running', 5_000);
    await banner.waitFor({ state: 'hidden' });
    await page.context().close();
  });
});
