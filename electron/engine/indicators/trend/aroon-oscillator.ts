import { barCount, defineIndicator } from '../indicator.ts';
import { Aroon } from './aroon.ts';

/**
 * Aroon oscillator, −100..100: Aroon up less Aroon down; NaN during the warm-up of `period` bars.
 * @source Tushar S. Chande, "A Time Price Oscillator", Stocks & Commodities, September 1995.
 */
export const aroonOscillator = defineIndicator({
  name: 'aroon-oscillator',
  aliases: ['aroonosc', 'aroon-osc'],
  title: 'Aroon oscillator',
  family: 'trend',
  summary: 'Whether the last high or the last low is fresher: above 0 the trend is up.',
  placement: 'pane',
  range: [-100, 100],
  levels: [-50, 0, 50],
  parameters: [barCount('Bars', 14)],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const lines = new Aroon(period);
    return {
      update({ high, low }, row, into) {
        into[0] = lines.update(high[row], low[row]);
      },
    };
  },
});
