import { defineIndicator } from '../indicator.ts';
import { VolumeWeighted } from './volume-weighted.ts';

/**
 * Volume-weighted average of the typical price since an anchor: the first bar that has at least `bar` bars before it and opens at or
 * after `time` (milliseconds, UTC). NaN before the anchor, so during a warm-up of `bar` bars, or longer where `time` comes later.
 * @source Brian Shannon, "Maximum Trading Gains with Anchored VWAP", 2022.
 */
export class AnchoredVwap {
  readonly #weighted = new VolumeWeighted();
  readonly #bar: number;
  readonly #time: number;
  #count = 0;

  constructor(bar: number, time: number) {
    this.#bar = bar;
    this.#time = time;
  }

  update(openTime: number, typical: number, volume: number): number {
    if (this.#count < this.#bar) {
      this.#count += 1;
      return Number.NaN;
    }
    return openTime < this.#time ? Number.NaN : this.#weighted.update(typical, volume);
  }
}

export const anchoredVwap = defineIndicator({
  name: 'anchored-vwap',
  aliases: ['avwap', 'vwap-anchored'],
  title: 'Anchored VWAP',
  family: 'volume',
  summary: 'The average price paid per unit since a bar that matters, such as a low or a report.',
  placement: 'overlay',
  parameters: [
    { name: 'bar', title: 'Anchor: bars from the first', default: 0, minimum: 0, maximum: 1_000_000, isWhole: true },
    {
      name: 'time',
      title: 'Anchor: not before this time (ms, UTC)',
      default: 0,
      minimum: 0,
      maximum: 8_640_000_000_000_000,
      isWhole: true,
    },
  ],
  warmUp: ([bar]) => bar,
  create: ([bar, time]) => {
    const average = new AnchoredVwap(bar, time);
    return {
      update({ openTime, high, low, close, volume }, row, into) {
        into[0] = average.update(openTime[row], (high[row] + low[row] + close[row]) / 3, volume[row]);
      },
    };
  },
});
