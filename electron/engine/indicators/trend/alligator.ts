import { WilderAverage } from '../averages/wilder-average.ts';
import { barCount, defineIndicator } from '../indicator.ts';

/**
 * Williams' alligator, in price units: smoothed averages of (high + low) ÷ 2, a slow `jaw`, a middle `teeth` and fast `lips`. Each is NaN until
 * its bars are there; all are given at the bar they follow from, drawing shifts them ahead.
 * @source Bill Williams, "Trading Chaos", 1995.
 */
export class Alligator {
  jaw = Number.NaN;
  teeth = Number.NaN;
  lips = Number.NaN;
  readonly #jaw: WilderAverage;
  readonly #teeth: WilderAverage;
  readonly #lips: WilderAverage;

  constructor(jaw: number, teeth: number, lips: number) {
    this.#jaw = new WilderAverage(jaw);
    this.#teeth = new WilderAverage(teeth);
    this.#lips = new WilderAverage(lips);
  }

  update(high: number, low: number): number {
    const middle = (high + low) / 2;
    this.jaw = this.#jaw.update(middle);
    this.teeth = this.#teeth.update(middle);
    this.lips = this.#lips.update(middle);
    return this.lips;
  }
}

/** The bars of jaw, teeth and lips, and by how many bars each is drawn ahead. */
export const alligatorParameters = [
  barCount('Jaw bars', 13, 'jaw'),
  barCount('Teeth bars', 8, 'teeth'),
  barCount('Lips bars', 5, 'lips'),
  barCount('Jaw shift in bars', 8, 'jawShift'),
  barCount('Teeth shift in bars', 5, 'teethShift'),
  barCount('Lips shift in bars', 3, 'lipsShift'),
];

export const alligator = defineIndicator({
  name: 'alligator',
  aliases: ['williams-alligator'],
  title: 'Williams alligator',
  family: 'trend',
  summary: 'Three averages: entwined the market sleeps, apart and in order it trends.',
  placement: 'overlay',
  parameters: alligatorParameters,
  outputs: [
    { name: 'jaw', title: 'Jaw', plot: 'line', shift: (values) => values[3] },
    { name: 'teeth', title: 'Teeth', plot: 'line', shift: (values) => values[4] },
    { name: 'lips', title: 'Lips', plot: 'line', shift: (values) => values[5] },
  ],
  warmUp: ([jaw, teeth, lips]) => Math.max(jaw, teeth, lips) - 1,
  create: ([jaw, teeth, lips]) => {
    const lines = new Alligator(jaw, teeth, lips);
    return {
      update({ high, low }, row, into) {
        lines.update(high[row], low[row]);
        into[0] = lines.jaw;
        into[1] = lines.teeth;
        into[2] = lines.lips;
      },
    };
  },
});
