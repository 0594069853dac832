import { barCount, defineIndicator } from '../indicator.ts';
import { Returns } from '../window/returns.ts';
import { RollingShape } from '../window/rolling-shape.ts';

/**
 * Excess kurtosis m₄ ÷ m₂² − 3 of the last `period` relative changes of close, as of the whole population; 0 where they do not differ. NaN
 * during the warm-up of `period` bars.
 * @source Karl Pearson, 1905; Fisher's g₂.
 */
export const kurtosis = defineIndicator({
  name: 'kurtosis',
  aliases: ['kurt'],
  title: 'Kurtosis of returns',
  family: 'statistics',
  summary: 'How often very large moves come compared with a normal distribution, which is 0.',
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
        into[0] = shape.kurtosis;
      },
    };
  },
});
