import { WilderAverage } from '../averages/wilder-average.ts';
import { barCount, defineIndicator } from '../indicator.ts';

/**
 * Wilder's average true range in price units: the first value is the mean of the true ranges of bars
 * 1 to `period` (bar 0 has no close before it); NaN during the warm-up of `period` bars.
 * @source J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978.
 */
export class Atr {
  value = Number.NaN;
  readonly #average: WilderAverage;
  #closeBefore = Number.NaN;

  constructor(period: number) {
    this.#average = new WilderAverage(period);
  }

  update(high: number, low: number, close: number): number {
    const before = this.#closeBefore;
    this.#closeBefore = close;
    if (before !== before) return this.value;
    const top = high > before ? high : before;
    const bottom = low < before ? low : before;
    this.value = this.#average.update(top - bottom);
    return this.value;
  }
}

export const atr = defineIndicator({
  name: 'atr',
  title: 'Average true range',
  family: 'volatility',
  summary: 'How far price usually travels in one bar, gaps included: a yardstick for stops.',
  placement: 'pane',
  parameters: [barCount('Bars', 14)],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const range = new Atr(period);
    return {
      update({ high, low, close }, row, into) {
        into[0] = range.update(high[row], low[row], close[row]);
      },
    };
  },
});
