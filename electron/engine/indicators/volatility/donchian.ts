import { barCount, defineIndicator } from '../indicator.ts';
import { RollingRange } from '../window/rolling-range.ts';

/**
 * Donchian channels: highest high and lowest low of the last `period` bars, this bar included, and the middle between them. NaN
 * during the warm-up of `period − 1` bars.
 * @source Richard Donchian's four-week rule, 1960s.
 */
export class Donchian {
  upper = Number.NaN;
  middle = Number.NaN;
  lower = Number.NaN;
  readonly #reach: RollingRange;

  constructor(period: number) {
    this.#reach = new RollingRange(period);
  }

  update(high: number, low: number): number {
    this.#reach.update(high, low);
    this.upper = this.#reach.highest;
    this.lower = this.#reach.lowest;
    this.middle = (this.upper + this.lower) / 2;
    return this.middle;
  }
}

export const donchian = defineIndicator({
  name: 'donchian',
  aliases: ['dc', 'donchian-channels', 'donchian-channel'],
  title: 'Donchian channels',
  family: 'volatility',
  summary: 'The highest high and the lowest low of the last bars: a price at an edge is breaking out.',
  placement: 'overlay',
  parameters: [barCount('Bars', 20)],
  outputs: [
    { name: 'upper', title: 'Upper', plot: 'line' },
    { name: 'middle', title: 'Middle', plot: 'line' },
    { name: 'lower', title: 'Lower', plot: 'line' },
  ],
  warmUp: ([period]) => period - 1,
  create: ([period]) => {
    const channel = new Donchian(period);
    return {
      update({ high, low }, row, into) {
        channel.update(high[row], low[row]);
        into[0] = channel.upper;
        into[1] = channel.middle;
        into[2] = channel.lower;
      },
    };
  },
});
