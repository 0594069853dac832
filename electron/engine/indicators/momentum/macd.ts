import { Ema } from '../averages/ema.ts';
import { barCount, defineIndicator } from '../indicator.ts';

/**
 * Moving average convergence / divergence of closes, in price units: `macd` is the fast less the slow
 * EMA (NaN for the first `slow − 1` values), `signal` its EMA seeded with its simple average
 * (NaN for `signal − 1` values more), `histogram` their difference.
 * @source Gerald Appel, "The Moving Average Convergence-Divergence Trading Method", 1979.
 */
export class Macd {
  macd = Number.NaN;
  signal = Number.NaN;
  histogram = Number.NaN;
  readonly #fast: Ema;
  readonly #slow: Ema;
  readonly #signal: Ema;

  constructor(fast: number, slow: number, signal: number) {
    this.#fast = new Ema(fast);
    this.#slow = new Ema(slow);
    this.#signal = new Ema(signal);
  }

  update(close: number): number {
    const macd = this.#fast.update(close) - this.#slow.update(close);
    if (macd !== macd) return macd;
    this.macd = macd;
    this.signal = this.#signal.update(macd);
    this.histogram = macd - this.signal;
    return macd;
  }
}

export const macd = defineIndicator({
  name: 'macd',
  title: 'Moving average convergence / divergence',
  family: 'momentum',
  summary: 'The gap between a fast and a slow average and its own average: crossings tell when momentum turns.',
  placement: 'pane',
  levels: [0],
  parameters: [barCount('Fast EMA bars', 12, 'fast'), barCount('Slow EMA bars', 26, 'slow'), barCount('Signal EMA bars', 9, 'signal')],
  outputs: [
    { name: 'macd', title: 'MACD', plot: 'line' },
    { name: 'signal', title: 'Signal', plot: 'line' },
    { name: 'histogram', title: 'Histogram', plot: 'histogram' },
  ],
  warmUp: ([fast, slow, signal]) => Math.max(fast, slow) + signal - 2,
  create: ([fast, slow, signal]) => {
    const lines = new Macd(fast, slow, signal);
    return {
      update({ close }, row, into) {
        lines.update(close[row]);
        into[0] = lines.macd;
        into[1] = lines.signal;
        into[2] = lines.histogram;
      },
    };
  },
});
