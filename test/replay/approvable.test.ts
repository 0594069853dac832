import { beforeAll, describe, expect, it } from 'vitest';
import { silentLogger } from '../../electron/engine/ports/logger.ts';
import { Workstation } from '../../electron/host/workstation.ts';
import { threadScripts } from '../../electron/platform/program-files.ts';
import { HOUR_MS } from '../../shared/domain/time.ts';

/** A market day of the simulated exchange, on which the hours below lie. */
const START_MS = Date.UTC(2026, 10, 24, 9, 0);

interface Moments {
  readonly shown: number;
  readonly approvable: number;
  readonly approvableOrRepriceable: number;
}

/**
 * Plays an hour of the simulated market second by second and counts, of the seconds in which a card shows time left, those in which it could
 * be approved as it stands, and those in which it could be approved or re-priced. At 20 × the market does the same, only sooner.
 */
async function playedHour(seed: number): Promise<Moments> {
  const workstation = new Workstation({
    folder: null,
    market: { kind: 'sim', seed },
    overrides: { signals: { cooldownBars: 0 } },
    speed: 20,
    scripts: threadScripts,
    codeHash: 'test',
    log: silentLogger,
    wallNow: () => START_MS,
  });
  await workstation.start();
  const { core, marketDoor, runtime } = workstation.services;
  const moments = { shown: 0, approvable: 0, approvableOrRepriceable: 0 };
  for (let at = START_MS + 1_000; at <= START_MS + HOUR_MS; at += 1_000) {
    await marketDoor.advance(at);
    await runtime.settled();
    for (const { id, expiresAt } of core.books.pendingProposals()) {
      const standing = core.proposalStanding(id);
      if (standing === null || expiresAt <= at) continue;
      moments.shown += 1;
      const isApprovable = standing.approval.length === 0;
      if (isApprovable) moments.approvable += 1;
      if (isApprovable || standing.repricing.length === 0) moments.approvableOrRepriceable += 1;
    }
  }
  await workstation.stop();
  return moments;
}

describe('a card that shows time left, over market hours of several markets', () => {
  const hours: Moments[] = [];

  beforeAll(async () => {
    for (const seed of [7, 11, 23]) hours.push(await playedHour(seed));
  }, 300_000);

  it('is there for long enough to be measured', () => {
    for (const { shown } of hours) expect(shown).toBeGreaterThan(3_000);
  });

  it('can be approved as it stands in at least 60 % of the moments of each hour', () => {
    for (const { shown, approvable } of hours) expect(approvable / shown).toBeGreaterThanOrEqual(0.6);
  });

  it('can be approved or re-priced in at least 95 % of the moments of each hour', () => {
    for (const { shown, approvableOrRepriceable } of hours) expect(approvableOrRepriceable / shown).toBeGreaterThanOrEqual(0.95);
  });
});
