import { barCount, defineIndicator } from '../indicator.ts';
import { RangePosition } from './range-position.ts';

/**
 * Williams %R, −100..0: how far the close is below the highest high of `period` bars, in percent of their range. −50 where the range is
 * 0 (TA-Lib gives 0 there). NaN during the warm-up of `period` − 1 bars.
 * @source Larry Williams, "How I Made One Million Dollars Last Year Trading Commodities", 1973.
 */
export const williamsR = defineIndicator({
  name: 'williams-r',
  aliases: ['willr', 'williams-%r', '%r', 'wpr', 'williams'],
  title: 'Williams %R',
  family: 'momentum',
  summary: 'How far price closes below its recent high: above −20 near the top, below −80 near the bottom.',
  placement: 'pane',
  range: [-100, 0],
  levels: [-80, -20],
  parameters: [barCount('Bars', 14)],
  warmUp: ([period]) => period - 1,
  create: ([period]) => {
    const position = new RangePosition(period);
    return {
      update({ high, low, close }, row, into) {
        into[0] = position.update(high[row], low[row], close[row]) - 100;
      },
    };
  },
});
