import { barCount, defineIndicator } from '../indicator.ts';
import { ratio, within } from '../window/ratio.ts';
import { RollingSum } from '../window/rolling-sum.ts';

/**
 * Chande momentum oscillator, −100..100: (gains − losses) ÷ (gains + losses) of the last `period` changes, in percent; 0 where
 * nothing moved. NaN during the warm-up of `period` values. TA-Lib smooths both sums as Wilder does; Chande, and this, add them up.
 * @source Tushar S. Chande and Stanley Kroll, "The New Technical Trader", 1994.
 */
export class ChandeMomentum {
  readonly #gains: RollingSum;
  readonly #losses: RollingSum;
  #before = Number.NaN;

  constructor(period: number) {
    this.#gains = new RollingSum(period);
    this.#losses = new RollingSum(period);
  }

  update(x: number): number {
    const change = x - this.#before;
    this.#before = x;
    if (change !== change) return change;
    const gains = this.#gains.update(change > 0 ? change : 0);
    const losses = this.#losses.update(change < 0 ? -change : 0);
    return gains === gains ? within(100 * ratio(gains - losses, gains + losses), -100, 100) : gains;
  }
}

export const cmo = defineIndicator({
  name: 'cmo',
  aliases: ['chande', 'chande-momentum', 'chande-momentum-oscillator'],
  title: 'Chande momentum oscillator',
  family: 'momentum',
  summary: 'How much more price rose than fell in the last bars: beyond ±50 the move is stretched.',
  placement: 'pane',
  range: [-100, 100],
  levels: [-50, 0, 50],
  parameters: [barCount('Bars', 9)],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const oscillator = new ChandeMomentum(period);
    return {
      update({ close }, row, into) {
        into[0] = oscillator.update(close[row]);
      },
    };
  },
});
