import { barCount, defineIndicator } from '../indicator.ts';
import { Lagged } from '../window/lagged.ts';
import { ratio } from '../window/ratio.ts';

/**
 * Relative strength against the reference instrument in percent: by how much close ÷ reference changed over the last `period` bars
 * that both have. NaN during the warm-up of `period` bars, on bars that the reference has not, and without one.
 * Not the relative strength index.
 * @source Robert A. Levy, "The Relative Strength Concept of Common Stock Price Forecasting", 1968.
 */
export class RelativeStrength {
  readonly #earlier: Lagged;

  constructor(period: number) {
    this.#earlier = new Lagged(period);
  }

  update(close: number, other: number): number {
    const share = ratio(close, other);
    const before = this.#earlier.update(share);
    return before === before ? 100 * ratio(share - before, before) : before;
  }
}

export const relativeStrength = defineIndicator({
  name: 'relative-strength',
  aliases: ['rs', 'relative-performance'],
  title: 'Relative strength to the reference',
  family: 'statistics',
  summary: 'By how many percent price did better (above 0) or worse than the reference instrument.',
  placement: 'pane',
  levels: [0],
  needsReference: true,
  parameters: [barCount('Bars', 60)],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const strength = new RelativeStrength(period);
    return {
      update({ close, reference }, row, into) {
        const other = reference === null ? Number.NaN : reference[row];
        into[0] = other === other ? strength.update(close[row], other) : other;
      },
    };
  },
});
