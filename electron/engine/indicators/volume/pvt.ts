import { defineIndicator } from '../indicator.ts';
import { ratio } from '../window/ratio.ts';

/** Price volume trend in units traded: volume × relative change of close, added up from 0 on the first bar; a price of 0 before counts as no change. */
export class Pvt {
  value = 0;
  #before = Number.NaN;

  update(close: number, volume: number): number {
    const before = this.#before;
    this.#before = close;
    if (before === before) this.value += volume * ratio(close - before, before);
    return this.value;
  }
}

export const pvt = defineIndicator({
  name: 'pvt',
  aliases: ['vpt', 'price-volume-trend', 'volume-price-trend'],
  title: 'Price volume trend',
  family: 'volume',
  summary: 'Like on-balance volume, but a small change of price counts only a small part of the volume.',
  placement: 'pane',
  parameters: [],
  warmUp: () => 0,
  create: () => {
    const trend = new Pvt();
    return {
      update({ close, volume }, row, into) {
        into[0] = trend.update(close[row], volume[row]);
      },
    };
  },
});
