import { Ema } from '../averages/ema.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { ratio, within } from '../window/ratio.ts';
import { RollingVariance } from '../window/rolling-variance.ts';

/**
 * Relative volatility index, 0..100: the share of standard deviation that fell on rising closes, each side smoothed by an EMA;
 * 50 where price never moved. NaN during the warm-up of period + smoothing − 2 bars (one more with a period of 1).
 * Dorsey smoothed as Wilder does; charts use an EMA of 14, as here.
 * @source Donald Dorsey, "The Relative Volatility Index", Stocks & Commodities, June 1993.
 */
export class RelativeVolatility {
  readonly #window: RollingVariance;
  readonly #rising: Ema;
  readonly #falling: Ema;
  #before = Number.NaN;

  constructor(period: number, smoothing: number) {
    this.#window = new RollingVariance(period);
    this.#rising = new Ema(smoothing);
    this.#falling = new Ema(smoothing);
  }

  update(close: number): number {
    const before = this.#before;
    this.#before = close;
    this.#window.update(close);
    const { deviation } = this.#window;
    if (deviation !== deviation || before !== before) return Number.NaN;
    const up = this.#rising.update(close > before ? deviation : 0);
    const down = this.#falling.update(close < before ? deviation : 0);
    return up === up ? within(100 * ratio(up, up + down, 0.5), 0, 100) : up;
  }
}

export const relativeVolatility = defineIndicator({
  name: 'relative-volatility',
  aliases: ['rvi', 'relative-volatility-index'],
  title: 'Relative volatility index',
  family: 'volatility',
  summary: 'Whether price is restless while rising (above 50) or while falling: it confirms other signals.',
  placement: 'pane',
  range: [0, 100],
  levels: [20, 50, 80],
  parameters: [barCount('Deviation bars', 10), barCount('EMA bars', 14, 'smoothing')],
  warmUp: ([period, smoothing]) => Math.max(period - 1, 1) + smoothing - 1,
  create: ([period, smoothing]) => {
    const index = new RelativeVolatility(period, smoothing);
    return {
      update({ close }, row, into) {
        into[0] = index.update(close[row]);
      },
    };
  },
});
