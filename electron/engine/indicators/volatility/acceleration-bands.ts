import { Sma } from '../averages/sma.ts';
import { barCount, defineIndicator, factor } from '../indicator.ts';
import { ratio } from '../window/ratio.ts';

/**
 * Acceleration bands: simple averages of high × (1 + w), close and low × (1 − w), where w is `width` × (high − low) ÷
 * (high + low). NaN during the warm-up of `period − 1` bars.
 * @source Price Headley, "Big Trends in Trading", 2002.
 */
export class AccelerationBands {
  upper = Number.NaN;
  middle = Number.NaN;
  lower = Number.NaN;
  readonly #upper: Sma;
  readonly #middle: Sma;
  readonly #lower: Sma;
  readonly #width: number;

  constructor(period: number, width: number) {
    this.#upper = new Sma(period);
    this.#middle = new Sma(period);
    this.#lower = new Sma(period);
    this.#width = width;
  }

  update(high: number, low: number, close: number): number {
    const share = this.#width * ratio(high - low, high + low);
    this.upper = this.#upper.update(high * (1 + share));
    this.middle = this.#middle.update(close);
    this.lower = this.#lower.update(low * (1 - share));
    return this.middle;
  }
}

export const accelerationBands = defineIndicator({
  name: 'acceleration-bands',
  aliases: ['abands', 'accbands'],
  title: 'Acceleration bands',
  family: 'volatility',
  summary: 'Bands that widen with the range of bars: closes outside them show that a move gathers speed.',
  placement: 'overlay',
  parameters: [barCount('Bars', 20), factor('width', 'Width', 4, 0.01, 100)],
  outputs: [
    { name: 'upper', title: 'Upper', plot: 'line' },
    { name: 'middle', title: 'Middle', plot: 'line' },
    { name: 'lower', title: 'Lower', plot: 'line' },
  ],
  warmUp: ([period]) => period - 1,
  create: ([period, width]) => {
    const bands = new AccelerationBands(period, width);
    return {
      update({ high, low, close }, row, into) {
        bands.update(high[row], low[row], close[row]);
        into[0] = bands.upper;
        into[1] = bands.middle;
        into[2] = bands.lower;
      },
    };
  },
});
