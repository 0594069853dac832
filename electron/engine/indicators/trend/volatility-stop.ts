import { barCount, defineIndicator, factor } from '../indicator.ts';
import { Atr } from '../volatility/atr.ts';

/**
 * Volatility stop, in price units: it trails the highest close since the trend turned up by `multiplier` average true ranges (or the lowest one
 * since it turned down) and never moves back; a close beyond it turns the trend. `direction`: 1 up, −1 down; it begins with 1.
 * NaN during the warm-up of `period` bars. TradingView counts the first bar in its average range.
 * @source J. Welles Wilder's volatility system, "New Concepts in Technical Trading Systems", 1978; TradingView's form.
 */
export class VolatilityStop {
  value = Number.NaN;
  /** 1: up, −1: down; means nothing while `value` is NaN. */
  direction: 1 | -1 = 1;
  readonly #range: Atr;
  readonly #multiplier: number;
  #extreme = Number.NaN;

  constructor(period: number, multiplier: number) {
    this.#range = new Atr(period);
    this.#multiplier = multiplier;
  }

  update(high: number, low: number, close: number): number {
    const distance = this.#multiplier * this.#range.update(high, low, close);
    if (distance !== distance) return this.value;
    if (this.value !== this.value) return this.#begin(close, distance);
    if (this.direction * (close - this.#extreme) > 0) this.#extreme = close;
    const stop = this.#extreme - this.direction * distance;
    if (this.direction * (stop - this.value) > 0) this.value = stop;
    if (this.direction * (close - this.value) >= 0) return this.value;
    this.direction = this.direction === 1 ? -1 : 1;
    return this.#begin(close, distance);
  }

  #begin(close: number, distance: number): number {
    this.#extreme = close;
    this.value = close - this.direction * distance;
    return this.value;
  }
}

export const volatilityStop = defineIndicator({
  name: 'volatility-stop',
  aliases: ['vstop', 'volatility-system'],
  title: 'Volatility stop',
  family: 'trend',
  summary: 'A stop that trails the best close by some average ranges, and changes sides with the trend.',
  placement: 'overlay',
  parameters: [barCount('Average true range bars', 20), factor('multiplier', 'Average true ranges', 2, 0.1, 20)],
  outputs: [
    { name: 'value', title: 'Stop', plot: 'step' },
    { name: 'direction', title: 'Direction', plot: 'mark' },
  ],
  warmUp: ([period]) => period,
  create: ([period, multiplier]) => {
    const stop = new VolatilityStop(period, multiplier);
    return {
      update({ high, low, close }, row, into) {
        into[0] = stop.update(high[row], low[row], close[row]);
        into[1] = into[0] === into[0] ? stop.direction : Number.NaN;
      },
    };
  },
});
