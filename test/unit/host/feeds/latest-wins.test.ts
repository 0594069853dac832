import { describe, expect, it } from 'vitest';
import { latestWins } from '../../../../electron/host/feeds/latest-wins.ts';
import { Emitter } from '../../../../shared/base/emitter.ts';

function aStream(gapMs = 0) {
  const moved = new Emitter<void>();
  const state = { value: 0 as number | null, taken: 0 };
  const abort = new AbortController();
  const stream = latestWins({
    signal: abort.signal,
    gapMs,
    subscribe: moved.event,
    take: () => {
      state.taken += 1;
      return state.value;
    },
  });
  const move = (value: number | null): void => {
    state.value = value;
    moved.fire();
  };
  return { stream, state, abort, moved, move };
}

describe('a stream of the latest state', () => {
  it('begins with the state there is', async () => {
    const { stream, state } = aStream();
    state.value = 7;
    expect(await stream.next()).toEqual({ done: false, value: 7 });
    await stream.return();
  });

  it('gives a slow reader the newest state and nothing of what was between', async () => {
    const { stream, state, move } = aStream();
    await stream.next();
    for (let n = 1; n <= 10_000; n += 1) move(n);
    expect(await stream.next()).toEqual({ done: false, value: 10_000 });
    expect(state.taken).toBe(2);
    await stream.return();
  });

  it('waits for a change, and goes on when there was one that changed nothing', async () => {
    const { stream, move } = aStream();
    await stream.next();
    const next = stream.next();
    move(null);
    await new Promise((resolve) => setImmediate(resolve));
    move(3);
    expect(await next).toEqual({ done: false, value: 3 });
    await stream.return();
  });

  it('misses no change that comes while the reader is served', async () => {
    const { stream, move } = aStream();
    const [first] = [await stream.next(), move(1)];
    expect([first.value, (await stream.next()).value]).toEqual([0, 1]);
    await stream.return();
  });

  it('leaves so much time between two values', async () => {
    const { stream, move } = aStream(30);
    await stream.next();
    const startedMs = performance.now();
    move(1);
    await stream.next();
    expect(performance.now() - startedMs).toBeGreaterThan(25);
    await stream.return();
  });

  it('ends, and listens no more, when it is aborted while it waits or is left', async () => {
    const waiting = aStream();
    await waiting.stream.next();
    const end = waiting.stream.next();
    waiting.abort.abort();
    expect(await end).toEqual({ done: true, value: undefined });

    const left = aStream();
    await left.stream.next();
    expect(left.moved.hasListeners).toBe(true);
    await left.stream.return();
    expect([waiting.moved.hasListeners, left.moved.hasListeners]).toEqual([false, false]);
  });
});
