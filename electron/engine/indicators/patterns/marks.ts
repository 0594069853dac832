import type { CandleWindow } from './candle-window.ts';

/** A rule of the library, or one of ours; it answers for the last bar of the window. */
export type Rule = (window: CandleWindow) => boolean;

/** Returns a reader that gives 1, −1 or 0 where the rule of that direction holds, and NaN where none does. */
export function marks({
  up,
  down,
  neutral,
}: {
  readonly up?: Rule;
  readonly down?: Rule;
  readonly neutral?: Rule;
}): (window: CandleWindow) => number {
  return (window) => {
    if (up?.(window) === true) return 1;
    if (down?.(window) === true) return -1;
    return neutral?.(window) === true ? 0 : Number.NaN;
  };
}
