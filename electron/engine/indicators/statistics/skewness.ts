import { barCount, defineIndicator } from '../indicator.ts';
import { Returns } from '../window/returns.ts';
import { RollingShape } from '../window/rolling-shape.ts';

/**
 * Skewness m₃ ÷ m₂^1.5 of the last `period` relative changes of close, as of the whole population; 0 where they do not differ. NaN
 * during the warm-up of `period` bars.
 * @source Karl Pearson, 1895; Fisher's g₁.
 */
export const skewness = defineIndicator({
  name: 'skewness',
  aliases: ['skew'],
  title: 'Skewness of returns',
  family: 'statistics',
  summary: 'Whether large moves come more often up (above 0) or down (below 0).',
  placement: 'pane',
  levels: [0],
  parameters: [barCount('Returns', 60, 'period', 3)],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const returns = new Returns();
    const shape = new RollingShape(period);
    return {
      update({ close }, row, into) {
        const change = returns.update(close[row]);
        if (change === change) shape.update(change);
        into[0] = shape.skewness;
      },
    };
  },
});
