import { barCount, defineIndicator, factor } from '../indicator.ts';
import { Atr } from '../volatility/atr.ts';
import { RollingRange } from '../window/rolling-range.ts';

/**
 * Chande Kroll stop, in price units: `short` is the highest, over `stopPeriod` bars, of highest high − multiplier × average true range,
 * `long` the lowest of lowest low + multiplier × average true range, both over `period` bars. NaN during the warm-up of
 * period + stopPeriod − 1 bars. TradingView names them by the trade that they end, as here; its average range counts the first bar too.
 * @source Tushar Chande and Stanley Kroll, "The New Technical Trader", 1994.
 */
export class ChandeKrollStop {
  long = Number.NaN;
  short = Number.NaN;
  readonly #range: Atr;
  readonly #reach: RollingRange;
  readonly #stops: RollingRange;
  readonly #multiplier: number;

  constructor(period: number, multiplier: number, stopPeriod: number) {
    this.#range = new Atr(period);
    this.#reach = new RollingRange(period);
    this.#stops = new RollingRange(stopPeriod);
    this.#multiplier = multiplier;
  }

  update(high: number, low: number, close: number): number {
    const distance = this.#multiplier * this.#range.update(high, low, close);
    this.#reach.update(high, low);
    if (distance !== distance) return this.long;
    this.#stops.update(this.#reach.highest - distance, this.#reach.lowest + distance);
    this.long = this.#stops.lowest;
    this.short = this.#stops.highest;
    return this.long;
  }
}

export const chandeKrollStop = defineIndicator({
  name: 'chande-kroll-stop',
  aliases: ['cks', 'ckstop', 'chande-kroll'],
  title: 'Chande Kroll stop',
  family: 'trend',
  summary: 'Two stops at the edge of what price usually travels: a close beyond both shows a trend.',
  placement: 'overlay',
  parameters: [
    barCount('Average true range bars', 10),
    factor('multiplier', 'Average true ranges', 1, 0.1, 20),
    barCount('Stop bars', 9, 'stopPeriod'),
  ],
  outputs: [
    { name: 'long', title: 'Stop of a long position', plot: 'line' },
    { name: 'short', title: 'Stop of a short position', plot: 'line' },
  ],
  warmUp: ([period, , stopPeriod]) => period + stopPeriod - 1,
  create: ([period, multiplier, stopPeriod]) => {
    const stops = new ChandeKrollStop(period, multiplier, stopPeriod);
    return {
      update({ high, low, close }, row, into) {
        stops.update(high[row], low[row], close[row]);
        into[0] = stops.long;
        into[1] = stops.short;
      },
    };
  },
});
