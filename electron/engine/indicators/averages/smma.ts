import { barCount, defineIndicator } from '../indicator.ts';
import { WilderAverage } from './wilder-average.ts';

/** Wilder's smoothing of closes, an exponential average with weight 1 ÷ `period`; see `WilderAverage`. */
export const smma = defineIndicator({
  name: 'smma',
  aliases: ['rma', 'wilder', 'smoothed-moving-average', 'mma'],
  title: 'Smoothed moving average',
  family: 'averages',
  summary: "Wilder's slow average, as used within RSI, ATR and ADX: old bars fade but never drop out.",
  placement: 'overlay',
  parameters: [barCount('Bars', 7)],
  warmUp: ([period]) => period - 1,
  create: ([period]) => {
    const average = new WilderAverage(period);
    return {
      update({ close }, row, into) {
        into[0] = average.update(close[row]);
      },
    };
  },
});
