import { Ema } from '../averages/ema.ts';
import { barCount, defineIndicator, factor } from '../indicator.ts';
import { Rsi } from './rsi.ts';
import { DoubleEma } from './tsi.ts';

/**
 * Quantitative qualitative estimation: `rsi` is Wilder's RSI smoothed by an EMA, 0..100; `stop` trails it at `multiplier` times its mean
 * movement per bar, smoothed twice over 2·`period` − 1 bars, and changes side when the line crosses it. It begins below the line.
 * NaN for `period` + `smoothing` − 1 bars, `stop` for 2·(2·`period` − 1) − 1 more. EMAs are seeded with simple averages.
 * @source Roman Ignatov, 2003; TradingView community scripts, "QQE", read 2025.
 */
export class Qqe {
  rsi = Number.NaN;
  stop = Number.NaN;
  readonly #strength: Rsi;
  readonly #smoothing: Ema;
  readonly #movement: DoubleEma;
  readonly #multiplier: number;
  #below = Number.NaN;
  #above = Number.NaN;
  #isUp = true;

  constructor(period: number, smoothing: number, multiplier: number) {
    this.#strength = new Rsi(period);
    this.#smoothing = new Ema(smoothing);
    this.#movement = new DoubleEma(2 * period - 1, 2 * period - 1);
    this.#multiplier = multiplier;
  }

  update(close: number): number {
    const strength = this.#strength.update(close);
    if (strength !== strength) return strength;
    const before = this.rsi;
    this.rsi = this.#smoothing.update(strength);
    const movement = Math.abs(this.rsi - before);
    if (movement !== movement) return this.rsi;
    const distance = this.#multiplier * this.#movement.update(movement);
    if (distance === distance) this.#trail(before, this.rsi - distance, this.rsi + distance);
    return this.rsi;
  }

  #trail(before: number, below: number, above: number): void {
    const { rsi } = this;
    if (rsi > this.#above) this.#isUp = true;
    else if (rsi < this.#below) this.#isUp = false;
    this.#below = before > this.#below && rsi > this.#below && this.#below > below ? this.#below : below;
    this.#above = before < this.#above && rsi < this.#above && this.#above < above ? this.#above : above;
    this.stop = this.#isUp ? this.#below : this.#above;
  }
}

export const qqe = defineIndicator({
  name: 'qqe',
  aliases: ['quantitative-qualitative-estimation'],
  title: 'Quantitative qualitative estimation',
  family: 'momentum',
  summary: 'Smoothed RSI with a stop that trails it: where the line crosses its stop momentum has turned.',
  placement: 'pane',
  levels: [50],
  parameters: [barCount('RSI bars', 14), barCount('RSI EMA bars', 5, 'smoothing'), factor('multiplier', 'Movements', 4.236, 0.1, 20)],
  outputs: [
    { name: 'rsi', title: 'RSI', plot: 'line' },
    { name: 'stop', title: 'Trailing stop', plot: 'line' },
  ],
  warmUp: ([period, smoothing]) => period + smoothing - 1 + 2 * (2 * period - 1) - 1,
  create: ([period, smoothing, multiplier]) => {
    const lines = new Qqe(period, smoothing, multiplier);
    return {
      update({ close }, row, into) {
        lines.update(close[row]);
        into[0] = lines.rsi;
        into[1] = lines.stop;
      },
    };
  },
});
