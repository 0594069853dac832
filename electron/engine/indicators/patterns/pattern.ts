import { defineIndicator, type IndicatorDefinition } from '../indicator.ts';
import { CandleWindow } from './candle-window.ts';

export interface Pattern {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly title: string;
  readonly summary: string;
  /** How many bars it looks at. */
  readonly bars: number;
  /** Makes a function that returns 1 where the bars bode well, −1 where they don't, 0 for a pattern that says neither, NaN where there is none. */
  readonly reader: () => (window: CandleWindow) => number;
}

/** Makes an indicator of a candlestick pattern: a mark on the bar that completes it. */
export function candlestickPattern({ name, aliases = [], title, summary, bars, reader }: Pattern): IndicatorDefinition {
  return defineIndicator({
    name,
    aliases,
    title,
    family: 'patterns',
    summary,
    placement: 'overlay',
    isSparse: true,
    hasWindow: true,
    parameters: [],
    outputs: [{ name: 'value', title, plot: 'mark' }],
    warmUp: () => bars - 1,
    create: () => {
      const window = new CandleWindow(bars);
      const read = reader();
      return {
        update({ open, high, low, close }, row, into) {
          window.push(open[row], high[row], low[row], close[row]);
          into[0] = window.isFull ? read(window) : Number.NaN;
        },
      };
    },
  });
}
