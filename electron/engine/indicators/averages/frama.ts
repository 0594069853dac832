import { exp, log } from '../../kernel/math.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { Lagged } from '../window/lagged.ts';
import { within } from '../window/ratio.ts';
import { RollingExtreme } from '../window/rolling-extreme.ts';

/** Natural logarithm of 2. */
const LN2 = 0.6931471805599453;

/**
 * Fractal adaptive moving average of (high + low) ÷ 2: an exponential average with weight exp(−4.6·(d − 1)), held between 0.01 and 1,
 * where d is the fractal dimension of the last `period` bars from the ranges of their halves and the whole. Where a range is 0 the
 * dimension stays. It begins with the middle price of bar `period` − 1; NaN before. `period` is even.
 * @source John F. Ehlers, "FRAMA: Fractal Adaptive Moving Average", Stocks & Commodities, October 2005.
 */
export class Frama {
  #value = Number.NaN;
  #dimension = 1;
  readonly #half: number;
  readonly #highest: RollingExtreme;
  readonly #lowest: RollingExtreme;
  readonly #wholeHighest: RollingExtreme;
  readonly #wholeLowest: RollingExtreme;
  /** The range of the half window as it was half a period ago is the range of the older half. */
  readonly #olderRange: Lagged;

  constructor(period: number) {
    this.#half = period / 2;
    this.#highest = new RollingExtreme('highest', this.#half);
    this.#lowest = new RollingExtreme('lowest', this.#half);
    this.#wholeHighest = new RollingExtreme('highest', period);
    this.#wholeLowest = new RollingExtreme('lowest', period);
    this.#olderRange = new Lagged(this.#half);
  }

  update(high: number, low: number): number {
    const price = (high + low) / 2;
    const newer = this.#highest.update(high) - this.#lowest.update(low);
    const older = this.#olderRange.update(newer);
    const whole = this.#wholeHighest.update(high) - this.#wholeLowest.update(low);
    if (whole !== whole) return whole;
    if (this.#value !== this.#value) {
      this.#value = price;
      return price;
    }
    if (newer > 0 && older > 0) this.#dimension = (log((newer + older) / this.#half) - log(whole / (2 * this.#half))) / LN2;
    this.#value += within(exp(-4.6 * (this.#dimension - 1)), 0.01, 1) * (price - this.#value);
    return this.#value;
  }
}

export const frama = defineIndicator({
  name: 'frama',
  aliases: ['fractal-adaptive-moving-average'],
  title: 'Fractal adaptive moving average',
  family: 'averages',
  summary: 'An average that tells a straight run from a jagged one and follows only the former closely.',
  placement: 'overlay',
  parameters: [barCount('Bars, an even number', 16, 'period', 2)],
  warmUp: ([period]) => period - 1,
  check: ([period]) => (period % 2 === 0 ? null : `expected period to be even, found ${period}`),
  create: ([period]) => {
    const average = new Frama(period);
    return {
      update({ high, low }, row, into) {
        into[0] = average.update(high[row], low[row]);
      },
    };
  },
});
