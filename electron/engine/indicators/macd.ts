import { Ema } from './ema.ts';

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
