import { Ema } from '../averages/ema.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { ratio } from '../window/ratio.ts';

/**
 * Percentage volume oscillator: by how many percent the fast EMA of volume lies above the slow one (0 where nothing was
 * traded), its EMA, and their difference. NaN during the warm-up of max(fast, slow) + signal − 2 bars.
 * @source StockCharts ChartSchool, "Percentage Volume Oscillator".
 */
export class Pvo {
  pvo = Number.NaN;
  signal = Number.NaN;
  readonly #fast: Ema;
  readonly #slow: Ema;
  readonly #signal: Ema;

  constructor(fast: number, slow: number, signal: number) {
    this.#fast = new Ema(fast);
    this.#slow = new Ema(slow);
    this.#signal = new Ema(signal);
  }

  update(volume: number): number {
    const slow = this.#slow.update(volume);
    const apart = this.#fast.update(volume) - slow;
    if (apart !== apart) return this.pvo;
    this.pvo = 100 * ratio(apart, slow);
    this.signal = this.#signal.update(this.pvo);
    return this.pvo;
  }
}

export const pvo = defineIndicator({
  name: 'pvo',
  aliases: ['percentage-volume-oscillator'],
  title: 'Percentage volume oscillator',
  family: 'volume',
  summary: 'Whether volume is above its longer average, in percent: rising, a move has company.',
  placement: 'pane',
  levels: [0],
  parameters: [barCount('Fast EMA bars', 12, 'fast'), barCount('Slow EMA bars', 26, 'slow'), barCount('Signal EMA bars', 9, 'signal')],
  outputs: [
    { name: 'pvo', title: 'PVO', plot: 'line' },
    { name: 'signal', title: 'Signal', plot: 'line' },
    { name: 'histogram', title: 'Histogram', plot: 'histogram' },
  ],
  warmUp: ([fast, slow, signal]) => Math.max(fast, slow) + signal - 2,
  create: ([fast, slow, signal]) => {
    const lines = new Pvo(fast, slow, signal);
    return {
      update({ volume }, row, into) {
        lines.update(volume[row]);
        into[0] = lines.pvo;
        into[1] = lines.signal;
        into[2] = lines.pvo - lines.signal;
      },
    };
  },
});
