import { barCount, defineIndicator } from '../indicator.ts';
import { TurningPoint } from './turning-point.ts';

/**
 * Swing highs and lows: bars whose high (low) is strictly beyond that of the `left` bars before and the `right` bars after. The value comes on
 * the bar that confirms it, `right` bars late, and is drawn that far to the left. It never changes afterwards.
 */
export const swingPoints = defineIndicator({
  name: 'swing-points',
  aliases: ['swings', 'swing-high-low', 'pivots-high-low'],
  title: 'Swing highs and lows',
  family: 'structure',
  summary: 'Where price turned: highs and lows beyond all bars around them, known some bars later.',
  placement: 'overlay',
  isSparse: true,
  parameters: [barCount('Bars before', 10, 'left'), barCount('Bars after', 10, 'right')],
  outputs: [
    { name: 'high', title: 'Swing high', plot: 'dots', shift: ([, right]) => -right },
    { name: 'low', title: 'Swing low', plot: 'dots', shift: ([, right]) => -right },
  ],
  warmUp: ([left, right]) => left + right,
  create: ([left, right]) => {
    const highs = new TurningPoint('high', left, right);
    const lows = new TurningPoint('low', left, right);
    return {
      update({ high, low }, row, into) {
        into[0] = highs.update(high[row]);
        into[1] = lows.update(low[row]);
      },
    };
  },
});
