import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MachineClock } from '../../../electron/host/machine-clock.ts';
import { MarketLag } from '../../../electron/host/market-lag.ts';
import { PlaybackClock } from '../../../electron/host/playback-clock.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../shared/domain/time.ts';
import { START } from '../../support/engine-harness.ts';
import { aCommand, aRuntime, BUY } from '../../support/runtime-scene.ts';
import { ScriptedBroker } from '../../support/scripted-broker.ts';
import { ScriptedClock } from '../../support/scripted-clock.ts';
import { ScriptedStore } from '../../support/scripted-store.ts';

const WALL = Date.UTC(2026, 0, 1);
/** Where the core of a scene has come to. */
const MARKET = START + 3 * MINUTE_MS;
const STALE_MS = 10 * SECOND_MS;

function aScene({ speed = 1, goesOn = true, isPaused = false }: { speed?: number | null; goesOn?: boolean; isPaused?: boolean } = {}) {
  const scripted = new ScriptedClock(WALL);
  const { runtime, core } = aRuntime({ store: new ScriptedStore(), broker: new ScriptedBroker() });
  const clock = new PlaybackClock({ speed, isPaused, isAway: false, wallMs: WALL, marketMs: MARKET });
  const market = { reachedMs: MARKET };
  const lag = new MarketLag({
    clock,
    machine: new MachineClock(scripted),
    runtime,
    reachedMs: () => market.reachedMs,
    goesOn,
    staleMs: () => STALE_MS,
  });
  runtime.lookFirst(() => lag.look());
  const jumps: number[] = [];
  lag.onDidJump((byMs) => jumps.push(byMs));
  /** Market time that the clock says. */
  const dueMs = (): number => clock.marketTime(scripted.wallNow());
  const play = (): void => {
    market.reachedMs = Math.max(market.reachedMs, dueMs());
  };
  return { scripted, runtime, core, clock, market, lag, jumps, dueMs, play };
}

