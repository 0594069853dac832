import { exp, log } from '../../kernel/math.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { Lagged } from '../window/lagged.ts';
import { within } from '../window/ratio.ts';
import { RollingRange } from '../window/rolling-range.ts';

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
  readonly #newer: RollingRange;
  readonly #whole: RollingRange;
  /** The range of the half window as it was half a period ago is the range of the older half. */
  readonly #olderRange: Lagged;

  constructor(period: number) {
    this.#half = period / 2;
    this.#newer = new RollingRange(this.#half);
    this.#whole = new RollingRange(period);
    this.#olderRange = new Lagged(this.#half);
  }

  update(high: number, low: number): number {
    const price = (high + low) / 2;
    this.#newer.update(high, low);
    const newer = this.#newer.highest - this.#newer.lowest;
    const older = this.#olderRange.update(newer);
    this.#whole.update(high, low);
    const whole = this.#whole.highest - this.#whole.lowest;
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
