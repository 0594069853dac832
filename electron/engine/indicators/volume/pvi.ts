import { defineIndicator } from '../indicator.ts';
import { VolumeIndex } from './volume-index.ts';

/**
 * Positive volume index, from 1 000: follows price only on bars with more volume than the one before.
 * @source Paul Dysart, 1930s; Norman Fosback, "Stock Market Logic", 1976.
 */
export const pvi = defineIndicator({
  name: 'pvi',
  aliases: ['positive-volume-index'],
  title: 'Positive volume index',
  family: 'volume',
  summary: 'What price does on days of rising volume, when the crowd is said to act.',
  placement: 'pane',
  parameters: [],
  warmUp: () => 0,
  create: () => {
    const index = new VolumeIndex(1);
    return {
      update({ close, volume }, row, into) {
        into[0] = index.update(close[row], volume[row]);
      },
    };
  },
});
