import { describe, expect, it } from 'vitest';
import { verifyJournal } from '../../electron/host/verify-journal.ts';
import type { Fact } from '../../shared/domain/fact.ts';
import { DAY_MS, HOUR_MS } from '../../shared/domain/time.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { WAKING_CODE_HASH, WakingWorkstation } from '../support/waking-workstation.ts';

const LONG = { timeout: 120_000 };

/** Everything decided from now on, once it is on disk. */
function factsOf({ workstation }: WakingWorkstation): Fact[] {
  const facts: Fact[] = [];
  workstation.services.runtime.onDidRelease((entry) => facts.push(...entry.facts));
  return facts;
}

/** What opened or was proposed while the market was behind. */
function openedBehind(facts: readonly Fact[]): string[] {
  const found: string[] = [];
  let isBehind = false;
  for (const fact of facts) {
    if (fact.kind === 'catch-up-began') isBehind = true;
    else if (fact.kind === 'catch-up-ended') isBehind = false;
    else if (isBehind && (fact.kind === 'proposal-created' || (fact.kind === 'order-submitted' && fact.order.role === 'entry')))
      found.push(fact.kind);
  }
  return found;
}

const isFresh = async (host: WakingWorkstation): Promise<void> =>
  eventually(() => expect(host.feed).toMatchObject({ state: 'live', catchUp: null }), 60_000);

describe('a workstation that wakes up', () => {
  it.each([
    ['three hours', 3 * HOUR_MS],
    ['two days', 2 * DAY_MS],
  ])(
    'after %s in auto mode opens nothing until prices are fresh, works what is open, and trades again then',
    LONG,
    async (_span, spanMs) => {
      const host = await WakingWorkstation.start(temporaryFolder());
      await isFresh(host);
      expect(await host.buy()).toMatchObject({ isDone: true });
      await eventually(() => expect(host.books.positions.size).toBe(1));
      const facts = factsOf(host);
      const entries = host.entryCount();
      host.jump(spanMs);
      // In the same tick, before anything of the process could look at the clock.
      expect(await host.buy()).toMatchObject({ isDone: false, message: expect.stringContaining('Catching up') });
      expect(host.feed.state).toBe('catching-up');
      expect(host.workstation.engineView()).toMatchObject({
        state: 'degraded',
        reasons: [expect.stringMatching(/^Catching up: .* behind; no new trades until prices are fresh$/)],
      });
      await isFresh(host);
      expect([host.entryCount(), openedBehind(facts)]).toEqual([entries, []]);
      expect(host.books.positions.size).toBe(1);
      expect(host.workstation.engineView()).toMatchObject({ state: 'running', reasons: [] });
      expect(await host.buy()).toMatchObject({ isDone: true });
      const { runtime } = host.workstation.services;
      runtime.recordRows();
      await runtime.settled();
      expect(verifyJournal(host.folder.journal, WAKING_CODE_HASH)).toMatchObject({ ok: true, decidedAgain: { runs: 1, skipped: [] } });
    },
  );

  it('can be paused, resumed, closed and stopped on the way', LONG, async () => {
    const host = await WakingWorkstation.start(temporaryFolder());
    await isFresh(host);
    await host.buy();
    await eventually(() => expect(host.books.positions.size).toBe(1));
    host.jump(DAY_MS - HOUR_MS);
    await eventually(() => expect(host.feed.catchUp?.progress).toBeGreaterThan(0));
    await host.workstation.setPlayback({ isPaused: true });
    const reached = host.workstation.services.marketDoor.reachedMs;
    expect(host.feed).toMatchObject({ state: 'paused', catchUp: { behindMs: expect.any(Number) } });
    expect(await host.buy()).toMatchObject({ isDone: false });
    expect(host.workstation.services.marketDoor.reachedMs).toBe(reached);
    await host.workstation.setPlayback({ isPaused: false });
    expect(await host.command({ kind: 'kill', isFlattening: true })).toMatchObject({ isDone: true });
    await eventually(() => expect(host.books.positions.size).toBe(0), 20_000);
    await host.workstation.stop();
    expect(verifyJournal(host.folder.journal, WAKING_CODE_HASH)).toMatchObject({ ok: true });
  });

  it('goes on with the market when the clock was set back for hours, and trades', LONG, async () => {
    const host = await WakingWorkstation.start(temporaryFolder());
    await isFresh(host);
    const before = host.workstation.marketNow;
    host.jump(-7 * HOUR_MS);
    await eventually(() => expect(host.workstation.marketNow).toBeGreaterThan(before + 1_500), 20_000);
    await isFresh(host);
    expect(await host.buy()).toMatchObject({ isDone: true });
    await eventually(() => expect(host.books.positions.size).toBeGreaterThan(0));
  });
});

describe('a workstation that starts after days', () => {
  it('shows that it is behind, opens nothing that waited, works the stops of what is open, and is fresh soon', LONG, async () => {
    const folder = temporaryFolder();
    const first = await WakingWorkstation.start(folder);
    await isFresh(first);
    await first.buy();
    await eventually(() => expect(first.books.positions.size).toBe(1));
    await first.workstation.stop();
    const second = await WakingWorkstation.start(folder, { shiftMs: 2 * DAY_MS });
    expect(second.feed.state).toBe('catching-up');
    expect(await second.buy()).toMatchObject({ isDone: false, message: expect.stringContaining('Catching up') });
    const entries = second.entryCount();
    await isFresh(second);
    expect(second.entryCount()).toBe(entries);
    expect(second.books.positions.size).toBe(1);
    expect(await second.buy()).toMatchObject({ isDone: true });
  });

  it('leaves out what nothing hangs on, and is fresh at once', LONG, async () => {
    const folder = temporaryFolder();
    const first = await WakingWorkstation.start(folder, { overrides: {} });
    await isFresh(first);
    await first.workstation.stop();
    const second = await WakingWorkstation.start(folder, { overrides: {}, shiftMs: 40 * DAY_MS });
    await isFresh(second);
    expect(second.workstation.services.core.rowCount).toBeLessThan(5_000);
  });
});
