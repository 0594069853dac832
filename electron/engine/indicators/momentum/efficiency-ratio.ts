import { PathEfficiency } from '../averages/path-efficiency.ts';
import { barCount, defineIndicator } from '../indicator.ts';

/** Kaufman's efficiency ratio of closes, 0..1; see `PathEfficiency`. */
export const efficiencyRatio = defineIndicator({
  name: 'efficiency-ratio',
  aliases: ['er', 'kaufman-efficiency', 'efficiency'],
  title: 'Efficiency ratio',
  family: 'momentum',
  summary: 'How straight price went: 1 for a line, near 0 for noise.',
  placement: 'pane',
  range: [0, 1],
  parameters: [barCount('Bars', 10)],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const efficiency = new PathEfficiency(period);
    return {
      update({ close }, row, into) {
        into[0] = efficiency.update(close[row]);
      },
    };
  },
});
