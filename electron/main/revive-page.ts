import type { WebContents } from 'electron';

/** A page that ends more often than this within the time below is not loaded again. */
const MOST_RELOADS = 3;
const WITHIN_MS = 60_000;

/**
 * Loads a page again whose process crashed, ran out of memory or was killed; the engine goes on meanwhile. One that keeps
 * ending is left, and `onGivenUp` hears why it ended.
 */
export function revivePage(contents: Pick<WebContents, 'on' | 'reload' | 'isDestroyed'>, onGivenUp: (reason: string) => void): void {
  let reloadedMs: readonly number[] = [];
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || contents.isDestroyed()) return;
    const nowMs = performance.now();
    reloadedMs = reloadedMs.filter((timeMs) => nowMs - timeMs < WITHIN_MS);
    if (reloadedMs.length >= MOST_RELOADS) {
      onGivenUp(reason);
      return;
    }
    reloadedMs = [...reloadedMs, nowMs];
    // Loading from within this event has brought down the whole shell: https://github.com/electron/electron/pull/51900
    setImmediate(() => {
      if (!contents.isDestroyed()) contents.reload();
    });
  });
}
