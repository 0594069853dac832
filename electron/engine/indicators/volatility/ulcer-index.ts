import { barCount, defineIndicator } from '../indicator.ts';
import { ratio } from '../window/ratio.ts';
import { RollingExtreme } from '../window/rolling-extreme.ts';
import { RollingSum } from '../window/rolling-sum.ts';

/**
 * Ulcer index in percent: the root of the mean square of how far each close lies below the highest close of the `period` bars up
 * to it, over `period` bars. NaN during the warm-up of 2 × (period − 1) bars. Some measure each close of the window
 * against the highest one within that window only, and are warm earlier.
 * @source Peter Martin and Byron McCann, "The Investor's Guide to Fidelity Funds", 1989; form of StockCharts.
 */
export class UlcerIndex {
  readonly #period: number;
  readonly #highest: RollingExtreme;
  readonly #squares: RollingSum;

  constructor(period: number) {
    this.#period = period;
    this.#highest = new RollingExtreme('highest', period);
    this.#squares = new RollingSum(period);
  }

  update(close: number): number {
    const highest = this.#highest.update(close);
    if (highest !== highest) return highest;
    const fall = 100 * ratio(close - highest, highest);
    const squares = this.#squares.update(fall * fall);
    return Math.sqrt((squares < 0 ? 0 : squares) / this.#period);
  }
}

export const ulcerIndex = defineIndicator({
  name: 'ulcer-index',
  aliases: ['ulcer', 'ui'],
  title: 'Ulcer index',
  family: 'volatility',
  summary: 'How deep and how long price stays below its recent high: only falls count, unlike in a deviation.',
  placement: 'pane',
  range: [0, 100],
  parameters: [barCount('Bars', 14)],
  warmUp: ([period]) => 2 * (period - 1),
  create: ([period]) => {
    const index = new UlcerIndex(period);
    return {
      update({ close }, row, into) {
        into[0] = index.update(close[row]);
      },
    };
  },
});
