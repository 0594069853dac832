import { Ema } from '../averages/ema.ts';
import { barCount, defineIndicator } from '../indicator.ts';

/**
 * Elder-ray in price units: `bull` is high less the EMA of closes, `bear` low less it; NaN during the warm-up of `period` − 1 bars.
 * @source Alexander Elder, "Trading for a Living", 1993.
 */
export const elderRay = defineIndicator({
  name: 'elder-ray',
  aliases: ['eri', 'elder-ray-index', 'bull-bear-power', 'bbpower'],
  title: 'Elder-ray (bull and bear power)',
  family: 'momentum',
  summary: 'How far buyers can lift price above its average, and sellers push it below.',
  placement: 'pane',
  levels: [0],
  parameters: [barCount('EMA bars', 13)],
  outputs: [
    { name: 'bull', title: 'Bull power', plot: 'histogram' },
    { name: 'bear', title: 'Bear power', plot: 'histogram' },
  ],
  warmUp: ([period]) => period - 1,
  create: ([period]) => {
    const average = new Ema(period);
    return {
      update({ high, low, close }, row, into) {
        const middle = average.update(close[row]);
        into[0] = high[row] - middle;
        into[1] = low[row] - middle;
      },
    };
  },
});
