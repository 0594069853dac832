import type { UtcMs } from '../../../shared/domain/time.ts';

/** The core's time: that of the input in hand. It never goes back. */
export class CoreClock {
  #now: UtcMs;

  constructor(start: UtcMs) {
    this.#now = start;
  }

  get now(): UtcMs {
    return this.#now;
  }

  /** Moves to `time` unless that is in the past; a late input happens now. */
  advance(time: number): void {
    if (time > this.#now) this.#now = time as UtcMs;
  }
}
