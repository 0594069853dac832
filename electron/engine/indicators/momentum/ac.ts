import { Sma } from '../averages/sma.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { AwesomeOscillator } from './ao.ts';

/**
 * Accelerator oscillator in price units: the awesome oscillator less its simple average over `signal` bars; NaN during the warm-up of
 * `slow` + `signal` − 2 bars.
 * @source Bill Williams, "New Trading Dimensions", 1998.
 */
export const ac = defineIndicator({
  name: 'ac',
  aliases: ['accelerator', 'accelerator-oscillator'],
  title: 'Accelerator oscillator',
  family: 'momentum',
  summary: 'Whether momentum is gaining or losing speed, which comes before it turns.',
  placement: 'pane',
  levels: [0],
  parameters: [barCount('Fast bars', 5, 'fast'), barCount('Slow bars', 34, 'slow'), barCount('Signal bars', 5, 'signal')],
  outputs: [{ name: 'value', title: 'Accelerator oscillator', plot: 'histogram' }],
  warmUp: ([, slow, signal]) => slow + signal - 2,
  check: ([fast, slow]) => (fast < slow ? null : `expected fast to be below slow, found ${fast} and ${slow}`),
  create: ([fast, slow, signalPeriod]) => {
    const oscillator = new AwesomeOscillator(fast, slow);
    const signal = new Sma(signalPeriod);
    return {
      update({ high, low }, row, into) {
        const value = oscillator.update(high[row], low[row]);
        into[0] = value === value ? value - signal.update(value) : value;
      },
    };
  },
});
