import { barCount, defineIndicator, factor } from '../indicator.ts';
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
    return {
      update({ open, high, low, close }, row, into) {
        // Each of the four logarithms is a difference of these three.
        const top = logRatio(high[row], open[row]);
        const bottom = logRatio(low[row], open[row]);
        const body = logRatio(close[row], open[row]);
        into[0] = volatility.update(top * (top - body) + bottom * (bottom - body));
      },
    };
  },
});
