import { barCount, defineIndicator } from '../indicator.ts';
import { TurningPoint } from './turning-point.ts';

/** The prices of the last confirmed swing high (`resistance`) and swing low (`support`), from the bar on that confirmed them; NaN until there is one. */
export const supportResistance = defineIndicator({
  name: 'support-resistance',
  aliases: ['sr'],
  title: 'Support and resistance',
  family: 'structure',
  summary: 'The last swing low and swing high, where price turned before and may again.',
  placement: 'overlay',
  isSparse: true,
  parameters: [barCount('Bars before', 10, 'left'), barCount('Bars after', 10, 'right')],
  outputs: [
    { name: 'resistance', title: 'Resistance', plot: 'step' },
    { name: 'support', title: 'Support', plot: 'step' },
  ],
  warmUp: ([left, right]) => left + right,
  create: ([left, right]) => {
    const highs = new TurningPoint('high', left, right);
    const lows = new TurningPoint('low', left, right);
    let resistance = Number.NaN;
    let support = Number.NaN;
    return {
      update({ high, low }, row, into) {
        const top = highs.update(high[row]);
        const bottom = lows.update(low[row]);
        if (top === top) resistance = top;
        if (bottom === bottom) support = bottom;
        into[0] = resistance;
        into[1] = support;
      },
    };
  },
});
