import { Ema } from '../averages/ema.ts';
import { barCount, defineIndicator } from '../indicator.ts';

/**
 * Force index in price × units: the EMA of change of close × volume. NaN during the warm-up of `period` bars.
 * @source Alexander Elder, "Trading for a Living", 1993.
 */
export class ForceIndex {
  value = Number.NaN;
  readonly #average: Ema;
  #before = Number.NaN;

  constructor(period: number) {
    this.#average = new Ema(period);
  }

  update(close: number, volume: number): number {
    const change = close - this.#before;
    this.#before = close;
    if (change === change) this.value = this.#average.update(change * volume);
    return this.value;
  }
}

export const forceIndex = defineIndicator({
  name: 'force-index',
  aliases: ['fi', 'force', 'efi'],
  title: 'Elder force index',
  family: 'volume',
  summary: 'Change of price times volume: how hard buyers (above 0) or sellers push.',
  placement: 'pane',
  levels: [0],
  parameters: [barCount('EMA bars', 13)],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const force = new ForceIndex(period);
    return {
      update({ close, volume }, row, into) {
        into[0] = force.update(close[row], volume[row]);
      },
    };
  },
});
