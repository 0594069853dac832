import { barCount, defineIndicator } from '../indicator.ts';
import { Lagged } from '../window/lagged.ts';

/**
 * Momentum in price units: close less the close `period` bars ago; NaN during the warm-up of `period` bars.
 * @source TA-Lib, MOM.
 */
export const mom = defineIndicator({
  name: 'momentum',
  aliases: ['mom'],
  title: 'Momentum',
  family: 'momentum',
  summary: 'How far price has come over the last bars.',
  placement: 'pane',
  levels: [0],
  parameters: [barCount('Bars', 10)],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const before = new Lagged(period);
    return {
      update({ close }, row, into) {
        into[0] = close[row] - before.update(close[row]);
      },
    };
  },
});
