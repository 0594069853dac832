import { Ema } from '../averages/ema.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { ratio, within } from '../window/ratio.ts';

/**
 * Blau's true strength index, −100..100: changes of close smoothed by an EMA over `long` and one over `short` bars, in percent of their
 * sizes smoothed likewise; 0 where nothing moved. NaN for `long` + `short` − 1 bars; its EMA `signal` for `signal` − 1 more. EMAs are
 * seeded with simple averages; others start them from the first change.
 * @source William Blau, "True Strength Index", Stocks & Commodities, November 1991.
 */
export class TrueStrength {
  tsi = Number.NaN;
  signal = Number.NaN;
  readonly #change: DoubleEma;
  readonly #size: DoubleEma;
  readonly #signal: Ema;
  #before = Number.NaN;

  constructor(long: number, short: number, signal: number) {
    this.#change = new DoubleEma(long, short);
    this.#size = new DoubleEma(long, short);
    this.#signal = new Ema(signal);
  }

  update(close: number): number {
    const change = close - this.#before;
    this.#before = close;
    if (change !== change) return change;
    const smoothed = this.#change.update(change);
    const size = this.#size.update(Math.abs(change));
    if (size !== size) return size;
    this.tsi = within(100 * ratio(smoothed, size), -100, 100);
    this.signal = this.#signal.update(this.tsi);
    return this.tsi;
  }
}

/** An EMA over `second` values of the EMA over `first`; NaN during the warm-up of `first` + `second` − 2 values. */
export class DoubleEma {
  readonly #first: Ema;
  readonly #second: Ema;

  constructor(first: number, second: number) {
    this.#first = new Ema(first);
    this.#second = new Ema(second);
  }

  update(x: number): number {
    const once = this.#first.update(x);
    return once === once ? this.#second.update(once) : once;
  }
}

export const tsi = defineIndicator({
  name: 'tsi',
  aliases: ['true-strength-index'],
  title: 'True strength index',
  family: 'momentum',
  summary: 'Twice smoothed momentum as a share of all movement: above 0 rises prevail.',
  placement: 'pane',
  range: [-100, 100],
  levels: [-25, 0, 25],
  parameters: [barCount('Long EMA bars', 25, 'long'), barCount('Short EMA bars', 13, 'short'), barCount('Signal EMA bars', 13, 'signal')],
  outputs: [
    { name: 'tsi', title: 'TSI', plot: 'line' },
    { name: 'signal', title: 'Signal', plot: 'line' },
  ],
  warmUp: ([long, short, signal]) => long + short + signal - 2,
  create: ([long, short, signal]) => {
    const lines = new TrueStrength(long, short, signal);
    return {
      update({ close }, row, into) {
        lines.update(close[row]);
        into[0] = lines.tsi;
        into[1] = lines.signal;
      },
    };
  },
});
