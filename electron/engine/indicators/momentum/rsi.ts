import { WilderAverage } from '../averages/wilder-average.ts';
import { barCount, defineIndicator } from '../indicator.ts';

/**
 * Wilder's relative strength index of closes: 0..100; NaN during the warm-up of `period` values.
 * Where nothing fell it is 100, also for a price that never moved.
 * @source J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978.
 */
export class Rsi {
  value = Number.NaN;
  readonly #gains: WilderAverage;
  readonly #losses: WilderAverage;
  #before = Number.NaN;

  constructor(period: number) {
    this.#gains = new WilderAverage(period);
    this.#losses = new WilderAverage(period);
  }

  update(close: number): number {
    const change = close - this.#before;
    this.#before = close;
    if (change !== change) return this.value;
    const gain = this.#gains.update(change > 0 ? change : 0);
    const loss = this.#losses.update(change < 0 ? -change : 0);
    this.value = loss === 0 ? 100 : 100 - 100 / (1 + gain / loss);
    return this.value;
  }
}

export const rsi = defineIndicator({
  name: 'rsi',
  title: 'Relative strength index',
  family: 'momentum',
  summary: 'How much of the recent movement went up: above 70 buyers have run far, below 30 sellers have.',
  placement: 'pane',
  range: [0, 100],
  levels: [30, 70],
  parameters: [barCount('Bars', 14)],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const index = new Rsi(period);
    return {
      update({ close }, row, into) {
        into[0] = index.update(close[row]);
      },
    };
  },
});
