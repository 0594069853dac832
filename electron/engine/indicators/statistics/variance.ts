import { barCount, defineIndicator } from '../indicator.ts';
import { RollingVariance } from '../window/rolling-variance.ts';

/** Population variance of the last `period` closes in squared price units; NaN during the warm-up of `period − 1` bars. TA-Lib's default is 5 bars. */
export const variance = defineIndicator({
  name: 'variance',
  aliases: ['var'],
  title: 'Variance',
  family: 'statistics',
  summary: 'The mean squared distance of closes from their mean.',
  placement: 'pane',
  parameters: [barCount('Bars', 20)],
  warmUp: ([period]) => period - 1,
  create: ([period]) => {
    const window = new RollingVariance(period);
    return {
      update({ close }, row, into) {
        into[0] = window.update(close[row]);
      },
    };
  },
});
