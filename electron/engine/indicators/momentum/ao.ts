import { Sma } from '../averages/sma.ts';
import { barCount, defineIndicator } from '../indicator.ts';

/**
 * Awesome oscillator in price units: the simple average of (high + low) ÷ 2 over `fast` less that over `slow` bars; NaN during the
 * warm-up of `slow` − 1 bars.
 * @source Bill Williams, "New Trading Dimensions", 1998.
 */
export class AwesomeOscillator {
  readonly #fast: Sma;
  readonly #slow: Sma;

  constructor(fast: number, slow: number) {
    this.#fast = new Sma(fast);
    this.#slow = new Sma(slow);
  }

  update(high: number, low: number): number {
    const middle = (high + low) / 2;
    return this.#fast.update(middle) - this.#slow.update(middle);
  }
}

export const ao = defineIndicator({
  name: 'ao',
  aliases: ['awesome', 'awesome-oscillator'],
  title: 'Awesome oscillator',
  family: 'momentum',
  summary: 'How the last few bars stand against the last many: its crossing of 0 shows that momentum turns.',
  placement: 'pane',
  levels: [0],
  parameters: [barCount('Fast bars', 5, 'fast'), barCount('Slow bars', 34, 'slow')],
  outputs: [{ name: 'value', title: 'Awesome oscillator', plot: 'histogram' }],
  warmUp: ([, slow]) => slow - 1,
  check: ([fast, slow]) => (fast < slow ? null : `expected fast to be below slow, found ${fast} and ${slow}`),
  create: ([fast, slow]) => {
    const oscillator = new AwesomeOscillator(fast, slow);
    return {
      update({ high, low }, row, into) {
        into[0] = oscillator.update(high[row], low[row]);
      },
    };
  },
});
