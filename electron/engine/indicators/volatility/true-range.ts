import { defineIndicator } from '../indicator.ts';

/**
 * Wilder's true range in price units: the reach of a bar from the close before it, max(high, close before) −
 * min(low, close before); NaN on the first bar, which has no close before it.
 * TA-Lib begins likewise; others give high − low there.
 * @source J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978.
 */
export class TrueRange {
  value = Number.NaN;
  #closeBefore = Number.NaN;

  update(high: number, low: number, close: number): number {
    const before = this.#closeBefore;
    this.#closeBefore = close;
    if (before !== before) return this.value;
    this.value = (high > before ? high : before) - (low < before ? low : before);
    return this.value;
  }
}

export const trueRange = defineIndicator({
  name: 'true-range',
  aliases: ['tr', 'trange'],
  title: 'True range',
  family: 'volatility',
  summary: 'How far price travelled in each bar, the gap from the close before included.',
  placement: 'pane',
  parameters: [],
  warmUp: () => 1,
  create: () => {
    const reach = new TrueRange();
    return {
      update({ high, low, close }, row, into) {
        into[0] = reach.update(high[row], low[row], close[row]);
      },
    };
  },
});
