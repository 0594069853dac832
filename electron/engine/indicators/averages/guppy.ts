import { defineIndicator } from '../indicator.ts';
import { Ema } from './ema.ts';

const SHORT = [3, 5, 8, 10, 12, 15];
const LONG = [30, 35, 40, 45, 50, 60];

/**
 * Guppy multiple moving averages: exponential averages of closes over 3, 5, 8, 10, 12, 15 bars (traders) and 30, 35, 40, 45, 50, 60
 * bars (investors). Each is NaN until as many closes have come.
 * @source Daryl Guppy, "Trend Trading", 2004.
 */
export const guppy = defineIndicator({
  name: 'gmma',
  aliases: ['guppy', 'guppy-multiple-moving-average', 'ribbon'],
  title: 'Guppy multiple moving average',
  family: 'averages',
  summary: 'Two ribbons of averages: where the fast one parts from the slow one a trend has the market behind it.',
  placement: 'overlay',
  parameters: [],
  outputs: [...SHORT, ...LONG].map((period) => ({ name: `ema${period}`, title: `EMA ${period}`, plot: 'line' })),
  warmUp: () => 59,
  create: () => {
    const averages = [...SHORT, ...LONG].map((period) => new Ema(period));
    return {
      update({ close }, row, into) {
        for (let i = 0; i < averages.length; i += 1) into[i] = averages[i].update(close[row]);
      },
    };
  },
});
