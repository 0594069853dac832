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
  readonly #newer: RollingRange;
  /** What was highest and lowest in the half window half a period ago is so in the older half now; both halves make the whole. */
  readonly #olderHighest: Lagged;
  readonly #olderLowest: Lagged;

  constructor(period: number) {
    const half = period / 2;
    this.#newer = new RollingRange(half);
    this.#olderHighest = new Lagged(half);
    this.#olderLowest = new Lagged(half);
  }

  update(high: number, low: number): number {
    const price = (high + low) / 2;
    this.#newer.update(high, low);
    const { highest, lowest } = this.#newer;
    const olderHighest = this.#olderHighest.update(highest);
    const olderLowest = this.#olderLowest.update(lowest);
    if (olderLowest !== olderLowest) return olderLowest;
    const newer = highest - lowest;
    const older = olderHighest - olderLowest;
    const whole = (highest > olderHighest ? highest : olderHighest) - (lowest < olderLowest ? lowest : olderLowest);
    if (this.#value !== this.#value) {
      this.#value = price;
      return price;
    }
    if (newer > 0 && older > 0) this.#dimension = log((2 * (newer + older)) / whole) / LN2;
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
