import { barCount, defineIndicator } from '../indicator.ts';
import { Rsi } from './rsi.ts';
import { Stochastic } from './stochastic.ts';

/**
 * Stochastic RSI, 0..100: the slow stochastic oscillator of Wilder's RSI. `k` comes after `rsiPeriod` + `period` + `slowing` − 2 bars,
 * `d` `signal` − 1 later. Where the RSI stands still `k` tends to 50. Some libraries give 0..1 and leave out the slowing.
 * @source Tushar S. Chande and Stanley Kroll, "The New Technical Trader", 1994; smoothed as on TradingView.
 */
export const stochrsi = defineIndicator({
  name: 'stochrsi',
  aliases: ['stoch-rsi', 'stochastic-rsi', 'srsi'],
  title: 'Stochastic RSI',
  family: 'momentum',
  summary: 'Where RSI stands within its own recent range: it reaches its bounds sooner than RSI does.',
  placement: 'pane',
  range: [0, 100],
  levels: [20, 80],
  parameters: [
    barCount('RSI bars', 14, 'rsiPeriod'),
    barCount('Stochastic bars', 14),
    barCount('Slowing bars of %K', 3, 'slowing'),
    barCount('Bars of %D', 3, 'signal'),
  ],
  outputs: [
    { name: 'k', title: '%K', plot: 'line' },
    { name: 'd', title: '%D', plot: 'line' },
  ],
  warmUp: ([rsiPeriod, period, slowing, signal]) => rsiPeriod + period + slowing + signal - 3,
  create: ([rsiPeriod, period, slowing, signal]) => {
    const strength = new Rsi(rsiPeriod);
    const oscillator = new Stochastic(period, slowing, signal);
    return {
      update({ close }, row, into) {
        const value = strength.update(close[row]);
        if (value === value) oscillator.update(value, value, value);
        into[0] = oscillator.k;
        into[1] = oscillator.d;
      },
    };
  },
});
