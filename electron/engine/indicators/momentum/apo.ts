import { Ema } from '../averages/ema.ts';
import { barCount, defineIndicator } from '../indicator.ts';

/**
 * Absolute price oscillator in price units: fast less slow EMA of closes; NaN during the warm-up of `slow` − 1 bars.
 * TA-Lib takes simple averages by default.
 * @source TA-Lib, APO; TradingView, Absolute Price Oscillator.
 */
export const apo = defineIndicator({
  name: 'apo',
  aliases: ['absolute-price-oscillator'],
  title: 'Absolute price oscillator',
  family: 'momentum',
  summary: 'How far the fast average is above the slow one, in price.',
  placement: 'pane',
  levels: [0],
  parameters: [barCount('Fast EMA bars', 12, 'fast'), barCount('Slow EMA bars', 26, 'slow')],
  check: ([fast, slow]) => (fast < slow ? null : `expected fast to be below slow, found ${fast} and ${slow}`),
  warmUp: ([, slow]) => slow - 1,
  create: ([fastPeriod, slowPeriod]) => {
    const fast = new Ema(fastPeriod);
    const slow = new Ema(slowPeriod);
    return {
      update({ close }, row, into) {
        into[0] = fast.update(close[row]) - slow.update(close[row]);
      },
    };
  },
});
