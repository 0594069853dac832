import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ThreadWatch } from '../../../electron/host/thread-watch.ts';
import { Pulse } from '../../../shared/base/pulse.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A thread that beats four times a second until it is stopped, and owes what the test says. */
function aThread(options: { readonly hasPulse?: boolean } = {}) {
  const pulse = new Pulse();
  const thread = { isStuck: false, owesSinceMs: null as number | null };
  const beating = setInterval(() => {
    if (!thread.isStuck) pulse.beat();
  }, 250);
  const news: (number | null)[] = [];
  const watch = new ThreadWatch([{ pulse: () => (options.hasPulse === false ? null : pulse), owesSinceMs: () => thread.owesSinceMs }]);
  watch.onDidChange(({ sinceMs }) => news.push(sinceMs));
  watch.start();
  return { thread, news, watch, pulse, beating };
}

describe('a thread that stands still', () => {
  it('is told within two and a half seconds, once, with since when, and again when it lives', async () => {
    const { thread, news } = aThread();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(news).toEqual([]);
    const stuckMs = performance.now();
    thread.isStuck = true;
    await vi.advanceTimersByTimeAsync(1_900);
    expect(news).toEqual([]);
    await vi.advanceTimersByTimeAsync(700);
    expect(news).toEqual([stuckMs]);
    await vi.advanceTimersByTimeAsync(60_000);
    thread.isStuck = false;
    await vi.advanceTimersByTimeAsync(500);
    expect(news).toEqual([stuckMs, null]);
  });

  it('before it runs owes no sign of life', async () => {
    const { thread, news } = aThread({ hasPulse: false });
    thread.isStuck = true;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(news).toEqual([]);
  });
});

describe('a thread that works', () => {
  it('for long is left alone as long as it goes on', async () => {
    const { thread, news, pulse, beating } = aThread();
    clearInterval(beating);
    thread.isStuck = true;
    for (let step = 0; step < 60; step += 1) {
      await vi.advanceTimersByTimeAsync(1_000);
      pulse.beat();
    }
    expect(news).toEqual([]);
  });

  it('but owes an answer for longer than two seconds does not answer, since it was asked', async () => {
    const { thread, news } = aThread();
    await vi.advanceTimersByTimeAsync(1_000);
    const askedMs = performance.now();
    thread.owesSinceMs = askedMs;
    await vi.advanceTimersByTimeAsync(2_600);
    thread.owesSinceMs = null;
    await vi.advanceTimersByTimeAsync(300);
    expect(news).toEqual([askedMs, null]);
  });
});

it('blames nobody for the time in which it slept itself', async () => {
  const { thread, news, beating, pulse } = aThread();
  await vi.advanceTimersByTimeAsync(1_000);
  clearInterval(beating);
  thread.owesSinceMs = performance.now();
  // Nothing ran: neither the thread nor who watches it.
  vi.setSystemTime(Date.now() + 3_600_000);
  const late = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 3_600_000);
  await vi.advanceTimersByTimeAsync(250);
  late.mockRestore();
  pulse.beat();
  thread.owesSinceMs = null;
  await vi.advanceTimersByTimeAsync(250);
  expect(news).toEqual([]);
});
