import { Sma } from '../averages/sma.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { ratio, within } from '../window/ratio.ts';

/**
 * Balance of power, −1..1: (close − open) ÷ (high − low), 0 where the bar has no height, as in TA-Lib; averaged over `period` bars, of
 * which 1 leaves it as it is. NaN during the warm-up of `period` − 1 bars.
 * @source Igor Livshin, "Balance of Market Power", Stocks & Commodities, August 2001.
 */
export const bop = defineIndicator({
  name: 'bop',
  aliases: ['balance-of-power'],
  title: 'Balance of power',
  family: 'momentum',
  summary: 'Whether buyers or sellers carried the bar from its open to its close.',
  placement: 'pane',
  range: [-1, 1],
  levels: [0],
  parameters: [barCount('Bars averaged', 1)],
  warmUp: ([period]) => period - 1,
  create: ([period]) => {
    const average = new Sma(period);
    return {
      update({ open, high, low, close }, row, into) {
        into[0] = within(average.update(within(ratio(close[row] - open[row], high[row] - low[row]), -1, 1)), -1, 1);
      },
    };
  },
});
