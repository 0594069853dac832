import type { DurableStore, JournalEntry, MarketSegment } from '../../electron/engine/ports/durable-store.ts';

interface Append {
  readonly entries: readonly JournalEntry[];
  readonly segments: readonly MarketSegment[];
  readonly done: PromiseWithResolvers<void>;
}

/** A durable store that a test can make slow or break. */
export class ScriptedStore implements DurableStore {
  /** Everything that was handed over, oldest first. */
  readonly appends: Append[] = [];
  /** While set, appends wait for `release` or `fail`. */
  isHeld = false;
  /** While set, an append takes so many turns of the event loop. */
  slowness = 0;
  #settled = 0;

  async append(entries: readonly JournalEntry[], segments: readonly MarketSegment[]): Promise<void> {
    const append = { entries, segments, done: Promise.withResolvers<void>() };
    this.appends.push(append);
    if (this.isHeld) return append.done.promise;
    this.#settled = this.appends.length;
    for (let turn = 0; turn < this.slowness; turn += 1) await nextTurn();
  }

  get entries(): JournalEntry[] {
    return this.appends.flatMap(({ entries }) => entries);
  }

  get segments(): MarketSegment[] {
    return this.appends.flatMap(({ segments }) => segments);
  }

  /** Lets the oldest append that waits, or all of them, be on disk. */
  release(count = this.appends.length): void {
    for (const { done } of this.#take(count)) done.resolve();
  }

  /** Fails the oldest append that waits. */
  fail(error: Error): void {
    for (const { done } of this.#take(1)) done.reject(error);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #take(count: number): Append[] {
    const taken = this.appends.slice(this.#settled, this.#settled + count);
    this.#settled += taken.length;
    return taken;
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
