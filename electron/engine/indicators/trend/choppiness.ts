import { log } from '../../kernel/math.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { within } from '../window/ratio.ts';
import { RollingRange } from '../window/rolling-range.ts';
import { RollingSum } from '../window/rolling-sum.ts';

/**
 * Choppiness index, 0..100: 100 × log(sum of true ranges ÷ (highest − lowest)) ÷ log(period) over `period` bars, 100 where price stood
 * still. NaN during the warm-up of `period` bars. Highest and lowest count the close before each bar, as true ranges do, which
 * keeps it within bounds; TradingView takes plain highs and lows, so that a gap can lift it above 100.
 * @source E. W. (Bill) Dreiss, 1993; form of Stock.Indicators.
 */
export class Choppiness {
  value = Number.NaN;
  readonly #logPeriod: number;
  readonly #path: RollingSum;
  readonly #reach: RollingRange;
  #closeBefore = Number.NaN;

  /** `period`: at least 2. */
  constructor(period: number) {
    this.#logPeriod = log(period);
    this.#path = new RollingSum(period);
    this.#reach = new RollingRange(period);
  }

  update(high: number, low: number, close: number): number {
    const before = this.#closeBefore;
    this.#closeBefore = close;
    if (before !== before) return this.value;
    const top = high > before ? high : before;
    const bottom = low < before ? low : before;
    const path = this.#path.update(top - bottom);
    this.#reach.update(top, bottom);
    const reach = this.#reach.highest - this.#reach.lowest;
    if (path !== path) return this.value;
    this.value = reach === 0 ? 100 : within((100 * log(path / reach)) / this.#logPeriod, 0, 100);
    return this.value;
  }
}

export const choppiness = defineIndicator({
  name: 'choppiness',
  aliases: ['chop', 'choppiness-index'],
  title: 'Choppiness index',
  family: 'trend',
  summary: 'Whether price goes somewhere (below 38.2) or only back and forth (above 61.8), whatever the direction.',
  placement: 'pane',
  range: [0, 100],
  levels: [38.2, 61.8],
  parameters: [barCount('Bars', 14, 'period', 2)],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const index = new Choppiness(period);
    return {
      update({ high, low, close }, row, into) {
        into[0] = index.update(high[row], low[row], close[row]);
      },
    };
  },
});
