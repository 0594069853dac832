import { Ema } from '../averages/ema.ts';
import { barCount, defineIndicator } from '../indicator.ts';

/**
 * Klinger volume oscillator in units traded: fast less slow EMA of volume, which counts as negative where the typical price fell,
 * and its EMA. NaN during the warm-up of max(fast, slow) + signal − 1 bars. This is the form of charts; Klinger's own
 * weighs volume by how a bar's range compares with that of the trend so far.
 * @source Stephen J. Klinger, "Identifying Trends with Volume Analysis", Stocks & Commodities, December 1997; TradingView's form.
 */
export class Kvo {
  kvo = Number.NaN;
  signal = Number.NaN;
  readonly #fast: Ema;
  readonly #slow: Ema;
  readonly #signal: Ema;
  #before = Number.NaN;

  constructor(fast: number, slow: number, signal: number) {
    this.#fast = new Ema(fast);
    this.#slow = new Ema(slow);
    this.#signal = new Ema(signal);
  }

  update(typical: number, volume: number): number {
    const before = this.#before;
    this.#before = typical;
    if (before !== before) return this.kvo;
    const signed = typical >= before ? volume : -volume;
    const kvo = this.#fast.update(signed) - this.#slow.update(signed);
    if (kvo !== kvo) return this.kvo;
    this.kvo = kvo;
    this.signal = this.#signal.update(kvo);
    return kvo;
  }
}

export const kvo = defineIndicator({
  name: 'kvo',
  aliases: ['klinger', 'klinger-oscillator', 'klinger-volume-oscillator'],
  title: 'Klinger volume oscillator',
  family: 'volume',
  summary: 'Volume that follows price up less volume that follows it down, short against long term: crossings mark turns.',
  placement: 'pane',
  levels: [0],
  parameters: [barCount('Fast EMA bars', 34, 'fast'), barCount('Slow EMA bars', 55, 'slow'), barCount('Signal EMA bars', 13, 'signal')],
  outputs: [
    { name: 'kvo', title: 'KVO', plot: 'line' },
    { name: 'signal', title: 'Signal', plot: 'line' },
  ],
  warmUp: ([fast, slow, signal]) => Math.max(fast, slow) + signal - 1,
  create: ([fast, slow, signal]) => {
    const lines = new Kvo(fast, slow, signal);
    return {
      update({ high, low, close, volume }, row, into) {
        lines.update((high[row] + low[row] + close[row]) / 3, volume[row]);
        into[0] = lines.kvo;
        into[1] = lines.signal;
      },
    };
  },
});
