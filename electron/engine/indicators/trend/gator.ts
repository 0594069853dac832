import { defineIndicator } from '../indicator.ts';
import { Lagged } from '../window/lagged.ts';
import { Alligator, alligatorParameters } from './alligator.ts';

/** Bars of jaw, teeth and lips, or by how many bars each is drawn ahead (at least 1). */
export interface AlligatorBars {
  readonly jaw: number;
  readonly teeth: number;
  readonly lips: number;
}

/**
 * Gator oscillator, in price units: `upper` is the distance between jaw and teeth of the alligator as they are drawn at the bar, that is
 * shifted, `lower` the negative distance between teeth and lips. NaN until all three lines are drawn.
 * @source Bill Williams, "New Trading Dimensions", 1998.
 */
export class Gator {
  upper = Number.NaN;
  lower = Number.NaN;
  readonly #alligator: Alligator;
  readonly #jaw: Lagged;
  readonly #teeth: Lagged;
  readonly #lips: Lagged;

  constructor(bars: AlligatorBars, shifts: AlligatorBars) {
    this.#alligator = new Alligator(bars.jaw, bars.teeth, bars.lips);
    this.#jaw = new Lagged(shifts.jaw);
    this.#teeth = new Lagged(shifts.teeth);
    this.#lips = new Lagged(shifts.lips);
  }

  update(high: number, low: number): number {
    this.#alligator.update(high, low);
    const jaw = this.#jaw.update(this.#alligator.jaw);
    const teeth = this.#teeth.update(this.#alligator.teeth);
    const lips = this.#lips.update(this.#alligator.lips);
    if (jaw !== jaw || teeth !== teeth || lips !== lips) return this.upper;
    this.upper = Math.abs(jaw - teeth);
    this.lower = -Math.abs(teeth - lips);
    return this.upper;
  }
}

export const gator = defineIndicator({
  name: 'gator',
  aliases: ['gator-oscillator', 'williams-gator'],
  title: 'Gator oscillator',
  family: 'trend',
  summary: 'How far the mouth of the alligator is open: both sides grow while a trend feeds.',
  placement: 'pane',
  levels: [0],
  parameters: alligatorParameters,
  outputs: [
    { name: 'upper', title: 'Jaw to teeth', plot: 'histogram' },
    { name: 'lower', title: 'Teeth to lips', plot: 'histogram' },
  ],
  warmUp: ([jaw, teeth, lips, jawShift, teethShift, lipsShift]) => Math.max(jaw + jawShift, teeth + teethShift, lips + lipsShift) - 1,
  create: ([jaw, teeth, lips, jawShift, teethShift, lipsShift]) => {
    const mouth = new Gator({ jaw, teeth, lips }, { jaw: jawShift, teeth: teethShift, lips: lipsShift });
    return {
      update({ high, low }, row, into) {
        mouth.update(high[row], low[row]);
        into[0] = mouth.upper;
        into[1] = mouth.lower;
      },
    };
  },
});
