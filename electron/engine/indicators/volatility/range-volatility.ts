import { log } from '../../kernel/math.ts';
import { Sma } from '../averages/sma.ts';

/** Returns the natural logarithm of a ÷ b, or 0 where one of them is not above 0. */
export function logRatio(a: number, b: number): number {
  return a > 0 && b > 0 ? log(a / b) : 0;
}

/**
 * Volatility from the shape of bars, in percent a year: 100 × √(mean of the last `period` variance terms × barsPerYear), 0 where
 * rounding or overlapping terms make the mean negative. NaN during the warm-up of `period − 1` bars.
 */
export class RangeVolatility {
  readonly #average: Sma;
  readonly #barsPerYear: number;

  constructor(period: number, barsPerYear: number) {
    this.#average = new Sma(period);
    this.#barsPerYear = barsPerYear;
  }

  /** `term`: the variance that one bar shows, of logarithmic price. */
  update(term: number): number {
    const mean = this.#average.update(term);
    return 100 * Math.sqrt((mean < 0 ? 0 : mean) * this.#barsPerYear);
  }
}
