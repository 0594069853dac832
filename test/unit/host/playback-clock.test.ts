import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Playback } from '../../../electron/engine/kernel/input.ts';
import { checkSpeed, openingPlayback, PlaybackClock } from '../../../electron/host/playback-clock.ts';
import { HOUR_MS } from '../../../shared/domain/time.ts';

const playback = (change: Partial<Playback> = {}): Playback => ({
  speed: 1,
  isPaused: false,
  isAway: false,
  wallMs: 1_000,
  marketMs: 50_000,
  ...change,
});

describe('market time', () => {
  it.each([
    ['runs with the wall', playback(), 50_250],
    ['runs ten times as fast', playback({ speed: 10 }), 52_500],
    ['runs at a tenth', playback({ speed: 0.1 }), 50_025],
    ['stands still while paused', playback({ isPaused: true, speed: 10 }), 50_000],
    ['has no limit where nothing waits for the wall', playback({ speed: null }), Infinity],
  ])('%s', (_what, mapping, expected) => {
    expect(new PlaybackClock(mapping).marketTime(1_250)).toBe(expected);
  });

  it('does not go back with the wall', () => {
    expect(new PlaybackClock(playback({ speed: 10 })).marketTime(500)).toBe(50_000);
  });

  it('goes neither back nor ahead at a change of speed or a pause, in whatever order they come', () => {
    const change = fc.record({
      afterMs: fc.nat(10_000),
      what: fc.oneof(fc.record({ speed: fc.constantFrom(0.1, 1, 7.5, 100) }), fc.record({ isPaused: fc.boolean() })),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        const clock = new PlaybackClock(playback());
        const now = { wallMs: 1_000, marketMs: 50_000 };
        for (const { afterMs, what } of changes) {
          const { speed, isPaused } = clock.playback;
          now.wallMs += afterMs;
          now.marketMs += isPaused ? 0 : afterMs * (speed ?? 0);
          expect(clock.marketTime(now.wallMs)).toBeCloseTo(now.marketMs, 3);
          clock.apply(clock.changed(what, now.wallMs, clock.marketTime(now.wallMs)));
          expect(clock.marketTime(now.wallMs)).toBeCloseTo(now.marketMs, 3);
          expect(clock.playback).toMatchObject(what);
        }
      }),
    );
  });

  it("is somebody's again after any change that does not say that nobody watches", () => {
    const clock = new PlaybackClock(playback({ isAway: true }));
    expect(clock.changed({ speed: 2 }, 2_000, 60_000)).toEqual(playback({ speed: 2, wallMs: 2_000, marketMs: 60_000 }));
  });
});

describe('the mapping that a run begins with', () => {
  const wish = { speed: undefined, goesOnWhileAway: true, startTimeMs: 9_000, wallMs: 100_000 };
  const opening = (before: Playback | null, lastTimeMs: number | null, change: Partial<Parameters<typeof openingPlayback>[1]> = {}) => {
    const { speed, isPaused, marketMs } = openingPlayback({ playback: before, lastTimeMs }, { ...wish, ...change });
    return { speed, isPaused, marketMs };
  };

  it('is the start of the market, at the speed of the wall, the first time', () => {
    expect(opening(null, null)).toEqual({ speed: 1, isPaused: false, marketMs: 9_000 });
    expect(opening(null, null, { speed: 50 })).toEqual({ speed: 50, isPaused: false, marketMs: 9_000 });
  });

  it('has gone on since, as fast as it was left, when the engine died a moment ago', () => {
    expect(opening(playback({ speed: 10 }), 1_030_000)).toEqual({ speed: 10, isPaused: false, marketMs: 50_000 + 99_000 * 10 });
    // It had played for three hours since its speed was chosen.
    const wallMs = 1_000 + 3 * HOUR_MS + 5_000;
    expect(opening(playback({ speed: 60 }), 50_000 + 180 * HOUR_MS, { wallMs }).marketMs).toBe(50_000 + 180 * HOUR_MS + 5_000 * 60);
  });

  it('has gone on at its own speed for a minute, then at that of the wall, when the engine died long ago', () => {
    expect(opening(playback({ speed: 10 }), 60_000).marketMs).toBe(60_000 + 60_000 * 10 + 38_000);
    // A night at 60 times the speed of the wall is a night and an hour.
    const wallMs = 1_000 + HOUR_MS + 12 * HOUR_MS;
    expect(opening(playback({ speed: 60 }), 50_000 + 60 * HOUR_MS, { wallMs }).marketMs).toBe(50_000 + 73 * HOUR_MS - 60_000);
  });

  it('has gone on at the speed of the wall when it was left in order, and goes on at its own', () => {
    expect(opening(playback({ speed: 10, isAway: true }), 50_000)).toEqual({ speed: 10, isPaused: false, marketMs: 149_000 });
  });

  it('is where it was left when it was paused, is played from a file, or waits for no wall', () => {
    expect(opening(playback({ isPaused: true }), 60_000)).toEqual({ speed: 1, isPaused: true, marketMs: 60_000 });
    expect(opening(playback({ isPaused: true, marketMs: 70_000 }), 60_000)).toEqual({ speed: 1, isPaused: true, marketMs: 70_000 });
    expect(opening(playback(), 60_000, { goesOnWhileAway: false })).toEqual({ speed: 1, isPaused: false, marketMs: 60_000 });
    expect(opening(playback({ speed: null }), 60_000, { speed: null })).toEqual({ speed: null, isPaused: false, marketMs: 60_000 });
  });

  it('is never before what was decided already, even when the wall went back', () => {
    expect(opening(playback(), 60_000, { wallMs: 0 }).marketMs).toBe(60_000);
    expect(opening(playback(), 900_000).marketMs).toBe(900_000);
  });
});

it('takes speeds within the range only', () => {
  expect([0.1, 100].map((speed) => checkSpeed(speed, 0.1, 100))).toEqual([0.1, 100]);
  for (const speed of [0, -1, 0.09, 100.1, NaN, Infinity]) {
    expect(() => checkSpeed(speed, 0.1, 100)).toThrow(expect.objectContaining({ code: 'speed-out-of-range' }));
  }
});
