/** How long one piece of work may hold the engine's thread, in milliseconds. */
const PIECE_MS = 4;

/**
 * Lets long work of several callers take turns on the engine's thread: a few milliseconds per turn of the event loop, whoever's they
 * are, so that market, orders and answers go on in between.
 */
export class TurnQueue {
  #tail: Promise<void> = Promise.resolve();

  /**
   * Calls `step` until it returns `true` or nobody waits for it any more, and returns how long it held the thread in milliseconds.
   * `step` must be short.
   */
  async run(step: () => boolean, signal?: AbortSignal): Promise<number> {
    let busyMs = 0;
    for (let isDone = false; !isDone && signal?.aborted !== true; ) {
      const before = this.#tail;
      const turn = Promise.withResolvers<void>();
      this.#tail = turn.promise;
      await before;
      try {
        const startMs = performance.now();
        while (!isDone && performance.now() - startMs < PIECE_MS) isDone = step();
        busyMs += performance.now() - startMs;
      } finally {
        setImmediate(turn.resolve);
      }
    }
    return busyMs;
  }
}