describe('a market that goes on by itself', () => {
  it('is known to be behind by the first command after sleep, which is refused', async () => {
    const { scripted, runtime, lag, play } = aScene();
    scripted.pass(40);
    lag.look();
    play();
    expect(await runtime.command(aCommand('c1', BUY))).toMatchObject({ isDone: true });
    scripted.jump(3 * HOUR_MS);
    expect(await runtime.command(aCommand('c2', BUY))).toMatchObject({
      isDone: false,
      message: expect.stringContaining('3 h 0 min behind'),
    });
    expect(await runtime.command(aCommand('c3', { kind: 'flatten' }))).toMatchObject({ isDone: true });
    play();
    expect(await runtime.command(aCommand('c4', { ...BUY }))).toMatchObject({ isDone: true });
    expect(lag.view()).toBeNull();
  });

  it('tells how far behind it is, how much of it is done, and how long the rest takes', () => {
    const { scripted, lag, market } = aScene();
    scripted.jump(4 * HOUR_MS);
    lag.look();
    expect(lag.view()).toMatchObject({ reachedMs: MARKET, dueMs: MARKET + 4 * HOUR_MS, progress: 0, remainingMs: null });
    market.reachedMs += HOUR_MS;
    lag.look();
    expect(lag.view()).toMatchObject({ reachedMs: MARKET + HOUR_MS, progress: 0.25, remainingMs: expect.any(Number) });
  });

  it('is behind as well after standing still for longer than prices may be old, without any jump', () => {
    const { scripted, lag, play, jumps } = aScene();
    scripted.pass(STALE_MS + 1);
    lag.look();
    expect([lag.isBehind, jumps]).toEqual([true, []]);
    play();
    lag.look();
    expect(lag.isBehind).toBe(false);
  });

  it('is not behind for a moment that prices may be old', () => {
    const { scripted, lag, core } = aScene();
    scripted.jump(STALE_MS - 1_000);
    lag.look();
    expect([lag.isBehind, core.market.dueMs]).toEqual([false, null]);
  });

  it('goes on from where it is when the clock is set back, and is live again at once', () => {
    const { scripted, lag, dueMs, jumps, play } = aScene();
    scripted.jump(-5 * HOUR_MS);
    lag.look();
    expect([dueMs(), jumps, lag.isBehind]).toEqual([MARKET, [-5 * HOUR_MS], false]);
    scripted.pass(MINUTE_MS / 2);
    expect(dueMs()).toBe(MARKET + MINUTE_MS / 2);
    play();
  });

  it('goes on from where it is when the clock was set back while a long stretch was under way', () => {
    const { scripted, lag, dueMs, market } = aScene();
    scripted.jump(11 * HOUR_MS);
    lag.look();
    scripted.jump(-11 * HOUR_MS);
    lag.look();
    market.reachedMs += 11 * HOUR_MS;
    scripted.pass(40);
    lag.look();
    expect([dueMs(), lag.isBehind]).toEqual([market.reachedMs, false]);
  });

  it('went on at the speed of the wall while nobody watched, however fast it is played', () => {
    const { scripted, lag, dueMs } = aScene({ speed: 100 });
    scripted.jump(2 * DAY_MS);
    lag.look();
    expect(dueMs()).toBe(MARKET + 2 * DAY_MS);
    scripted.pass(SECOND_MS);
    expect(dueMs()).toBe(MARKET + 2 * DAY_MS + 100 * SECOND_MS);
    // Where a steady clock goes on during sleep, that was the same.
    const other = aScene({ speed: 100 });
    other.scripted.pass(2 * DAY_MS);
    other.lag.look();
    expect(other.dueMs()).toBe(MARKET + MINUTE_MS * 100 + (2 * DAY_MS - MINUTE_MS));
  });

  it('does nothing while it is paused or waits for no clock, but is still behind when it was', () => {
    for (const options of [{ isPaused: true }, { speed: null }]) {
      const { scripted, lag, core } = aScene(options);
      for (const jumpMs of [3 * HOUR_MS, -9 * HOUR_MS]) {
        scripted.jump(jumpMs);
        lag.look();
        expect([lag.isBehind, core.market.dueMs]).toEqual([false, null]);
      }
    }
    const { scripted, lag, clock, dueMs } = aScene();
    scripted.jump(3 * HOUR_MS);
    lag.look();
    clock.apply(clock.changed({ isPaused: true }, scripted.wallNow(), dueMs()));
    scripted.pass(HOUR_MS);
    lag.look();
    expect(lag.view()).toMatchObject({ dueMs: MARKET + 3 * HOUR_MS, remainingMs: null });
  });

  it('never goes back, never stands still for long, and opens nothing that is behind, however the clocks jump', () => {
    const step = fc.record({
      passMs: fc.integer({ min: 1, max: 20_000 }),
      jumpMs: fc.oneof(
        fc.constant(0),
        fc.integer({ min: -30 * SECOND_MS, max: 30 * SECOND_MS }),
        fc.integer({ min: -9 * HOUR_MS, max: 9 * HOUR_MS }),
        fc.integer({ min: -4 * DAY_MS, max: 4 * DAY_MS }),
      ),
      /** How much of what is due is played. */
      played: fc.constantFrom(0, 0.5, 1),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), fc.constantFrom(1, 10, 100), (steps, speed) => {
        const { scripted, lag, core, market, dueMs } = aScene({ speed });
        for (const { passMs, jumpMs, played } of steps) {
          const before = { dueMs: dueMs(), reachedMs: market.reachedMs };
          scripted.pass(passMs);
          // A second is the least that counts as a jump; less may delay the market by that.
          scripted.jump(Math.abs(jumpMs) < SECOND_MS ? 0 : jumpMs);
          lag.look();
          expect(dueMs()).toBeGreaterThanOrEqual(before.reachedMs - 1);
          if (jumpMs >= 0) expect(dueMs()).toBeGreaterThanOrEqual(before.dueMs + Math.min(passMs, MINUTE_MS) * speed - 2);
          const behindMs = (dueMs() - market.reachedMs) / speed;
          if (behindMs > STALE_MS) expect(core.market.dueMs).not.toBeNull();
          if (behindMs <= SECOND_MS) expect(core.market.dueMs).toBeNull();
          market.reachedMs += Math.max(0, dueMs() - market.reachedMs) * played;
        }
      }),
    );
  });
});

describe('a file that is played along the clock', () => {
  it('waits while nobody plays it, whatever the clock does, and is never behind', () => {
    const { scripted, lag, dueMs, market, clock, core } = aScene({ goesOn: false, speed: 60 });
    for (const move of [() => scripted.jump(3 * HOUR_MS), () => scripted.jump(-2 * DAY_MS), () => scripted.pass(2 * DAY_MS)]) {
      move();
      lag.look();
      expect([dueMs(), lag.isBehind, core.market.dueMs]).toEqual([market.reachedMs, false, null]);
    }
    expect(clock.playback.speed).toBe(60);
  });

  it('plays on with a clock that waits where the machine can not keep up with its speed', () => {
    const { scripted, lag, dueMs, market } = aScene({ goesOn: false, speed: 1_000_000 });
    for (let beat = 0; beat < 200; beat += 1) {
      scripted.pass(40);
      lag.look();
      // Half of what is due in a beat.
      market.reachedMs += 20 * 1_000_000;
      expect((dueMs() - market.reachedMs) / 1_000_000).toBeLessThanOrEqual(SECOND_MS);
    }
    expect(lag.isBehind).toBe(false);
  });
});
