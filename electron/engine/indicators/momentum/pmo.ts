import { Ema } from '../averages/ema.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { RateOfChange } from './roc.ts';

/**
 * Price momentum oscillator: the rate of change over one bar, in percent, smoothed with weight 2 ÷ `first`, times ten, smoothed with weight
 * 2 ÷ `second`; `signal` is its EMA. NaN for `first` + `second` − 1 bars, `signal` for `signal` − 1 more. Each smoothing is seeded with
 * its simple average, as DecisionPoint does; some libraries start from the first value.
 * @source Carl Swenlin, "DecisionPoint Price Momentum Oscillator (PMO)", StockCharts, ChartSchool.
 */
export class PriceMomentum {
  pmo = Number.NaN;
  signal = Number.NaN;
  readonly #rate = new RateOfChange(1);
  readonly #first: WideEma;
  readonly #second: WideEma;
  readonly #signal: Ema;

  constructor(first: number, second: number, signal: number) {
    this.#first = new WideEma(first);
    this.#second = new WideEma(second);
    this.#signal = new Ema(signal);
  }

  update(close: number): number {
    const rate = this.#rate.update(close);
    if (rate !== rate) return rate;
    const once = this.#first.update(rate);
    if (once !== once) return once;
    this.pmo = this.#second.update(10 * once);
    if (this.pmo === this.pmo) this.signal = this.#signal.update(this.pmo);
    return this.pmo;
  }
}

/** An exponential average with weight 2 ÷ `period`, seeded with the simple average of its first `period` values. `period`: at least 2. */
class WideEma {
  #value = Number.NaN;
  readonly #period: number;
  #count = 0;
  #sum = 0;

  constructor(period: number) {
    this.#period = period;
  }

  update(x: number): number {
    if (this.#count < this.#period) {
      this.#count += 1;
      this.#sum += x;
      if (this.#count === this.#period) this.#value = this.#sum / this.#period;
    } else this.#value += (2 / this.#period) * (x - this.#value);
    return this.#value;
  }
}

export const pmo = defineIndicator({
  name: 'pmo',
  aliases: ['price-momentum-oscillator'],
  title: 'Price momentum oscillator',
  family: 'momentum',
  summary: 'Twice smoothed daily change, comparable between instruments: crossing its signal shows a turn.',
  placement: 'pane',
  levels: [0],
  parameters: [
    barCount('First smoothing bars', 35, 'first', 2),
    barCount('Second smoothing bars', 20, 'second', 2),
    barCount('Signal EMA bars', 10, 'signal'),
  ],
  outputs: [
    { name: 'pmo', title: 'PMO', plot: 'line' },
    { name: 'signal', title: 'Signal', plot: 'line' },
  ],
  warmUp: ([first, second, signal]) => first + second + signal - 2,
  create: ([first, second, signal]) => {
    const lines = new PriceMomentum(first, second, signal);
    return {
      update({ close }, row, into) {
        lines.update(close[row]);
        into[0] = lines.pmo;
        into[1] = lines.signal;
      },
    };
  },
});
