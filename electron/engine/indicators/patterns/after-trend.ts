import { CandleWindow } from './candle-window.ts';

/** A single candle's shape, told by the library. */
export type Shape = (candle: CandleWindow) => boolean;

export interface AfterTrend {
  /** The direction of the closes before the candle: 1 up, −1 down. */
  readonly trend: 1 | -1;
  readonly shapes: readonly Shape[];
  /** Whether the last bar has to confirm: body and close against the trend. */
  readonly isConfirmed: boolean;
}

/**
 * Returns whether a candle of one of some shapes comes at the end of a trend, in a window of five bars: three closes, the
 * candle and its confirmation; or four closes and the candle.
 * The library's own rule for hammers, hanging men, shooting stars and tweezers compares the gains and losses of those closes as lists,
 * which the language turns to text, so that 10 counts as less than 9. This is what it means: the last of the closes against the first.
 */
export function afterTrend({ trend, shapes, isConfirmed }: AfterTrend): (window: CandleWindow) => boolean {
  const candle = new CandleWindow(1);
  return (window) => {
    const { open, close } = window;
    const at = isConfirmed ? 3 : 4;
    if (!hasTrend(window, at, trend)) return false;
    if (isConfirmed && !(trend * (open[4] - close[4]) > 0 && trend * (close[3] - close[4]) > 0)) return false;
    candle.take(window, at);
    return shapes.some((shape) => shape(candle));
  };
}

/** Returns whether the first `count` closes of a window end beyond where they began. */
export function hasTrend({ close }: CandleWindow, count: number, trend: 1 | -1): boolean {
  return trend * (close[count - 1] - close[0]) > 0;
}
