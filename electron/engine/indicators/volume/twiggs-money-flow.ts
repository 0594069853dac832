import { WilderAverage } from '../averages/wilder-average.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { ratio, within } from '../window/ratio.ts';
import { moneyFlow } from './adl.ts';

/**
 * Twiggs money flow, −1..1: money flow volume within the true range (gaps included) over volume, both smoothed as Wilder does; 0 where
 * nothing was traded. NaN during the warm-up of `period` bars. Twiggs' own averages are exponential with Wilder's weight; ours are
 * seeded with the simple average.
 * @source Colin Twiggs, Incredible Charts, "Twiggs Money Flow".
 */
export class TwiggsMoneyFlow {
  value = Number.NaN;
  readonly #flow: WilderAverage;
  readonly #volume: WilderAverage;
  #before = Number.NaN;

  constructor(period: number) {
    this.#flow = new WilderAverage(period);
    this.#volume = new WilderAverage(period);
  }

  update(high: number, low: number, close: number, volume: number): number {
    const before = this.#before;
    this.#before = close;
    if (before !== before) return this.value;
    const top = high > before ? high : before;
    const bottom = low < before ? low : before;
    const flow = this.#flow.update(moneyFlow(top, bottom, close, volume));
    const total = this.#volume.update(volume);
    if (flow === flow) this.value = within(ratio(flow, total), -1, 1);
    return this.value;
  }
}

export const twiggsMoneyFlow = defineIndicator({
  name: 'twiggs-money-flow',
  aliases: ['tmf', 'twiggs'],
  title: 'Twiggs money flow',
  family: 'volume',
  summary: 'Chaikin money flow that counts gaps and forgets slowly: above 0 money flows in.',
  placement: 'pane',
  range: [-1, 1],
  levels: [0],
  parameters: [barCount('Bars', 21)],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const flow = new TwiggsMoneyFlow(period);
    return {
      update({ high, low, close, volume }, row, into) {
        into[0] = flow.update(high[row], low[row], close[row], volume[row]);
      },
    };
  },
});
