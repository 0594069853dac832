import { defineIndicator } from '../indicator.ts';
import { VolumeIndex } from './volume-index.ts';

/**
 * Negative volume index, from 1 000: follows price only on bars with less volume than the one before.
 * @source Paul Dysart, 1930s; Norman Fosback, "Stock Market Logic", 1976.
 */
export const nvi = defineIndicator({
  name: 'nvi',
  aliases: ['negative-volume-index'],
  title: 'Negative volume index',
  family: 'volume',
  summary: 'What price does on days of falling volume, when informed money is said to act.',
  placement: 'pane',
  parameters: [],
  warmUp: () => 0,
  create: () => {
    const index = new VolumeIndex(-1);
    return {
      update({ close, volume }, row, into) {
        into[0] = index.update(close[row], volume[row]);
      },
    };
  },
});
