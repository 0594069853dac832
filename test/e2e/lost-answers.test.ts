import { describe, expect, it } from 'vitest';
import { hasBrowser, NEEDS_BROWSER } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { stillHost } from './still-host.ts';
import { WindowDriver } from './window-driver.ts';

describe.skipIf(!hasBrowser)(`an answer that never comes${NEEDS_BROWSER}`, () => {
  const { host, browser } = stillHost();

  const entries = async (): Promise<number> =>
    (await host().ask<{ role: string }[]>('GET', '/orders')).filter(({ role }) => role === 'entry').length;

  it('leaves one order when Buy is pressed again after it', async () => {
    const context = await browser().newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    const isMute = { value: false };
    await page.routeWebSocket(/\/socket$/, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((message) => {
        if (!isMute.value) socket.send(message);
      });
    });
    await page.goto(await host().freshUrl());
    const window = new WindowDriver(page);
    await window.waitForEngine('engine running', 10_000);
    await page.keyboard.press('b');
    await page.keyboard.type('10');
    const buy = page.getByRole('button', { name: 'Buy 10 ABC on paper' });
    await eventually(async () => expect(await buy.isEnabled()).toBe(true));
    // The order reaches the engine; its answer does not reach the window.
    isMute.value = true;
    await buy.click();
    await eventually(async () => expect(await entries()).toBe(1));
    await page.getByText('Buy 10 ABC: no answer').waitFor({ timeout: 30_000 });
    isMute.value = false;
    await eventually(async () => expect(await buy.isEnabled()).toBe(true), 20_000);
    await buy.click();
    await page.getByText('This stands for both presses').waitFor();
    expect(await entries()).toBe(1);

    // With its answer come, the next press is another order.
    await page.keyboard.press('b');
    await page.keyboard.type('10');
    await eventually(async () => expect(await buy.isEnabled()).toBe(true));
    await buy.click();
    await eventually(async () => expect(await entries()).toBe(2));
    await context.close();
  });

  it('leaves one order when the engine stood still, and takes the kill switch as soon as it goes on', async () => {
    const context = await browser().newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto(await host().freshUrl());
    const window = new WindowDriver(page);
    await window.waitForEngine('engine running', 10_000);
    const before = await entries();
    await page.keyboard.press('b');
    await page.keyboard.type('7');
    const buy = page.getByRole('button', { name: 'Buy 7 ABC on paper' });
    await eventually(async () => expect(await buy.isEnabled()).toBe(true));
    const { engine } = host().answer;
    process.kill(engine.pid, 'SIGSTOP');
    try {
      await buy.click();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+Shift+K');
      await page.getByRole('button', { name: 'Halt', exact: true }).click();
      await page.getByText('Buy 7 ABC: no answer').waitFor({ timeout: 14_000 });
    } finally {
      process.kill(engine.pid, 'SIGCONT');
    }
    await page.getByRole('alert').filter({ hasText: 'Trading is halted' }).waitFor({ timeout: 20_000 });
    expect(await entries()).toBe(before + 1);
    await context.close();
  });
});
