import { Emitter } from '../../shared/base/emitter.ts';
import type { Pulse } from '../../shared/base/pulse.ts';

/** A thread, and what it may owe. */
export interface Watched {
  /** Its signs of life; `null` while none are due, as before it runs. */
  readonly pulse: () => Pulse | null;
  /** When the oldest thing that it owes was asked of it, in milliseconds of `performance.now`; `null` when it owes nothing. */
  readonly owesSinceMs: () => number | null;
}

/** A thread does not answer since `sinceMs` (of `performance.now`), or answers again (`null`). */
export interface ThreadNews<W extends Watched> {
  readonly watched: W;
  readonly sinceMs: number | null;
}

interface State<W extends Watched> {
  readonly watched: W;
  pulse: Pulse | null;
  count: number;
  aliveMs: number;
  isStuck: boolean;
}

/** A thread that gave no sign of life or owed something for longer than this does not answer. */
const LATE_MS = 2_000;

const LOOK_MS = 250;

/** Looks at every thread a few times a second, and tells of each that does not answer any more or answers again. */
export class ThreadWatch<W extends Watched> {
  readonly #states: readonly State<W>[];
  readonly #changed = new Emitter<ThreadNews<W>>();
  #timer: NodeJS.Timeout | null = null;
  #lookedMs = 0;
  /** Nothing before this moment counts: who slept could not have heard an answer. */
  #awakeMs = 0;

  /** Announces every thread that stops or begins to answer. */
  readonly onDidChange = this.#changed.event;

  constructor(threads: readonly W[]) {
    this.#states = threads.map((watched) => ({ watched, pulse: null, count: 0, aliveMs: 0, isStuck: false }));
  }

  start(): void {
    this.#lookedMs = performance.now();
    this.#awakeMs = this.#lookedMs;
    this.#timer ??= setInterval(() => this.#look(performance.now()), LOOK_MS);
  }

  dispose(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #look(nowMs: number): void {
    if (nowMs - this.#lookedMs > LATE_MS / 2) this.#awakeMs = nowMs;
    this.#lookedMs = nowMs;
    for (const state of this.#states) {
      const sinceMs = this.#silentSince(state, nowMs);
      const isStuck = nowMs - sinceMs > LATE_MS;
      if (isStuck === state.isStuck) continue;
      state.isStuck = isStuck;
      this.#changed.fire({ watched: state.watched, sinceMs: isStuck ? sinceMs : null });
    }
  }

  /** Since when the thread owes a sign of life or an answer; `nowMs` when it owes neither. */
  #silentSince(state: State<W>, nowMs: number): number {
    const { watched } = state;
    const pulse = watched.pulse();
    const count = pulse?.count ?? 0;
    if (pulse === null || pulse !== state.pulse || count !== state.count) state.aliveMs = nowMs;
    state.pulse = pulse;
    state.count = count;
    return Math.max(this.#awakeMs, Math.min(state.aliveMs, watched.owesSinceMs() ?? nowMs));
  }
}
