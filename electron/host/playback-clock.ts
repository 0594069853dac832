import { BitFlowError } from '../../shared/base/bitflow-error.ts';
import { type UtcMs, utcMs } from '../../shared/domain/time.ts';
import type { Playback } from '../engine/kernel/input.ts';

/** The market time of a played market as a function of the wall's; every change of it is an input of the core. */
export class PlaybackClock {
  #playback: Playback;

  constructor(playback: Playback) {
    this.#playback = playback;
  }

  get playback(): Playback {
    return this.#playback;
  }

  /** Market time, in milliseconds, at a wall time; Infinity where the market is played as fast as it goes. */
  marketTime(wallMs: number): number {
    const { speed, isPaused, marketMs, wallMs: from } = this.#playback;
    if (isPaused) return marketMs;
    if (speed === null) return Infinity;
    return marketMs + Math.max(0, wallMs - from) * speed;
  }

  /** Returns the mapping after a change at `wallMs`, where market time has come to `marketMs`. */
  changed(
    change: { readonly speed?: number | null; readonly isPaused?: boolean; readonly isAway?: boolean },
    wallMs: number,
    marketMs: number,
  ): Playback {
    return {
      speed: change.speed === undefined ? this.#playback.speed : change.speed,
      isPaused: change.isPaused ?? this.#playback.isPaused,
      isAway: change.isAway ?? false,
      wallMs,
      marketMs,
    };
  }

  apply(playback: Playback): void {
    this.#playback = playback;
  }
}

/** What a start knows of how the market was played before. */
export interface PlaybackBefore {
  readonly playback: Playback | null;
  /** Core time of the last record. */
  readonly lastTimeMs: number | null;
}

/** How a start wants the market played. */
export interface PlaybackWish {
  /** `undefined`: as before, or at the speed of the wall. `null`: as fast as it goes. */
  readonly speed: number | null | undefined;
  /** Whether the market went on while nobody watched: the simulated exchange does, a file does not. */
  readonly goesOnWhileAway: boolean;
  readonly startTimeMs: number;
  readonly wallMs: number;
}

/** An engine that ended without a word, or stood still, and goes on so soon, in wall milliseconds, was watched all the time. */
export const WATCHED_MS = 60_000;

/** Returns the mapping that a run begins with. */
export function openingPlayback({ playback, lastTimeMs }: PlaybackBefore, wish: PlaybackWish): Playback {
  const { wallMs } = wish;
  const isPaused = playback?.isPaused ?? false;
  const speed = wish.speed === undefined ? (playback?.speed ?? 1) : wish.speed;
  const opening = (marketMs: number): Playback => ({ speed, isPaused, isAway: false, wallMs, marketMs: Math.floor(marketMs) });
  if (lastTimeMs === null || playback === null) return opening(wish.startTimeMs);
  if (isPaused || !wish.goesOnWhileAway || playback.speed === null)
    return opening(Math.max(lastTimeMs, isPaused ? playback.marketMs : lastTimeMs));
  return opening(Math.max(lastTimeMs, goneOnTo(playback, playback.speed, lastTimeMs, wallMs)));
}

/**
 * Where the market has come to while no engine ran. Without word that nobody watched, it went on at its speed for as long as a restart may
 * take, and with the wall from then on. When the engine ended is told by how far the market had come.
 */
function goneOnTo(playback: Playback, speed: number, lastTimeMs: number, wallMs: number): number {
  if (playback.isAway) return playback.marketMs + Math.max(0, wallMs - playback.wallMs);
  const reachedMs = Math.max(lastTimeMs, playback.marketMs);
  const awayMs = Math.max(0, wallMs - playback.wallMs - (reachedMs - playback.marketMs) / speed);
  const watchedMs = Math.min(awayMs, WATCHED_MS);
  return reachedMs + watchedMs * speed + (awayMs - watchedMs);
}

/** The slowest and fastest that each kind of market may be played. */
export const SPEED_RANGE = { sim: [0.1, 100], csv: [0.1, 1_000_000] } as const;

/** @throws {BitFlowError} `speed-out-of-range` */
export function checkSpeed(speed: number, minimum: number, maximum: number): number {
  if (speed >= minimum && speed <= maximum) return speed;
  throw new BitFlowError(`Expected a speed from ${minimum} to ${maximum}, found ${speed}.`, { code: 'speed-out-of-range' });
}

/** Market time as the core takes it. */
export function wholeMs(timeMs: number): UtcMs {
  return utcMs(Math.floor(timeMs));
}
