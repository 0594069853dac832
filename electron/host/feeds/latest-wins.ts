import type { Disposable } from '../../../shared/base/disposable.ts';

export interface LatestWinsOptions<T> {
  /** Ends the stream. */
  readonly signal: AbortSignal | undefined;
  /** Calls `notify` whenever there may be something new. */
  readonly subscribe: (notify: () => void) => Disposable;
  /** Returns what is new since the last call, or `null`. */
  readonly take: () => T | null | Promise<T | null>;
  /** Least time between two values, in milliseconds. */
  readonly gapMs: number;
}

/**
 * A stream that a slow reader can't make grow: it is asked for a value only when the one before was delivered, and
 * then gives the newest state, not what happened in between.
 */
export async function* latestWins<T>({ signal, subscribe, take, gapMs }: LatestWinsOptions<T>): AsyncGenerator<T, void, void> {
  let isDirty = true;
  let wake: (() => void) | null = null;
  const stir = (): void => {
    isDirty = true;
    wake?.();
  };
  const subscription = subscribe(stir);
  const end = (): void => wake?.();
  signal?.addEventListener('abort', end);
  try {
    while (signal?.aborted !== true) {
      if (!isDirty) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = null;
        continue;
      }
      isDirty = false;
      const value = await take();
      if (value !== null) yield value;
      await pause(gapMs, signal);
    }
  } finally {
    signal?.removeEventListener('abort', end);
    subscription.dispose();
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    }
  });
}
