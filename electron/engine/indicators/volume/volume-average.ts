import { Sma } from '../averages/sma.ts';
import { barCount, defineIndicator } from '../indicator.ts';

/** Simple average of volume in units traded over the last `period` bars; NaN during the warm-up of `period − 1` bars. */
export const volumeAverage = defineIndicator({
  name: 'volume-average',
  aliases: ['volume-sma', 'volume-ma'],
  title: 'Average volume',
  family: 'volume',
  summary: 'How much is usually traded in a bar.',
  placement: 'pane',
  parameters: [barCount('Bars', 20)],
  warmUp: ([period]) => period - 1,
  create: ([period]) => {
    const average = new Sma(period);
    return {
      update({ volume }, row, into) {
        into[0] = average.update(volume[row]);
      },
    };
  },
});
