import { barCount, defineIndicator, factor } from '../indicator.ts';
import { RollingLine } from '../window/rolling-line.ts';

/**
 * Least squares moving average: where the straight line through the last `period` closes ends, `ahead` bars beyond the newest one
 * (0 is TA-Lib's LINEARREG, 1 its TSF; negative looks back, as TradingView's offset does). NaN during the warm-up of `period` − 1 bars.
 * @source Patrick Lafferty, "The End Point Moving Average", Stocks & Commodities, October 1995.
 */
export const lsma = defineIndicator({
  name: 'lsma',
  aliases: ['linreg', 'linearreg', 'least-squares-moving-average', 'epma', 'tsf', 'time-series-forecast'],
  title: 'Least squares moving average',
  family: 'averages',
  summary: 'The end of the straight line that fits the last closes best: where the trend of the window stands now.',
  placement: 'overlay',
  parameters: [barCount('Bars', 25, 'period', 2), factor('ahead', 'Bars ahead', 0, -100, 100)],
  warmUp: ([period]) => period - 1,
  create: ([period, ahead]) => {
    const line = new RollingLine(period);
    return {
      update({ close }, row, into) {
        const slope = line.update(close[row]);
        into[0] = line.end + ahead * slope;
      },
    };
  },
});
