import { barCount, defineIndicator } from '../indicator.ts';
import { ratio, within } from '../window/ratio.ts';
import { RollingSum } from '../window/rolling-sum.ts';
import { moneyFlow } from './adl.ts';

/**
 * Chaikin money flow, −1..1: money flow volume over volume of the last `period` bars; 0 where nothing was traded. NaN during the
 * warm-up of `period − 1` bars.
 * @source Marc Chaikin; StockCharts ChartSchool.
 */
export class Cmf {
  readonly #flow: RollingSum;
  readonly #volume: RollingSum;

  constructor(period: number) {
    this.#flow = new RollingSum(period);
    this.#volume = new RollingSum(period);
  }

  update(high: number, low: number, close: number, volume: number): number {
    const flow = this.#flow.update(moneyFlow(high, low, close, volume));
    const total = this.#volume.update(volume);
    return flow === flow ? within(ratio(flow, total), -1, 1) : flow;
  }
}

export const cmf = defineIndicator({
  name: 'cmf',
  aliases: ['chaikin-money-flow'],
  title: 'Chaikin money flow',
  family: 'volume',
  summary: 'Whether volume came with closes near the high (above 0) or near the low of their bars.',
  placement: 'pane',
  range: [-1, 1],
  levels: [0],
  parameters: [barCount('Bars', 20)],
  warmUp: ([period]) => period - 1,
  create: ([period]) => {
    const flow = new Cmf(period);
    return {
      update({ high, low, close, volume }, row, into) {
        into[0] = flow.update(high[row], low[row], close[row], volume[row]);
      },
    };
  },
});
