import { WilderAverage } from './wilder-average.ts';

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
