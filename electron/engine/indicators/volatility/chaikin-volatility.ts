import { Ema } from '../averages/ema.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { Lagged } from '../window/lagged.ts';
import { ratio } from '../window/ratio.ts';

/**
 * Chaikin volatility in percent: by how much the EMA of high − low changed over `change` bars; 0 where there was no range to
 * compare with. NaN during the warm-up of period − 1 + change bars.
 * @source Marc Chaikin; Steven B. Achelis, "Technical Analysis from A to Z", 1995.
 */
export class ChaikinVolatility {
  readonly #average: Ema;
  readonly #earlier: Lagged;

  constructor(period: number, change: number) {
    this.#average = new Ema(period);
    this.#earlier = new Lagged(change);
  }

  update(high: number, low: number): number {
    const range = this.#average.update(high - low);
    const before = this.#earlier.update(range);
    return before === before ? 100 * ratio(range - before, before) : before;
  }
}

export const chaikinVolatility = defineIndicator({
  name: 'chaikin-volatility',
  aliases: ['cvi', 'cv'],
  title: 'Chaikin volatility',
  family: 'volatility',
  summary: 'Whether bars are getting wider or narrower, in percent: sharp widening often marks a turn.',
  placement: 'pane',
  levels: [0],
  parameters: [barCount('EMA bars', 10), barCount('Bars between', 10, 'change')],
  warmUp: ([period, change]) => period - 1 + change,
  create: ([period, change]) => {
    const volatility = new ChaikinVolatility(period, change);
    return {
      update({ high, low }, row, into) {
        into[0] = volatility.update(high[row], low[row]);
      },
    };
  },
});
