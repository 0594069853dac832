import type { Logger } from '../../engine/ports/logger.ts';

/** What was refused is logged in one line for so long a time, however much it was. */
const SUMMARY_MS = 10_000;

/** Counts the frames that callers send and nobody can read, and logs them in sums. */
export class RefusedFrames {
  readonly #log: Logger;
  #count = 0;
  #unlogged = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** How many since the start. */
  get count(): number {
    return this.#count;
  }

  note(reason: string): void {
    this.#count += 1;
    this.#unlogged += 1;
    if (this.#timer !== undefined) return;
    // The first is told at once, so that a lone mistake is not looked for in vain; the others of its time as a sum.
    this.#tell(reason);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#unlogged > 0) this.#tell(reason);
    }, SUMMARY_MS);
    this.#timer.unref();
  }

  #tell(reason: string): void {
    this.#log.warn('frames of callers were refused', { count: this.#unlogged, sinceStart: this.#count, reason });
    this.#unlogged = 0;
  }
}
