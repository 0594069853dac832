import { Wma } from '../averages/wma.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { RateOfChange } from './roc.ts';

/**
 * Coppock curve in percent: the weighted average over `period` bars of the sum of the rates of change over `long` and `short` bars; NaN
 * during the warm-up of max(`long`, `short`) + `period` − 1 bars. Meant for monthly bars.
 * @source Edwin S. C. Coppock, Barron's, October 1962.
 */
export const coppock = defineIndicator({
  name: 'coppock',
  aliases: ['coppock-curve'],
  title: 'Coppock curve',
  family: 'momentum',
  summary: 'Slow momentum for long-term buying: a rise from below 0 has often followed the end of a bear market.',
  placement: 'pane',
  levels: [0],
  parameters: [barCount('Average bars', 10), barCount('Long rate bars', 14, 'long'), barCount('Short rate bars', 11, 'short')],
  warmUp: ([period, long, short]) => Math.max(long, short) + period - 1,
  create: ([period, longPeriod, shortPeriod]) => {
    const long = new RateOfChange(longPeriod);
    const short = new RateOfChange(shortPeriod);
    const average = new Wma(period);
    return {
      update({ close }, row, into) {
        const sum = long.update(close[row]) + short.update(close[row]);
        into[0] = sum === sum ? average.update(sum) : sum;
      },
    };
  },
});
