import { DAY_MS, HOUR_MS } from '../../shared/domain/time.ts';
import type { PaperVenue } from '../adapters/paper/paper-venue.ts';
import type { EngineRuntime } from './engine-runtime.ts';
import type { MarketLag } from './market-lag.ts';
import type { PlaybackClock } from './playback-clock.ts';
import type { PlayedMarketDoor } from './played-market-door.ts';

export interface CatchUpOptions {
  readonly lag: MarketLag;
  readonly clock: PlaybackClock;
  readonly door: PlayedMarketDoor;
  readonly venue: PaperVenue;
  readonly runtime: EngineRuntime;
  /** Leaves out what lies before a market time and has history tell it. */
  readonly leaveOutUntil: (timeMs: number) => Promise<void>;
}

/** One stretch of playing takes no longer than this, in wall milliseconds, so that a pause, a change of speed or a stop never waits long. */
const STRETCH_MS = 200;

/** Less market time than this is played row by row, whether anything is open or not. */
const SHORT_MS = HOUR_MS;

/** Of a longer gap, so much before the end of it is played row by row where something is open. */
const WHOLE_MS = DAY_MS;

/**
 * Plays the market to where the clock says it is, a stretch at a time. What is behind is played in order: row by row through the venue
 * and the engine. So that days of it take seconds, what nothing depends on is left out and taken as history, and of more than a day
 * the venue alone follows the beginning, as long as a stop at the venue protects what is open.
 */
export class CatchUp {
  readonly #options: CatchUpOptions;

  constructor(options: CatchUpOptions) {
    this.#options = options;
  }

  /** Whether nobody would notice if the market were left out from here to `untilMs`. */
  canLeaveOut(untilMs: number): boolean {
    return untilMs - this.#options.door.reachedMs > SHORT_MS && !this.#isExposed();
  }

  /** Plays one stretch. */
  async play(): Promise<void> {
    const { clock, door, lag } = this.#options;
    lag.look();
    if (clock.playback.isPaused) return;
    const { dueMs } = lag;
    if (lag.isBehind) await this.#playBehind(dueMs);
    else await door.advance(dueMs, STRETCH_MS);
    lag.look();
  }

  async #playBehind(dueMs: number): Promise<void> {
    const { door, leaveOutUntil, runtime } = this.#options;
    const wholeFromMs = dueMs - WHOLE_MS;
    if (this.canLeaveOut(dueMs)) {
      await leaveOutUntil(dueMs);
    } else if (wholeFromMs - door.reachedMs > SHORT_MS && this.#isProtected()) {
      const isThere = await door.followAlone(wholeFromMs, STRETCH_MS);
      await runtime.paced();
      // What it led to may have closed a position or left one open without a stop; then another way is taken from here.
      if (isThere && this.#isExposed() && this.#isProtected()) await leaveOutUntil(wholeFromMs);
    } else {
      await door.advance(dueMs, STRETCH_MS);
    }
  }

  #isExposed(): boolean {
    const { runtime, venue } = this.#options;
    const { orders, positions } = runtime.core.books;
    return positions.size > 0 || venue.hasWork || runtime.isSending || !orders.live()[Symbol.iterator]().next().done;
  }

  /** Whether the venue holds a stop for every position, so that nothing hangs on the engine seeing each price. */
  #isProtected(): boolean {
    const { orders, positions } = this.#options.runtime.core.books;
    return [...positions.keys()].every((id) => orders.protectionOf(id).some(({ role }) => role === 'stop-loss'));
  }
}
