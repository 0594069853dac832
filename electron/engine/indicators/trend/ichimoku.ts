import { barCount, defineIndicator } from '../indicator.ts';
import { RollingRange } from '../window/rolling-range.ts';

/** The middle between highest high and lowest low of the last `period` bars; NaN during the warm-up of `period − 1` bars. */
class RangeMiddle {
  readonly #reach: RollingRange;

  constructor(period: number) {
    this.#reach = new RollingRange(period);
  }

  update(high: number, low: number): number {
    this.#reach.update(high, low);
    return (this.#reach.highest + this.#reach.lowest) / 2;
  }
}

/**
 * Ichimoku kinko hyo, in price units: `conversion` (tenkan), `base` (kijun) and `spanB` (senkou B) are the middles of the ranges of so
 * many bars, `spanA` (senkou A) the mean of the first two. Each is NaN until its bars are there. All are given at the bar they
 * follow from; drawing shifts them.
 * @source Goichi Hosoda (Ichimoku Sanjin), "Ichimoku Kinko Hyo", 1969.
 */
export class Ichimoku {
  conversion = Number.NaN;
  base = Number.NaN;
  spanA = Number.NaN;
  spanB = Number.NaN;
  readonly #conversion: RangeMiddle;
  readonly #base: RangeMiddle;
  readonly #span: RangeMiddle;

  constructor(conversion: number, base: number, span: number) {
    this.#conversion = new RangeMiddle(conversion);
    this.#base = new RangeMiddle(base);
    this.#span = new RangeMiddle(span);
  }

  update(high: number, low: number): number {
    this.conversion = this.#conversion.update(high, low);
    this.base = this.#base.update(high, low);
    this.spanA = (this.conversion + this.base) / 2;
    this.spanB = this.#span.update(high, low);
    return this.spanA;
  }
}

/**
 * The displacement counts the bar itself, so that both spans are drawn `displacement − 1` bars ahead and the lagging span, which is the
 * close, as many behind: TradingView draws likewise, others shift by one bar more.
 */
export const ichimoku = defineIndicator({
  name: 'ichimoku',
  aliases: ['ichimoku-cloud', 'ichimoku-kinko-hyo'],
  title: 'Ichimoku cloud',
  family: 'trend',
  summary: 'Trend, support and resistance at a glance: price above the cloud is up, below it down, inside it undecided.',
  placement: 'overlay',
  parameters: [
    barCount('Conversion line bars', 9, 'conversion'),
    barCount('Base line bars', 26, 'base'),
    barCount('Leading span B bars', 52, 'span'),
    barCount('Displacement in bars', 26, 'displacement'),
  ],
  outputs: [
    { name: 'conversion', title: 'Conversion line', plot: 'line' },
    { name: 'base', title: 'Base line', plot: 'line' },
    { name: 'spanA', title: 'Leading span A', plot: 'line', shift: ([, , , displacement]) => displacement - 1 },
    { name: 'spanB', title: 'Leading span B', plot: 'line', shift: ([, , , displacement]) => displacement - 1 },
    { name: 'chikou', title: 'Lagging span', plot: 'line', shift: ([, , , displacement]) => 1 - displacement },
  ],
  warmUp: ([conversion, base, span]) => Math.max(conversion, base, span) - 1,
  create: ([conversion, base, span]) => {
    const lines = new Ichimoku(conversion, base, span);
    return {
      update({ high, low, close }, row, into) {
        lines.update(high[row], low[row]);
        into[0] = lines.conversion;
        into[1] = lines.base;
        into[2] = lines.spanA;
        into[3] = lines.spanB;
        into[4] = close[row];
      },
    };
  },
});
