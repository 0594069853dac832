import { defineIndicator } from '../indicator.ts';
import { TurningPoint } from './turning-point.ts';

const WINGS = 2;

/**
 * Williams fractals: `up` is a high strictly above those of the two bars before and after it, `down` a low strictly below them. Known two
 * bars late and drawn there. Some charts also mark plateaus.
 * @source Bill Williams, "Trading Chaos", 1995.
 */
export const fractals = defineIndicator({
  name: 'fractals',
  aliases: ['williams-fractals', 'fractal'],
  title: 'Williams fractals',
  family: 'structure',
  summary: 'Small turning points of five bars: levels whose break shows that a move goes on.',
  placement: 'overlay',
  isSparse: true,
  parameters: [],
  outputs: [
    { name: 'up', title: 'Fractal high', plot: 'dots', shift: () => -WINGS },
    { name: 'down', title: 'Fractal low', plot: 'dots', shift: () => -WINGS },
  ],
  warmUp: () => 2 * WINGS,
  create: () => {
    const highs = new TurningPoint('high', WINGS, WINGS);
    const lows = new TurningPoint('low', WINGS, WINGS);
    return {
      update({ high, low }, row, into) {
        into[0] = highs.update(high[row]);
        into[1] = lows.update(low[row]);
      },
    };
  },
});
