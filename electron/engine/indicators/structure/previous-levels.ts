import { defineIndicator } from '../indicator.ts';
import { span } from '../window/calendar.ts';
import { PeriodLevels } from './period-levels.ts';

/** High, low and close of the UTC day, week or month before; NaN during the first one, so values begin at a bar that depends on the data. */
export const previousLevels = defineIndicator({
  name: 'previous-levels',
  aliases: ['previous-high-low', 'pdh', 'pdl'],
  title: 'Previous high, low and close',
  family: 'structure',
  summary: 'The high, low and close of the day (week, month) before, which many traders watch.',
  placement: 'overlay',
  isSparse: true,
  parameters: [span('Of the last: 1 day, 2 week, 3 month (UTC)', 1)],
  outputs: [
    { name: 'high', title: 'Previous high', plot: 'step' },
    { name: 'low', title: 'Previous low', plot: 'step' },
    { name: 'close', title: 'Previous close', plot: 'step' },
  ],
  warmUp: () => 1,
  create: ([every]) => {
    const before = new PeriodLevels(every);
    return {
      update({ openTime, open, high, low, close }, row, into) {
        before.update(openTime[row], open[row], high[row], low[row], close[row]);
        into[0] = before.high;
        into[1] = before.low;
        into[2] = before.close;
      },
    };
  },
});
