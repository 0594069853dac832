import { barCount, defineIndicator } from '../indicator.ts';
import { ratio, within } from '../window/ratio.ts';
import { RollingLine } from '../window/rolling-line.ts';

/**
 * Coefficient of determination of the straight line of least squares through the last `period` closes, 0..1; 0 where price did not
 * move. NaN during the warm-up of `period − 1` bars.
 * @source Tushar Chande and Stanley Kroll, "The New Technical Trader", 1994.
 */
export const rSquared = defineIndicator({
  name: 'r-squared',
  aliases: ['r2', 'rsquared'],
  title: 'R-squared',
  family: 'statistics',
  summary: 'How straight price has moved: near 1 it follows a line, near 0 it wanders.',
  placement: 'pane',
  range: [0, 1],
  parameters: [barCount('Bars', 14, 'period', 2)],
  warmUp: ([period]) => period - 1,
  create: ([period]) => {
    const line = new RollingLine(period);
    return {
      update({ close }, row, into) {
        line.update(close[row]);
        into[0] = line.slope === line.slope ? within(ratio(line.squares - line.residue, line.squares), 0, 1) : line.slope;
      },
    };
  },
});
