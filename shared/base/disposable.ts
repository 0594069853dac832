/** Something that was acquired and must be let go, once. */
export interface Disposable {
  dispose(): void;
}

/** Returns a {@link Disposable} that runs `release` on the first call and does nothing after. */
export function disposable(release: () => void): Disposable {
  let isReleased = false;
  return {
    dispose() {
      if (isReleased) return;
      isReleased = true;
      release();
    },
  };
}

/** Lets go of everything registered with it, last acquired first. */
export class DisposableStore implements Disposable {
  #held: Disposable[] = [];
  #isDisposed = false;

  /** Registers `item`; when the store is disposed already, `item` is let go at once. */
  add<T extends Disposable>(item: T): T {
    if (this.#isDisposed) item.dispose();
    else this.#held.push(item);
    return item;
  }

  /** @throws {AggregateError} when an item failed; the others are let go all the same. */
  dispose(): void {
    this.#isDisposed = true;
    const held = this.#held;
    this.#held = [];
    const failures: unknown[] = [];
    for (const item of held.toReversed()) {
      try {
        item.dispose();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'something could not be let go');
  }
}
