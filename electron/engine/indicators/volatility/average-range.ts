import { Sma } from '../averages/sma.ts';
import { barCount, defineIndicator } from '../indicator.ts';

/** The simple average of high − low over the last `period` bars, gaps left out; NaN during the warm-up of `period − 1` bars. */
export const averageRange = defineIndicator({
  name: 'average-range',
  aliases: ['adr', 'average-day-range'],
  title: 'Average bar range',
  family: 'volatility',
  summary: 'The mean distance from high to low of the last bars: what a bar usually covers, gaps left out.',
  placement: 'pane',
  parameters: [barCount('Bars', 14)],
  warmUp: ([period]) => period - 1,
  create: ([period]) => {
    const average = new Sma(period);
    return {
      update({ high, low }, row, into) {
        into[0] = average.update(high[row] - low[row]);
      },
    };
  },
});
