import { defineIndicator } from '../indicator.ts';

/**
 * Marks inside bars (−1: within the range of the bar before, edges included, and not the same) and outside bars (1: beyond it on
 * both sides); 0 otherwise. NaN on the first bar.
 * @source Toby Crabel, "Day Trading with Short Term Price Patterns and Opening Range Breakout", 1990.
 */
export class InsideBar {
  #high = Number.NaN;
  #low = Number.NaN;

  update(high: number, low: number): number {
    const top = this.#high;
    const bottom = this.#low;
    this.#high = high;
    this.#low = low;
    if (top !== top) return top;
    if (high <= top && low >= bottom && (high < top || low > bottom)) return -1;
    return high > top && low < bottom ? 1 : 0;
  }
}

export const insideBar = defineIndicator({
  name: 'inside-bar',
  aliases: ['inside-outside-bar', 'outside-bar'],
  title: 'Inside and outside bars',
  family: 'structure',
  summary: 'Bars within the one before (price rests) and bars beyond it on both sides (a fight).',
  placement: 'pane',
  range: [-1, 1],
  parameters: [],
  outputs: [{ name: 'value', title: 'Inside (−1) or outside (1)', plot: 'mark' }],
  warmUp: () => 1,
  create: () => {
    const shape = new InsideBar();
    return {
      update({ high, low }, row, into) {
        into[0] = shape.update(high[row], low[row]);
      },
    };
  },
});
