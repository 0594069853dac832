/** How long streams may hold the engine's thread before everything else has its turn, in milliseconds. */
const SLICE_MS = 4;

/** Lets streams, which go on from one value to the next without a pause of their own, make way for market, orders and answers. */
export class ThreadSlice {
  #startedMs = 0;
  #next: PromiseWithResolvers<void> | null = null;

  /** Resolves at once while the slice lasts, else in the next turn of the event loop. */
  pass(): Promise<void> {
    if (this.#next === null) {
      this.#startedMs = performance.now();
      const next = Promise.withResolvers<void>();
      this.#next = next;
      setImmediate(() => {
        this.#next = null;
        next.resolve();
      });
      return Promise.resolve();
    }
    return performance.now() - this.#startedMs < SLICE_MS ? Promise.resolve() : this.#next.promise;
  }
}
