import { defineIndicator } from '../indicator.ts';

/**
 * On-balance volume in units traded: adds the volume of bars that close higher and takes off that of bars that close lower. It
 * starts at 0 on the first bar; TA-Lib starts at its volume.
 * @source Joseph Granville, "Granville's New Key to Stock Market Profits", 1963.
 */
export class Obv {
  value = 0;
  #before = Number.NaN;

  update(close: number, volume: number): number {
    if (close > this.#before) this.value += volume;
    else if (close < this.#before) this.value -= volume;
    this.#before = close;
    return this.value;
  }
}

export const obv = defineIndicator({
  name: 'obv',
  aliases: ['on-balance-volume'],
  title: 'On-balance volume',
  family: 'volume',
  summary: 'Volume on rising bars less volume on falling bars, added up: shows whether volume goes along with price.',
  placement: 'pane',
  parameters: [],
  warmUp: () => 0,
  create: () => {
    const balance = new Obv();
    return {
      update({ close, volume }, row, into) {
        into[0] = balance.update(close[row], volume[row]);
      },
    };
  },
});
