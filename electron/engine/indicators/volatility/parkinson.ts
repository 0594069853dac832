import { barCount, defineIndicator, factor } from '../indicator.ts';
import { logRatio, RangeVolatility } from './range-volatility.ts';

const FOUR_LN_2 = 2.772588722239781;

/**
 * Parkinson volatility in percent a year: each bar shows ln(high ÷ low)² ÷ (4 ln 2). NaN during the warm-up of `period − 1` bars.
 * @source Michael Parkinson, "The Extreme Value Method for Estimating the Variance of the Rate of Return", Journal of Business, 1980.
 */
export const parkinson = defineIndicator({
  name: 'parkinson',
  aliases: ['parkinson-volatility'],
  title: 'Parkinson volatility',
  family: 'volatility',
  summary: 'Volatility in percent a year from highs and lows, which tell more than closes do.',
  placement: 'pane',
  parameters: [barCount('Bars', 10), factor('barsPerYear', 'Bars in a year', 365, 1, 600_000)],
  warmUp: ([period]) => period - 1,
  create: ([period, barsPerYear]) => {
    const volatility = new RangeVolatility(period, barsPerYear);
    return {
      update({ high, low }, row, into) {
        const reach = logRatio(high[row], low[row]);
        into[0] = volatility.update((reach * reach) / FOUR_LN_2);
      },
    };
  },
});
