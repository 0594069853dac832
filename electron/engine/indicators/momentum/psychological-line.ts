import { barCount, defineIndicator } from '../indicator.ts';
import { Lagged } from '../window/lagged.ts';
import { RollingSum } from '../window/rolling-sum.ts';

/**
 * Psychological line, 0..100: in how many percent of the last `period` bars the close rose; NaN during the warm-up of `period` bars.
 * @source Futures industry of Japan; Investopedia, "Psychological Line".
 */
export const psychologicalLine = defineIndicator({
  name: 'psychological-line',
  aliases: ['psy', 'psl'],
  title: 'Psychological line',
  family: 'momentum',
  summary: 'How many of the last bars rose: beyond 75 the mood is hot, below 25 it is cold.',
  placement: 'pane',
  range: [0, 100],
  levels: [25, 50, 75],
  parameters: [barCount('Bars', 12)],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const rises = new RollingSum(period);
    const before = new Lagged(1);
    return {
      update({ close }, row, into) {
        const change = close[row] - before.update(close[row]);
        into[0] = change === change ? (100 * rises.update(change > 0 ? 1 : 0)) / period : change;
      },
    };
  },
});
