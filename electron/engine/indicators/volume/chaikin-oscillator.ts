import { Ema } from '../averages/ema.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { Adl } from './adl.ts';

/**
 * Chaikin oscillator in units traded: fast less slow EMA of the accumulation / distribution line. NaN during the warm-up of
 * max(fast, slow) − 1 bars. TA-Lib seeds both averages with the first value of the line; ours are seeded with their simple average.
 * @source Marc Chaikin; Steven B. Achelis, "Technical Analysis from A to Z", 1995.
 */
export class ChaikinOscillator {
  readonly #line = new Adl();
  readonly #fast: Ema;
  readonly #slow: Ema;

  constructor(fast: number, slow: number) {
    this.#fast = new Ema(fast);
    this.#slow = new Ema(slow);
  }

  update(high: number, low: number, close: number, volume: number): number {
    const line = this.#line.update(high, low, close, volume);
    return this.#fast.update(line) - this.#slow.update(line);
  }
}

export const chaikinOscillator = defineIndicator({
  name: 'chaikin-oscillator',
  aliases: ['adosc', 'cho', 'chaikin-osc'],
  title: 'Chaikin oscillator',
  family: 'volume',
  summary: 'The pace of accumulation or distribution: a cross of zero says which side volume has moved to.',
  placement: 'pane',
  levels: [0],
  parameters: [barCount('Fast EMA bars', 3, 'fast'), barCount('Slow EMA bars', 10, 'slow')],
  warmUp: ([fast, slow]) => Math.max(fast, slow) - 1,
  create: ([fast, slow]) => {
    const oscillator = new ChaikinOscillator(fast, slow);
    return {
      update({ high, low, close, volume }, row, into) {
        into[0] = oscillator.update(high[row], low[row], close[row], volume[row]);
      },
    };
  },
});
