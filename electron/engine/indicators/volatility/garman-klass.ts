import { barCount, defineIndicator, factor } from '../indicator.ts';
import { logRatio, RangeVolatility } from './range-volatility.ts';

const BODY_WEIGHT = 0.3862943611198906;

/**
 * Garman-Klass volatility in percent a year: each bar shows ½ ln(high ÷ low)² − (2 ln 2 − 1) ln(close ÷ open)². NaN during the
 * warm-up of `period − 1` bars.
 * @source Mark Garman and Michael Klass, "On the Estimation of Security Price Volatilities from Historical Data", Journal of Business, 1980.
 */
export const garmanKlass = defineIndicator({
  name: 'garman-klass',
  aliases: ['garman-klass-volatility', 'gk'],
  title: 'Garman-Klass volatility',
  family: 'volatility',
  summary: 'Volatility in percent a year from all four prices of each bar, steadier than one from closes.',
  placement: 'pane',
  parameters: [barCount('Bars', 10), factor('barsPerYear', 'Bars in a year', 365, 1, 600_000)],
  warmUp: ([period]) => period - 1,
  create: ([period, barsPerYear]) => {
    const volatility = new RangeVolatility(period, barsPerYear);
    return {
      update({ open, high, low, close }, row, into) {
        const reach = logRatio(high[row], low[row]);
        const body = logRatio(close[row], open[row]);
        into[0] = volatility.update(0.5 * reach * reach - BODY_WEIGHT * body * body);
      },
    };
  },
});
