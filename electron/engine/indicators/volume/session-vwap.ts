import { defineIndicator } from '../indicator.ts';
import { span } from '../window/calendar.ts';
import { Vwap } from './vwap.ts';

/** VWAP that starts afresh with each UTC day, week from Monday or month; no warm-up. An exchange whose session spans midnight UTC is split there. */
export const sessionVwap = defineIndicator({
  name: 'session-vwap',
  aliases: ['vwap-session'],
  title: 'Session VWAP',
  family: 'volume',
  summary: 'The average price paid per unit since the day (or week, or month) began: what many desks measure their fills by.',
  placement: 'overlay',
  parameters: [span('Starts afresh: 1 each day, 2 week, 3 month (UTC)', 1)],
  warmUp: () => 0,
  create: ([every]) => {
    const average = new Vwap(every);
    return {
      update({ openTime, high, low, close, volume }, row, into) {
        into[0] = average.update(openTime[row], (high[row] + low[row] + close[row]) / 3, volume[row]);
      },
    };
  },
});
