import { cos, exp } from '../../kernel/math.ts';
import { barCount, defineIndicator } from '../indicator.ts';

/** √2 · π. */
const ROOT2_PI = 4.442882938158366;

/**
 * Ehlers' super smoother, a two-pole Butterworth filter of the mean of the last two closes that takes out waves shorter than `period`
 * bars. Its first two values are the closes themselves; given from bar `period` − 1 on.
 * @source John F. Ehlers, "Cycle Analytics for Traders", 2013, chapter 3.
 */
export class SuperSmoother {
  readonly #period: number;
  readonly #weightNow: number;
  readonly #weightBefore: number;
  readonly #weightEarlier: number;
  #count = 0;
  #input = Number.NaN;
  #before = Number.NaN;
  #earlier = Number.NaN;

  constructor(period: number) {
    this.#period = period;
    const angle = ROOT2_PI / period;
    const decay = exp(-angle);
    this.#weightBefore = 2 * decay * cos(angle);
    this.#weightEarlier = -decay * decay;
    this.#weightNow = 1 - this.#weightBefore - this.#weightEarlier;
  }

  update(x: number): number {
    const earlier = this.#earlier;
    const filtered =
      earlier === earlier
        ? this.#weightNow * ((x + this.#input) / 2) + this.#weightBefore * this.#before + this.#weightEarlier * earlier
        : x;
    this.#input = x;
    this.#earlier = this.#before;
    this.#before = filtered;
    if (this.#count < this.#period) this.#count += 1;
    return this.#count === this.#period ? filtered : Number.NaN;
  }
}

export const superSmoother = defineIndicator({
  name: 'super-smoother',
  aliases: ['supersmoother', 'ssf', 'ehlers'],
  title: 'Ehlers super smoother',
  family: 'averages',
  summary: 'A filter that takes out short waves with less lag than an average of the same smoothness.',
  placement: 'overlay',
  parameters: [barCount('Bars', 10)],
  warmUp: ([period]) => period - 1,
  create: ([period]) => {
    const filter = new SuperSmoother(period);
    return {
      update({ close }, row, into) {
        into[0] = filter.update(close[row]);
      },
    };
  },
});
