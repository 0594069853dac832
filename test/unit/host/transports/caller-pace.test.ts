import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BURST_TOKENS, CallerPace } from '../../../../electron/host/transports/caller-pace.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** Takes turns until it must wait; returns how many it had. */
async function turnsNow(pace: CallerPace, most: number): Promise<number> {
  let count = 0;
  for (let n = 0; n < most; n += 1) void pace.turn().then(() => (count += 1));
  await vi.advanceTimersByTimeAsync(0);
  return count;
}

describe('the pace of a caller', () => {
  it('holds nobody up who asks for little, and goes on at its rate for whoever asks for much', async () => {
    const pace = new CallerPace(() => 100);
    expect(await turnsNow(pace, BURST_TOKENS)).toBe(BURST_TOKENS);
    let later = 0;
    for (let n = 0; n < 500; n += 1) void pace.turn().then(() => (later += 1));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(later).toBeGreaterThanOrEqual(90);
    expect(later).toBeLessThanOrEqual(101);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(later).toBe(500);
  });

  it('takes a large value for many, and forgets a debt that is too old', async () => {
    const pace = new CallerPace(() => 1_000);
    pace.charge(1e12);
    let isResumed = false;
    void pace.turn().then(() => (isResumed = true));
    await vi.advanceTimersByTimeAsync(7_900);
    expect(isResumed).toBe(false);
    await vi.advanceTimersByTimeAsync(1_200);
    expect(isResumed).toBe(true);
  });

  it('lets everybody go when the caller is gone', async () => {
    const pace = new CallerPace(() => 1);
    pace.charge(1e12);
    const turns = Promise.all([pace.turn(), pace.turn()]);
    pace.end();
    await turns;
    expect(vi.getTimerCount()).toBe(0);
  });

  it('never gives more turns than its burst and its rate allow', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 3_000 }), { maxLength: 8 }), async (waits) => {
        const pace = new CallerPace(() => 1_000);
        let count = 0;
        let passedMs = 0;
        for (const ms of waits) {
          for (let n = 0; n < 6_000; n += 1) void pace.turn().then(() => (count += 1));
          await vi.advanceTimersByTimeAsync(ms);
          passedMs += ms;
          expect(count).toBeLessThanOrEqual(BURST_TOKENS + passedMs);
        }
        pace.end();
      }),
      { numRuns: 20 },
    );
  });
});
