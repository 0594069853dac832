import { Sma } from '../averages/sma.ts';
import { barCount, defineIndicator, factor } from '../indicator.ts';
import { ratio } from '../window/ratio.ts';

/**
 * Ease of movement: the simple average of `divisor` × change of the bar's middle × (high − low) ÷ volume; a bar without volume counts
 * as 0. NaN during the warm-up of `period` bars. The divisor only scales; charts take 10 000, others 100 000 000.
 * @source Richard W. Arms Jr., "Volume Cycles in the Stock Market", 1983.
 */
export class Emv {
  value = Number.NaN;
  readonly #average: Sma;
  readonly #divisor: number;
  #before = Number.NaN;

  constructor(period: number, divisor: number) {
    this.#average = new Sma(period);
    this.#divisor = divisor;
  }

  update(high: number, low: number, volume: number): number {
    const middle = (high + low) / 2;
    const moved = middle - this.#before;
    this.#before = middle;
    if (moved === moved) this.value = this.#average.update(ratio(this.#divisor * moved * (high - low), volume));
    return this.value;
  }
}

export const emv = defineIndicator({
  name: 'emv',
  aliases: ['eom', 'ease-of-movement'],
  title: 'Ease of movement',
  family: 'volume',
  summary: 'How far price moves for the volume it takes: far above 0 it rises with ease.',
  placement: 'pane',
  levels: [0],
  parameters: [barCount('Bars', 14), factor('divisor', 'Scale', 10_000, 1, 1_000_000_000)],
  warmUp: ([period]) => period,
  create: ([period, divisor]) => {
    const ease = new Emv(period, divisor);
    return {
      update({ high, low, volume }, row, into) {
        into[0] = ease.update(high[row], low[row], volume[row]);
      },
    };
  },
});
