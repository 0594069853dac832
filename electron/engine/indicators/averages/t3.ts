import { barCount, defineIndicator, factor } from '../indicator.ts';
import { TripleSmoothing } from './triple-smoothing.ts';

/**
 * Tillson's T3: six exponential averages in a row, e1 … e6, joined as −v³·e6 + 3(v² + v³)·e5 − 3(2v² + v + v³)·e4 +
 * (1 + 3v + v³ + 3v²)·e3; NaN during the warm-up of 6·(`period` − 1) values.
 * Each average is seeded with a simple one, as in TA-Lib.
 * @source Tim Tillson, "Smoothing Techniques for More Accurate Signals", Stocks & Commodities, January 1998.
 */
export class T3 {
  readonly #early: TripleSmoothing;
  readonly #late: TripleSmoothing;
  readonly #weights: readonly [number, number, number, number];

  /** `hump`: how far it leans towards what comes, 0..1. */
  constructor(period: number, hump: number) {
    this.#early = new TripleSmoothing(period);
    this.#late = new TripleSmoothing(period);
    const square = hump * hump;
    const cube = square * hump;
    this.#weights = [1 + 3 * hump + cube + 3 * square, -6 * square - 3 * hump - 3 * cube, 3 * square + 3 * cube, -cube];
  }

  update(x: number): number {
    const third = this.#early.update(x);
    if (third !== third) return third;
    const late = this.#late;
    const sixth = late.update(third);
    const weights = this.#weights;
    return weights[0] * third + weights[1] * late.first + weights[2] * late.second + weights[3] * sixth;
  }
}

export const t3 = defineIndicator({
  name: 't3',
  aliases: ['tillson', 'tillson-t3'],
  title: 'Tillson T3',
  family: 'averages',
  summary: 'A very smooth average that still follows price closely, made of six exponential ones.',
  placement: 'overlay',
  parameters: [barCount('Bars', 5), factor('hump', 'Volume factor', 0.7, 0, 1)],
  warmUp: ([period]) => 6 * (period - 1),
  create: ([period, hump]) => {
    const average = new T3(period, hump);
    return {
      update({ close }, row, into) {
        into[0] = average.update(close[row]);
      },
    };
  },
});
