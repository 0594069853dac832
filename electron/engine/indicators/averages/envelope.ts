import { barCount, defineIndicator, factor } from '../indicator.ts';
import { Sma } from './sma.ts';

/**
 * Moving average envelope: the simple average of the last `period` closes, and lines `percent` % above and below it. NaN during the
 * warm-up of `period` − 1 bars.
 * @source John J. Murphy, "Technical Analysis of the Financial Markets", 1999, chapter 9.
 */
export const envelope = defineIndicator({
  name: 'envelope',
  aliases: ['ma-envelope', 'moving-average-envelope', 'env'],
  title: 'Moving average envelope',
  family: 'averages',
  summary: 'Lines at a fixed distance around the average: price outside them has run far from its mean.',
  placement: 'overlay',
  parameters: [barCount('Bars', 20), factor('percent', 'Distance in percent', 10, 0.01, 100)],
  outputs: [
    { name: 'upper', title: 'Upper', plot: 'line' },
    { name: 'middle', title: 'Middle', plot: 'line' },
    { name: 'lower', title: 'Lower', plot: 'line' },
  ],
  warmUp: ([period]) => period - 1,
  create: ([period, percent]) => {
    const average = new Sma(period);
    const width = percent / 100;
    return {
      update({ close }, row, into) {
        const middle = average.update(close[row]);
        into[0] = middle * (1 + width);
        into[1] = middle;
        into[2] = middle * (1 - width);
      },
    };
  },
});
