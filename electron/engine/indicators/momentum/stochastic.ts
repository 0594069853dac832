import { Sma } from '../averages/sma.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { within } from '../window/ratio.ts';
import { RangePosition } from './range-position.ts';

/**
 * Lane's slow stochastic oscillator, 0..100: `k` is the simple average over `slowing` bars of the place of the close in the range of
 * `period` bars, `d` the simple average of `k` over `signal` bars. NaN during the warm-up of `period` + `slowing` − 2 bars, and
 * `signal` − 1 more for `d`. A window without height counts as 50, see `RangePosition`.
 * @source George C. Lane, "Lane's Stochastics", Stocks & Commodities, May 1984.
 */
export class Stochastic {
  k = Number.NaN;
  d = Number.NaN;
  readonly #position: RangePosition;
  readonly #slowing: Sma;
  readonly #signal: Sma;

  constructor(period: number, slowing: number, signal: number) {
    this.#position = new RangePosition(period);
    this.#slowing = new Sma(slowing);
    this.#signal = new Sma(signal);
  }

  update(high: number, low: number, close: number): number {
    const raw = this.#position.update(high, low, close);
    if (raw !== raw) return raw;
    const k = this.#slowing.update(raw);
    if (k !== k) return k;
    this.k = within(k, 0, 100);
    this.d = within(this.#signal.update(k), 0, 100);
    return this.k;
  }
}

export const stochastic = defineIndicator({
  name: 'stochastic',
  aliases: ['stoch', 'slow-stochastic', 'stochastic-oscillator'],
  title: 'Stochastic oscillator',
  family: 'momentum',
  summary: 'Where price closes within its recent range: near the top above 80, near the bottom below 20.',
  placement: 'pane',
  range: [0, 100],
  levels: [20, 80],
  parameters: [barCount('Bars', 14), barCount('Slowing bars of %K', 3, 'slowing'), barCount('Bars of %D', 3, 'signal')],
  outputs: [
    { name: 'k', title: '%K', plot: 'line' },
    { name: 'd', title: '%D', plot: 'line' },
  ],
  warmUp: ([period, slowing, signal]) => period + slowing + signal - 3,
  create: ([period, slowing, signal]) => {
    const oscillator = new Stochastic(period, slowing, signal);
    return {
      update({ high, low, close }, row, into) {
        oscillator.update(high[row], low[row], close[row]);
        into[0] = oscillator.k;
        into[1] = oscillator.d;
      },
    };
  },
});
