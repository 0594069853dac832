import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { EngineView, OrderView } from '../../../shared/contract/index.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../shared/domain/time.ts';
import { type ShiftedHost, startShifted } from '../../support/shifted-host.ts';
import type { SpawnedHost } from '../../support/spawned-host.ts';
import type { Attack, AttackContext, AttackFinding } from '../attack.ts';

const SLEEPS_MS = [3 * HOUR_MS, 45 * MINUTE_MS, 14 * HOUR_MS, 2 * DAY_MS];

/** Prices may take so long to be fresh again, on processors that others use as well. */
const LONGEST_MS = 45_000;

/** Lets the machine sleep and its clock be set under a host that trades by itself, while its user buys. */
export const wakeUp: Attack = {
  name: 'wake-up',
  promise: 'Nothing is opened while the market is behind the clock.',
  run: async (context) => {
    const args = ['--data-dir', join(context.folder, 'data'), '--market', 'sim', '--port', '0'];
    const shifted = await startShifted(context.folder, args);
    const { host } = shifted;
    try {
      const changes = {
        trading: { mode: 'auto', autoConfidence: 0.05 },
        signals: { weakScore: 0.1, noticeScore: 0.05, cooldownBars: 1, leastAgreement: 0 },
      };
      await host.ask('PATCH', '/settings', { changes });
      await becomeFresh(host);
      const held = await buy(host);
      const findings: AttackFinding[] = [{ tried: 'a buy at fresh prices', isHeld: held === null, seen: held ?? 'it was sent' }];
      for (let round = 0; round < context.scale && !context.signal.aborted; round += 1)
        findings.push(...(await attackOnce(shifted, context, round)));
      return findings;
    } finally {
      await host.stop('SIGKILL');
    }
  },
};

async function attackOnce({ host, jump }: ShiftedHost, { random }: AttackContext, round: number): Promise<AttackFinding[]> {
  const findings: AttackFinding[] = [];
  const sleepMs = SLEEPS_MS[Math.floor(random(round, 1) * SLEEPS_MS.length)];
  const what = `a sleep of ${sleepMs / HOUR_MS} h`;
  const before = await entryCount(host);
  jump(sleepMs);
  const refusal = await buy(host);
  findings.push({
    tried: `a buy as the first thing after ${what}`,
    isHeld: refusal?.includes('Catching up') === true,
    seen: refusal ?? 'it was sent; expected: refused until prices are fresh',
  });
  const flattened = await host.ask('POST', '/positions/flatten').then(
    () => null,
    (error: unknown) => String(error),
  );
  findings.push({ tried: `flatten after ${what}`, isHeld: flattened === null, seen: flattened ?? 'it was carried out' });
  const startMs = performance.now();
  const { opened, isFresh } = await watchUntilFresh(host, before);
  const tookMs = Math.round(performance.now() - startMs);
  findings.push(
    {
      tried: `auto mode after ${what}`,
      isHeld: opened === 0,
      seen: `${opened} entries before prices were fresh, after ${tookMs} ms; expected 0`,
    },
    {
      tried: `fresh prices after ${what}`,
      isHeld: isFresh,
      seen: `${isFresh ? 'fresh' : 'not fresh'} after ${tookMs} ms, of at most ${LONGEST_MS}`,
    },
  );
  const setBackMs = (1 + Math.floor(random(round, 2) * 30)) * HOUR_MS;
  const reached = (await engineOf(host)).playback.marketTime;
  jump(-setBackMs);
  await pause(5 * SECOND_MS);
  const engine = await engineOf(host);
  const wentMs = engine.playback.marketTime - reached;
  findings.push({
    tried: `a clock set back by ${setBackMs / HOUR_MS} h`,
    isHeld: wentMs > 0 && wentMs < MINUTE_MS,
    seen: `market time went on by ${wentMs} ms in about 5 s; feed ${engine.feed.state}`,
  });
  return findings;
}

/** Counts the entries that were sent until prices were fresh: those that were when they were seen to be still behind. */
async function watchUntilFresh(host: SpawnedHost, before: number): Promise<{ opened: number; isFresh: boolean }> {
  const untilMs = performance.now() + LONGEST_MS;
  let opened = 0;
  while (performance.now() < untilMs) {
    const count = await entryCount(host);
    // Asked for after the orders: what was sent by then was sent while behind.
    const { feed } = await engineOf(host);
    if (feed.state === 'live') return { opened, isFresh: true };
    opened = count - before;
    await pause(100);
  }
  return { opened, isFresh: false };
}

async function becomeFresh(host: SpawnedHost): Promise<void> {
  const untilMs = performance.now() + LONGEST_MS;
  while ((await engineOf(host)).feed.state !== 'live' && performance.now() < untilMs) await pause(100);
}

function engineOf(host: SpawnedHost): Promise<EngineView> {
  return host.ask<EngineView>('GET', '/status');
}

async function entryCount(host: SpawnedHost): Promise<number> {
  const orders = await host.ask<OrderView[]>('GET', '/orders?limit=500');
  return orders.filter(({ role }) => role === 'entry').length;
}

/** Buys a little of what trades at all hours; returns why not, or `null`. */
async function buy(host: SpawnedHost): Promise<string | null> {
  const order = { instrumentId: 'BYT-USD.SIM', side: 'buy', type: 'market', quantity: '0.001', limitPrice: null, stop: null, target: null };
  return await host.ask('POST', '/orders', order).then(
    () => null,
    (error: unknown) => String(error),
  );
}
