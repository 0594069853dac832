import { barCount, defineIndicator } from '../indicator.ts';
import { RelativeVolatility } from '../volatility/relative-volatility.ts';
import { RollingLine } from '../window/rolling-line.ts';

/**
 * Inertia: the end of the least squares line through the last `period` values of the relative volatility index; above 50 the trend is up.
 * NaN during the warm-up of the index and `period` − 1 bars more. The line may end a little outside 0..100.
 * @source Donald Dorsey, "Refining the Relative Volatility Index", Stocks & Commodities, September 1995.
 */
export const inertia = defineIndicator({
  name: 'inertia',
  title: 'Inertia',
  family: 'momentum',
  summary: 'Which way the market would coast if nothing pushed it: up above 50, down below.',
  placement: 'pane',
  levels: [50],
  parameters: [
    barCount('Line bars', 20, 'period', 2),
    barCount('Deviation bars', 10, 'deviationPeriod'),
    barCount('EMA bars', 14, 'smoothing'),
  ],
  warmUp: ([period, deviationPeriod, smoothing]) => Math.max(deviationPeriod - 1, 1) + smoothing - 1 + period - 1,
  create: ([period, deviationPeriod, smoothing]) => {
    const index = new RelativeVolatility(deviationPeriod, smoothing);
    const line = new RollingLine(period);
    return {
      update({ close }, row, into) {
        const value = index.update(close[row]);
        if (value === value) line.update(value);
        into[0] = line.end;
      },
    };
  },
});
