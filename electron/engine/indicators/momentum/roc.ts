import { barCount, defineIndicator } from '../indicator.ts';
import { Lagged } from '../window/lagged.ts';
import { ratio } from '../window/ratio.ts';

/**
 * Rate of change in percent: 100 · (x − x of `period` bars ago) ÷ the latter; 0 where that was 0. NaN during the warm-up of `period` bars.
 * @source Stephen B. Achelis, "Technical Analysis from A to Z", 1995; TA-Lib, ROC.
 */
export class RateOfChange {
  readonly #before: Lagged;

  constructor(period: number) {
    this.#before = new Lagged(period);
  }

  update(x: number): number {
    const before = this.#before.update(x);
    return 100 * ratio(x - before, before);
  }
}

export const roc = defineIndicator({
  name: 'roc',
  aliases: ['rate-of-change', 'rocp'],
  title: 'Rate of change',
  family: 'momentum',
  summary: 'By how many percent price has changed over the last bars.',
  placement: 'pane',
  levels: [0],
  parameters: [barCount('Bars', 9)],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const change = new RateOfChange(period);
    return {
      update({ close }, row, into) {
        into[0] = change.update(close[row]);
      },
    };
  },
});
