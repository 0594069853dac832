import { barCount, defineIndicator } from '../indicator.ts';
import { RollingLine } from '../window/rolling-line.ts';

/** Slope of the straight line of least squares through the last `period` closes, in price units a bar; NaN during the warm-up of `period − 1` bars. */
export const slope = defineIndicator({
  name: 'slope',
  aliases: ['linear-slope', 'linreg-slope', 'linearreg-slope', 'linearreg_slope'],
  title: 'Linear regression slope',
  family: 'statistics',
  summary: 'By how much price rises or falls a bar along the straight line that fits it best.',
  placement: 'pane',
  levels: [0],
  parameters: [barCount('Bars', 14, 'period', 2)],
  warmUp: ([period]) => period - 1,
  create: ([period]) => {
    const line = new RollingLine(period);
    return {
      update({ close }, row, into) {
        into[0] = line.update(close[row]);
      },
    };
  },
});
