import { Swma } from '../averages/swma.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { ratio, within } from '../window/ratio.ts';
import { RollingSum } from '../window/rolling-sum.ts';

/**
 * Relative vigor index, −1..1: symmetrically weighted close − open, summed over `period` bars, as a share of high − low treated likewise;
 * 0 where no bar has height. `signal` is its symmetrically weighted average of four. NaN for `period` + 2 bars, `signal` for 3 more.
 * @source John F. Ehlers, "Relative Vigor Index", Stocks & Commodities, January 2002.
 */
export class RelativeVigor {
  vigor = Number.NaN;
  signal = Number.NaN;
  readonly #body = new Swma();
  readonly #height = new Swma();
  readonly #bodies: RollingSum;
  readonly #heights: RollingSum;
  readonly #signal = new Swma();

  constructor(period: number) {
    this.#bodies = new RollingSum(period);
    this.#heights = new RollingSum(period);
  }

  update(open: number, high: number, low: number, close: number): number {
    const body = this.#body.update(close - open);
    const height = this.#height.update(high - low);
    if (body !== body) return body;
    const bodies = this.#bodies.update(body);
    const heights = this.#heights.update(height);
    if (bodies !== bodies) return bodies;
    this.vigor = within(ratio(bodies, heights), -1, 1);
    this.signal = within(this.#signal.update(this.vigor), -1, 1);
    return this.vigor;
  }
}

export const relativeVigor = defineIndicator({
  name: 'relative-vigor',
  aliases: ['rvgi', 'relative-vigor-index'],
  title: 'Relative vigor index',
  family: 'momentum',
  summary: 'How decidedly bars close away from where they opened; crossing its signal shows that vigor turns.',
  placement: 'pane',
  range: [-1, 1],
  levels: [0],
  parameters: [barCount('Bars', 10)],
  outputs: [
    { name: 'vigor', title: 'RVGI', plot: 'line' },
    { name: 'signal', title: 'Signal', plot: 'line' },
  ],
  warmUp: ([period]) => period + 5,
  create: ([period]) => {
    const lines = new RelativeVigor(period);
    return {
      update({ open, high, low, close }, row, into) {
        lines.update(open[row], high[row], low[row], close[row]);
        into[0] = lines.vigor;
        into[1] = lines.signal;
      },
    };
  },
});
