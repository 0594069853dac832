import { defineIndicator } from '../indicator.ts';
import { ratio } from '../window/ratio.ts';

/** The opening gap in percent: by how much a bar opened above or below the close before; 0 where that was 0. NaN on the first bar. */
export class Gap {
  #before = Number.NaN;

  update(open: number, close: number): number {
    const before = this.#before;
    this.#before = close;
    return before === before ? 100 * ratio(open - before, before) : before;
  }
}

export const gap = defineIndicator({
  name: 'gap',
  aliases: ['gap-percent', 'opening-gap'],
  title: 'Opening gap',
  family: 'structure',
  summary: 'By how many percent a bar opened away from the close before: what happened while nothing traded.',
  placement: 'pane',
  levels: [0],
  parameters: [],
  outputs: [{ name: 'value', title: 'Gap', plot: 'histogram' }],
  warmUp: () => 1,
  create: () => {
    const opening = new Gap();
    return {
      update({ open, close }, row, into) {
        into[0] = opening.update(open[row], close[row]);
      },
    };
  },
});
