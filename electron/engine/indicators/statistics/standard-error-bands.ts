import { Sma } from '../averages/sma.ts';
import { barCount, defineIndicator, factor } from '../indicator.ts';
import { RollingLine } from '../window/rolling-line.ts';

/**
 * Standard error bands: the end of the straight line through the last `period` closes, and `errors` standard errors of estimate
 * (√(squared residue ÷ (period − 2))) around it, each smoothed by a simple average. NaN during the warm-up of
 * period + smoothing − 2 bars.
 * @source Jon Andersen, "Standard Error Bands", Stocks & Commodities, September 1996.
 */
export class StandardErrorBands {
  middle = Number.NaN;
  upper = Number.NaN;
  lower = Number.NaN;
  readonly #line: RollingLine;
  readonly #middle: Sma;
  readonly #error: Sma;
  readonly #errors: number;
  readonly #freedom: number;

  constructor(period: number, errors: number, smoothing: number) {
    this.#line = new RollingLine(period);
    this.#middle = new Sma(smoothing);
    this.#error = new Sma(smoothing);
    this.#errors = errors;
    this.#freedom = period - 2;
  }

  update(close: number): number {
    const line = this.#line;
    line.update(close);
    if (line.end !== line.end) return this.middle;
    this.middle = this.#middle.update(line.end);
    const width = this.#errors * this.#error.update(Math.sqrt(line.residue / this.#freedom));
    this.upper = this.middle + width;
    this.lower = this.middle - width;
    return this.middle;
  }
}

export const standardErrorBands = defineIndicator({
  name: 'standard-error-bands',
  aliases: ['seb'],
  title: 'Standard error bands',
  family: 'statistics',
  summary: 'A band around the line of best fit: tight in a steady trend, wide when price leaves it.',
  placement: 'overlay',
  parameters: [
    barCount('Bars', 21, 'period', 3),
    factor('errors', 'Standard errors', 2, 0.1, 10),
    barCount('Smoothing bars', 3, 'smoothing'),
  ],
  outputs: [
    { name: 'upper', title: 'Upper', plot: 'line' },
    { name: 'middle', title: 'Line', plot: 'line' },
    { name: 'lower', title: 'Lower', plot: 'line' },
  ],
  warmUp: ([period, , smoothing]) => period + smoothing - 2,
  create: ([period, errors, smoothing]) => {
    const bands = new StandardErrorBands(period, errors, smoothing);
    return {
      update({ close }, row, into) {
        bands.update(close[row]);
        into[0] = bands.upper;
        into[1] = bands.middle;
        into[2] = bands.lower;
      },
    };
  },
});
