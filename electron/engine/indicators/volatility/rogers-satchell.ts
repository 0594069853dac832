import { barCount, defineIndicator, factor, single } from '../indicator.ts';
import { logRatio, RangeVolatility } from './range-volatility.ts';

/**
 * Rogers-Satchell volatility in percent a year: each bar shows ln(high ÷ close) ln(high ÷ open) + ln(low ÷ close) ln(low ÷ open).
 * NaN during the warm-up of `period − 1` bars.
 * @source L. C. G. Rogers and S. E. Satchell, "Estimating Variance from High, Low and Closing Prices", Annals of Applied Probability, 1991.
 */
export const rogersSatchell = defineIndicator({
  name: 'rogers-satchell',
  aliases: ['rogers-satchell-volatility'],
  title: 'Rogers-Satchell volatility',
  family: 'volatility',
  summary: 'Volatility in percent a year from all four prices, not misled by a trend.',
  placement: 'pane',
  parameters: [barCount('Bars', 10), factor('barsPerYear', 'Bars in a year', 365, 1, 600_000)],
  warmUp: ([period]) => period - 1,
  create: ([period, barsPerYear]) => {
    const volatility = new RangeVolatility(period, barsPerYear);
    return single(({ open, high, low, close }, row) => {
      const above = logRatio(high[row], close[row]) * logRatio(high[row], open[row]);
      const below = logRatio(low[row], close[row]) * logRatio(low[row], open[row]);
      return volatility.update(above + below);
    });
  },
});
