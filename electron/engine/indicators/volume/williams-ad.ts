import { defineIndicator } from '../indicator.ts';

/**
 * Williams accumulation / distribution in price units, added up from 0: a higher close adds its distance from the true low, a lower one takes off
 * its distance from the true high. It uses no volume.
 * @source Larry Williams, "The Secret of Selecting Stocks for Immediate and Substantial Gains", 1972.
 */
export class WilliamsAd {
  value = 0;
  #before = Number.NaN;

  update(high: number, low: number, close: number): number {
    const before = this.#before;
    this.#before = close;
    if (close > before) this.value += close - (low < before ? low : before);
    else if (close < before) this.value += close - (high > before ? high : before);
    return this.value;
  }
}

export const williamsAd = defineIndicator({
  name: 'williams-ad',
  aliases: ['wad'],
  title: 'Williams accumulation / distribution',
  family: 'volume',
  summary: 'How far closes rose off their lows less how far they fell off their highs, added up.',
  placement: 'pane',
  parameters: [],
  warmUp: () => 0,
  create: () => {
    const line = new WilliamsAd();
    return {
      update({ high, low, close }, row, into) {
        into[0] = line.update(high[row], low[row], close[row]);
      },
    };
  },
});
