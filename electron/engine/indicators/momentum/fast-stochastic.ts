import { barCount, defineIndicator } from '../indicator.ts';
import { Stochastic } from './stochastic.ts';

/**
 * Fast stochastic oscillator, 0..100: `k` is the place of the close in the range of `period` bars, not slowed; `d` its simple average
 * over `signal` bars. NaN during the warm-up of `period` − 1 bars, and `signal` − 1 more for `d`.
 * @source George C. Lane, "Lane's Stochastics", Stocks & Commodities, May 1984; TA-Lib, STOCHF.
 */
export const fastStochastic = defineIndicator({
  name: 'fast-stochastic',
  aliases: ['stochf', 'fast-stoch'],
  title: 'Fast stochastic oscillator',
  family: 'momentum',
  summary: 'Where price closes within its recent range, without slowing: quick and restless.',
  placement: 'pane',
  range: [0, 100],
  levels: [20, 80],
  parameters: [barCount('Bars', 14), barCount('Bars of %D', 3, 'signal')],
  outputs: [
    { name: 'k', title: '%K', plot: 'line' },
    { name: 'd', title: '%D', plot: 'line' },
  ],
  warmUp: ([period, signal]) => period + signal - 2,
  create: ([period, signal]) => {
    const oscillator = new Stochastic(period, 1, signal);
    return {
      update({ high, low, close }, row, into) {
        oscillator.update(high[row], low[row], close[row]);
        into[0] = oscillator.k;
        into[1] = oscillator.d;
      },
    };
  },
});
