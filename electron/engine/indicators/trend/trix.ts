import { Ema } from '../averages/ema.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { Returns } from '../window/returns.ts';

/**
 * TRIX, in percent per bar: `trix` is the change of a threefold EMA of closes from bar to bar (NaN for 3 × period − 2 bars), `signal` its
 * EMA (NaN for `signal − 1` bars more). TradingView averages logarithms and counts in hundredths of a percent.
 * @source Jack K. Hutson, "Good TRIX", Stocks & Commodities, July 1983.
 */
export class Trix {
  trix = Number.NaN;
  signal = Number.NaN;
  readonly #once: Ema;
  readonly #twice: Ema;
  readonly #thrice: Ema;
  readonly #change = new Returns();
  readonly #signal: Ema;

  constructor(period: number, signal: number) {
    this.#once = new Ema(period);
    this.#twice = new Ema(period);
    this.#thrice = new Ema(period);
    this.#signal = new Ema(signal);
  }

  update(close: number): number {
    const once = this.#once.update(close);
    if (once !== once) return this.trix;
    const twice = this.#twice.update(once);
    if (twice !== twice) return this.trix;
    const thrice = this.#thrice.update(twice);
    if (thrice !== thrice) return this.trix;
    const change = this.#change.update(thrice);
    if (change !== change) return this.trix;
    this.trix = 100 * change;
    this.signal = this.#signal.update(this.trix);
    return this.trix;
  }
}

export const trix = defineIndicator({
  name: 'trix',
  aliases: ['triple-exponential-average'],
  title: 'TRIX',
  family: 'trend',
  summary: 'The slope of a thrice smoothed average: its sign is the trend, its crossings of the signal are turns.',
  placement: 'pane',
  levels: [0],
  parameters: [barCount('EMA bars', 18), barCount('Signal EMA bars', 9, 'signal')],
  outputs: [
    { name: 'trix', title: 'TRIX', plot: 'line' },
    { name: 'signal', title: 'Signal', plot: 'line' },
  ],
  warmUp: ([period, signal]) => 3 * period - 2 + signal - 1,
  create: ([period, signal]) => {
    const slope = new Trix(period, signal);
    return {
      update({ close }, row, into) {
        slope.update(close[row]);
        into[0] = slope.trix;
        into[1] = slope.signal;
      },
    };
  },
});
