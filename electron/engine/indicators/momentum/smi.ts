import { Ema } from '../averages/ema.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { ratio, within } from '../window/ratio.ts';
import { RollingRange } from '../window/rolling-range.ts';
import { DoubleEma } from './tsi.ts';

/**
 * Blau's stochastic momentum index, −100..100: the distance of the close from the middle of the range of `period` bars, smoothed by two
 * EMAs, in percent of half that range smoothed likewise; 0 without range. `signal` is its EMA. NaN for `period` + 2·`smoothing` − 3
 * bars, `signal` for `signal` − 1 more. EMAs are seeded with simple averages.
 * @source William Blau, "Stochastic Momentum", Stocks & Commodities, January 1993.
 */
export class StochasticMomentum {
  smi = Number.NaN;
  signal = Number.NaN;
  readonly #reach: RollingRange;
  readonly #distance: DoubleEma;
  readonly #range: DoubleEma;
  readonly #signal: Ema;

  constructor(period: number, smoothing: number, signal: number) {
    this.#reach = new RollingRange(period);
    this.#distance = new DoubleEma(smoothing, smoothing);
    this.#range = new DoubleEma(smoothing, smoothing);
    this.#signal = new Ema(signal);
  }

  update(high: number, low: number, close: number): number {
    this.#reach.update(high, low);
    const top = this.#reach.highest;
    const bottom = this.#reach.lowest;
    if (top !== top) return top;
    const distance = this.#distance.update(close - (top + bottom) / 2);
    const range = this.#range.update(top - bottom);
    if (range !== range) return range;
    this.smi = within(200 * ratio(distance, range), -100, 100);
    this.signal = this.#signal.update(this.smi);
    return this.smi;
  }
}

export const smi = defineIndicator({
  name: 'smi',
  aliases: ['stochastic-momentum', 'stochastic-momentum-index'],
  title: 'Stochastic momentum index',
  family: 'momentum',
  summary: 'How far price closes from the middle of its range, smoothed twice: beyond ±40 it is stretched.',
  placement: 'pane',
  range: [-100, 100],
  levels: [-40, 0, 40],
  parameters: [barCount('Bars', 10), barCount('Smoothing bars', 3, 'smoothing'), barCount('Signal EMA bars', 3, 'signal')],
  outputs: [
    { name: 'smi', title: 'SMI', plot: 'line' },
    { name: 'signal', title: 'Signal', plot: 'line' },
  ],
  warmUp: ([period, smoothing, signal]) => period + 2 * smoothing + signal - 4,
  create: ([period, smoothing, signal]) => {
    const lines = new StochasticMomentum(period, smoothing, signal);
    return {
      update({ high, low, close }, row, into) {
        lines.update(high[row], low[row], close[row]);
        into[0] = lines.smi;
        into[1] = lines.signal;
      },
    };
  },
});
