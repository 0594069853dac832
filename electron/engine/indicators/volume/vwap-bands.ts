import { defineIndicator, factor } from '../indicator.ts';
import { span } from '../window/calendar.ts';
import { Vwap } from './vwap.ts';

/**
 * VWAP of a span of the UTC calendar with bands `deviations` volume-weighted population standard deviations of the typical price
 * around it. No warm-up: on the first bar of a span the bands have no width.
 */
export const vwapBands = defineIndicator({
  name: 'vwap-bands',
  aliases: ['vwapbands'],
  title: 'VWAP bands',
  family: 'volume',
  summary: 'The average price paid in the session and how far trades usually lie from it: edges are stretched prices.',
  placement: 'overlay',
  parameters: [
    span('Starts afresh: 0 never, 1 each day, 2 week, 3 month (UTC)', 1, 0),
    factor('deviations', 'Standard deviations', 2, 0.1, 10),
  ],
  outputs: [
    { name: 'upper', title: 'Upper', plot: 'line' },
    { name: 'middle', title: 'VWAP', plot: 'line' },
    { name: 'lower', title: 'Lower', plot: 'line' },
  ],
  warmUp: () => 0,
  create: ([every, deviations]) => {
    const bands = new Vwap(every);
    return {
      update({ openTime, high, low, close, volume }, row, into) {
        const middle = bands.update(openTime[row], (high[row] + low[row] + close[row]) / 3, volume[row]);
        const width = deviations * bands.deviation;
        into[0] = middle + width;
        into[1] = middle;
        into[2] = middle - width;
      },
    };
  },
});
