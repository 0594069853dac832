import { Sma } from '../averages/sma.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { Lagged } from '../window/lagged.ts';

/**
 * Detrended price oscillator in price units: close less the simple average over `period` bars as it was ⌊`period` ÷ 2⌋ + 1 bars ago;
 * NaN during the warm-up of `period` + ⌊`period` ÷ 2⌋ bars. It looks only back, as TradingView's does when it is not centred; others
 * take the close of that many bars ago less the average of now.
 * @source Stephen B. Achelis, "Technical Analysis from A to Z", 1995.
 */
export const dpo = defineIndicator({
  name: 'dpo',
  aliases: ['detrended-price', 'detrended-price-oscillator'],
  title: 'Detrended price oscillator',
  family: 'momentum',
  summary: 'Price with its trend taken out, so that cycles shorter than its length are seen.',
  placement: 'pane',
  levels: [0],
  parameters: [barCount('Bars', 21)],
  warmUp: ([period]) => period + Math.floor(period / 2),
  create: ([period]) => {
    const average = new Sma(period);
    const before = new Lagged(Math.floor(period / 2) + 1);
    return {
      update({ close }, row, into) {
        into[0] = close[row] - before.update(average.update(close[row]));
      },
    };
  },
});
