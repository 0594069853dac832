import { defineIndicator } from '../indicator.ts';
import { ratio } from '../window/ratio.ts';

/** Returns where the close lies in the bar, −1 at its low to 1 at its high, times its volume; 0 for a bar without range. */
export function moneyFlow(high: number, low: number, close: number, volume: number): number {
  return ratio(close - low - (high - close), high - low) * volume;
}

/**
 * Accumulation / distribution line in units traded: the money flow volume of all bars so far, added up from 0.
 * @source Marc Chaikin; Steven B. Achelis, "Technical Analysis from A to Z", 1995.
 */
export class Adl {
  value = 0;

  update(high: number, low: number, close: number, volume: number): number {
    this.value += moneyFlow(high, low, close, volume);
    return this.value;
  }
}

export const adl = defineIndicator({
  name: 'adl',
  aliases: ['ad', 'accumulation-distribution', 'accdist'],
  title: 'Accumulation / distribution line',
  family: 'volume',
  summary: 'Volume counted up where bars close near their high and down near their low: who is on the stronger side.',
  placement: 'pane',
  parameters: [],
  warmUp: () => 0,
  create: () => {
    const line = new Adl();
    return {
      update({ high, low, close, volume }, row, into) {
        into[0] = line.update(high[row], low[row], close[row], volume[row]);
      },
    };
  },
});
