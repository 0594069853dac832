import { barCount, defineIndicator, factor } from '../indicator.ts';
import { RollingLine } from '../window/rolling-line.ts';

/**
 * Linear regression channel, in price units: `middle` is the end of the line of least squares through the last `period` closes, `upper` and
 * `lower` lie `deviations` times the deviation of closes from that line around it, which divides by period − 1. NaN during the
 * warm-up of `period − 1` bars. TradingView draws the last bar's channel as two straight lines; this is where its right end was at each bar.
 * @source Gilbert Raff, "Trading the Regression Channel", Stocks & Commodities, October 1991 (who used the largest distance); TradingView's form.
 */
export class LinearRegressionChannel {
  middle = Number.NaN;
  upper = Number.NaN;
  lower = Number.NaN;
  readonly #line: RollingLine;
  readonly #deviations: number;
  readonly #degrees: number;

  /** `period`: at least 2. */
  constructor(period: number, deviations: number) {
    this.#line = new RollingLine(period);
    this.#deviations = deviations;
    this.#degrees = period - 1;
  }

  update(close: number): number {
    this.#line.update(close);
    const width = this.#deviations * Math.sqrt(this.#line.residue / this.#degrees);
    this.middle = this.#line.end;
    this.upper = this.middle + width;
    this.lower = this.middle - width;
    return this.middle;
  }
}

export const linearRegressionChannel = defineIndicator({
  name: 'linear-regression-channel',
  aliases: ['lrc', 'regression-channel', 'linreg-channel'],
  title: 'Linear regression channel',
  family: 'trend',
  summary: 'Where the straight line through recent closes ends, and how far closes stray from it.',
  placement: 'overlay',
  parameters: [barCount('Bars', 100, 'period', 2), factor('deviations', 'Deviations', 2, 0.1, 10)],
  outputs: [
    { name: 'upper', title: 'Upper', plot: 'line' },
    { name: 'middle', title: 'Middle', plot: 'line' },
    { name: 'lower', title: 'Lower', plot: 'line' },
  ],
  warmUp: ([period]) => period - 1,
  create: ([period, deviations]) => {
    const channel = new LinearRegressionChannel(period, deviations);
    return {
      update({ close }, row, into) {
        channel.update(close[row]);
        into[0] = channel.upper;
        into[1] = channel.middle;
        into[2] = channel.lower;
      },
    };
  },
});
