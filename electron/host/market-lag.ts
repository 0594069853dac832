import { Emitter } from '../../shared/base/emitter.ts';
import { MINUTE_MS } from '../../shared/domain/time.ts';
import type { EngineRuntime } from './engine-runtime.ts';
import type { ClockLook, MachineClock } from './machine-clock.ts';
import { type PlaybackClock, WATCHED_MS, wholeMs } from './playback-clock.ts';

/** How far the market that was played lies behind the clock; all times are the market's, in milliseconds. */
export interface LagView {
  readonly reachedMs: number;
  readonly dueMs: number;
  /** 0..1 of the way from where it fell behind. */
  readonly progress: number;
  /** Wall time until prices are fresh at the pace so far; `null` while that is not known. */
  readonly remainingMs: number | null;
}

export interface MarketLagOptions {
  readonly clock: PlaybackClock;
  readonly machine: MachineClock;
  readonly runtime: EngineRuntime;
  /** Market time up to which everything due was played. */
  readonly reachedMs: () => number;
  /** Whether the market goes on by itself, as an exchange does; a file waits for whoever plays it. */
  readonly goesOn: boolean;
  /** How old prices may be, in wall milliseconds. */
  readonly staleMs: () => number;
}

/** A file that is played lags by no more than this, in wall milliseconds: its clock waits for it. */
const FILE_LAG_MS = 1_000;

/** Prices that lag by no more than this, in wall milliseconds, are fresh again. */
const FRESH_MS = 1_000;

/** What was played may be ahead of the clock by no more than this, in market milliseconds. */
const AHEAD_MS = 1_000;

/** Where a market that is behind is due is told anew after so long, in market milliseconds. */
const DUE_STEP_MS = MINUTE_MS;

/** Where a market fell behind the clock, and when. */
interface Beginning {
  readonly reachedMs: number;
  readonly steadyMs: number;
  /** As the core has it. */
  readonly dueMs: number;
}

/**
 * Holds what was played of the market against the clock that says where it should be, and tells the core when prices are too old to
 * open anything on and when they are fresh again. Notices sleep and clocks that were set, and keeps the market from standing still,
 * running away or going back with them. Looks before anything is decided, so that the first command after sleep finds it known.
 */
export class MarketLag {
  readonly #options: MarketLagOptions;
  readonly #jumped = new Emitter<number>();
  readonly #changed = new Emitter<void>();
  #beginning: Beginning | null = null;

  /** Announces by how much the wall's clock jumped against a steady one, in milliseconds; below zero when it went back. */
  readonly onDidJump = this.#jumped.event;
  /** Announces that the market fell behind or is fresh again; carries nothing. */
  readonly onDidChange = this.#changed.event;

  constructor(options: MarketLagOptions) {
    this.#options = options;
  }

  get isBehind(): boolean {
    return this.#beginning !== null;
  }

  /** Market time that the clock says it is. */
  get dueMs(): number {
    const { clock, machine } = this.#options;
    return clock.marketTime(machine.wallNow());
  }

  /** Looks at the clocks, and records what follows. Does nothing where the market waits for no clock, or nothing is decided any more. */
  look(): void {
    const { clock, machine, runtime } = this.#options;
    if (clock.playback.speed === null || !runtime.isDeciding) return;
    const look = machine.look();
    if (look.jumpMs !== 0 || look.elapsedMs > WATCHED_MS) this.#noteGap(look, clock.playback.speed);
    if (look.jumpMs !== 0) this.#jumped.fire(look.jumpMs);
    this.#judge(look.wallMs, clock.playback.speed);
  }

  /** How far behind the market is, or `null` while it is not. */
  view(): LagView | null {
    if (this.#beginning === null) return null;
    const { dueMs } = this;
    const reachedMs = Math.min(this.#options.reachedMs(), dueMs);
    const { reachedMs: fromMs, steadyMs } = this.#beginning;
    const done = reachedMs - fromMs;
    const pace = done / Math.max(1, performance.now() - steadyMs);
    const gain = pace - (this.#options.clock.playback.speed ?? 0);
    const isMoving = done > 0 && gain > 0 && !this.#options.clock.playback.isPaused;
    return {
      reachedMs,
      dueMs,
      progress: dueMs <= fromMs ? 1 : Math.min(1, Math.max(0, done / (dueMs - fromMs))),
      remainingMs: isMoving ? Math.ceil((dueMs - reachedMs) / gain) : null,
    };
  }

  /**
   * The clock jumped, or nothing of this process ran for long. A market that goes on by itself went on meanwhile, at the speed of
   * the wall, since nobody watched; when the clock was set back it goes on from where it is. A file waited.
   */
  #noteGap({ jumpMs, elapsedMs, lastWallMs, wallMs }: ClockLook, speed: number): void {
    const { clock, goesOn } = this.#options;
    if (clock.playback.isPaused) return;
    const reachedMs = this.#options.reachedMs();
    if (!goesOn) {
      this.#moveClock(wallMs, reachedMs);
      return;
    }
    const watchedMs = Math.min(elapsedMs, WATCHED_MS);
    const dueMs = clock.marketTime(lastWallMs) + watchedMs * speed + (elapsedMs - watchedMs) + jumpMs;
    this.#moveClock(wallMs, Math.max(reachedMs, dueMs));
  }

  #judge(wallMs: number, speed: number): void {
    const { clock, goesOn, staleMs } = this.#options;
    const reachedMs = this.#options.reachedMs();
    // The clock was set back while a stretch up to a later time was under way.
    if (reachedMs - clock.marketTime(wallMs) > AHEAD_MS && !clock.playback.isPaused) this.#moveClock(wallMs, reachedMs);
    const dueMs = clock.marketTime(wallMs);
    const lagMs = (dueMs - reachedMs) / speed;
    if (!goesOn) {
      if (lagMs > FILE_LAG_MS && !clock.playback.isPaused) this.#moveClock(wallMs, reachedMs);
      return;
    }
    if (this.#beginning === null) {
      if (lagMs > staleMs()) this.#begin({ reachedMs, dueMs, steadyMs: performance.now() });
    } else if (lagMs <= Math.min(FRESH_MS, staleMs() / 2)) this.#end();
    else if (Math.abs(dueMs - this.#beginning.dueMs) >= DUE_STEP_MS) this.#tell({ ...this.#beginning, dueMs });
  }

  #begin(beginning: Beginning): void {
    this.#tell(beginning);
    this.#changed.fire();
  }

  #end(): void {
    const { runtime } = this.#options;
    this.#beginning = null;
    runtime.take({ kind: 'catch-up', at: wholeMs(runtime.core.now), dueAt: null });
    this.#changed.fire();
  }

  #tell(beginning: Beginning): void {
    const { runtime } = this.#options;
    this.#beginning = beginning;
    runtime.take({ kind: 'catch-up', at: wholeMs(runtime.core.now), dueAt: wholeMs(beginning.dueMs) });
  }

  /** Has the clock go on from `marketMs` now; recorded, as every change of it is. */
  #moveClock(wallMs: number, marketMs: number): void {
    const { clock, runtime } = this.#options;
    const playback = clock.changed({}, wallMs, Math.floor(marketMs));
    clock.apply(playback);
    runtime.take({ kind: 'playback', at: wholeMs(runtime.core.now), playback });
  }
}
