import { barCount, defineIndicator, factor } from '../indicator.ts';
import { Atr } from '../volatility/atr.ts';

/**
 * SuperTrend: a stop `multiplier` average true ranges away from the middle of the bar, which only moves towards price. `direction` is 1
 * while price holds above it and −1 below; a close beyond the stop turns it. NaN during the warm-up of `period` bars.
 * It begins with −1, as on TradingView (whose direction has the opposite sign and whose average range counts the first bar too);
 * other charts begin with the side on which the first close lies.
 * @source Olivier Seban, "Tout le monde mérite d'être riche", 2008; TradingView's form.
 */
export class Supertrend {
  /** The stop, in price units. */
  value = Number.NaN;
  /** 1: up, −1: down; means nothing while `value` is NaN. */
  direction: 1 | -1 = -1;
  readonly #range: Atr;
  readonly #multiplier: number;
  #upper = Number.NaN;
  #lower = Number.NaN;
  #closeBefore = Number.NaN;

  constructor(period: number, multiplier: number) {
    this.#range = new Atr(period);
    this.#multiplier = multiplier;
  }

  update(high: number, low: number, close: number): number {
    const before = this.#closeBefore;
    this.#closeBefore = close;
    const distance = this.#multiplier * this.#range.update(high, low, close);
    if (distance !== distance) return this.value;
    const middle = (high + low) / 2;
    const upper = middle + distance;
    const lower = middle - distance;
    const isFirst = this.value !== this.value;
    if (isFirst || upper < this.#upper || before > this.#upper) this.#upper = upper;
    if (isFirst || lower > this.#lower || before < this.#lower) this.#lower = lower;
    if (!isFirst) {
      if (this.direction === -1 && close > this.#upper) this.direction = 1;
      else if (this.direction === 1 && close < this.#lower) this.direction = -1;
    }
    this.value = this.direction === 1 ? this.#lower : this.#upper;
    return this.value;
  }
}

export const supertrend = defineIndicator({
  name: 'supertrend',
  aliases: ['super-trend'],
  title: 'SuperTrend',
  family: 'trend',
  summary: 'A trailing stop that says which way the trend points, and where it would be over.',
  placement: 'overlay',
  parameters: [barCount('Average true range bars', 10), factor('multiplier', 'Average true ranges', 3, 0.1, 20)],
  outputs: [
    { name: 'value', title: 'Stop', plot: 'step' },
    { name: 'direction', title: 'Direction', plot: 'mark' },
  ],
  warmUp: ([period]) => period,
  create: ([period, multiplier]) => {
    const trend = new Supertrend(period, multiplier);
    return {
      update({ high, low, close }, row, into) {
        into[0] = trend.update(high[row], low[row], close[row]);
        into[1] = into[0] === into[0] ? trend.direction : Number.NaN;
      },
    };
  },
});
