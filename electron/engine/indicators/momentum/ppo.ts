import { Ema } from '../averages/ema.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { ratio } from '../window/ratio.ts';

/**
 * Percentage price oscillator, in percent: (fast EMA − slow EMA) ÷ slow EMA of closes, 0 where the slow one is 0; `signal` is its EMA,
 * `histogram` their difference. NaN for `slow` − 1 bars, `signal` and `histogram` for `signal` − 1 more.
 * TA-Lib takes simple averages by default.
 * @source Gerald Appel, "Technical Analysis: Power Tools for Active Investors", 2005; StockCharts, ChartSchool.
 */
export class Ppo {
  ppo = Number.NaN;
  signal = Number.NaN;
  readonly #fast: Ema;
  readonly #slow: Ema;
  readonly #signal: Ema;

  constructor(fast: number, slow: number, signal: number) {
    this.#fast = new Ema(fast);
    this.#slow = new Ema(slow);
    this.#signal = new Ema(signal);
  }

  update(close: number): number {
    const fast = this.#fast.update(close);
    const slow = this.#slow.update(close);
    if (slow !== slow) return slow;
    this.ppo = 100 * ratio(fast - slow, slow);
    this.signal = this.#signal.update(this.ppo);
    return this.ppo;
  }
}

export const ppo = defineIndicator({
  name: 'ppo',
  aliases: ['percentage-price-oscillator', 'price-oscillator'],
  title: 'Percentage price oscillator',
  family: 'momentum',
  summary: 'MACD in percent of price, so that instruments of any price compare.',
  placement: 'pane',
  levels: [0],
  parameters: [barCount('Fast EMA bars', 12, 'fast'), barCount('Slow EMA bars', 26, 'slow'), barCount('Signal EMA bars', 9, 'signal')],
  outputs: [
    { name: 'ppo', title: 'PPO', plot: 'line' },
    { name: 'signal', title: 'Signal', plot: 'line' },
    { name: 'histogram', title: 'Histogram', plot: 'histogram' },
  ],
  check: ([fast, slow]) => (fast < slow ? null : `expected fast to be below slow, found ${fast} and ${slow}`),
  warmUp: ([, slow, signal]) => slow + signal - 2,
  create: ([fast, slow, signal]) => {
    const lines = new Ppo(fast, slow, signal);
    return {
      update({ close }, row, into) {
        lines.update(close[row]);
        into[0] = lines.ppo;
        into[1] = lines.signal;
        into[2] = lines.ppo - lines.signal;
      },
    };
  },
});
