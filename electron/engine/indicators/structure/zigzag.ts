import { defineIndicator, factor } from '../indicator.ts';

/**
 * ZigZag that does not repaint: a swing high is confirmed once a low lies `percent` below it, a swing low once a high lies
 * `percent` above it. `pivot` is the price of the last confirmed one, held until the next; `mark` is 1 on the bar that confirms a
 * high, −1 on one that confirms a low. At most one is confirmed a bar, and the first one begins from the highest and lowest price so far.
 * Charts that join the last pivot to the newest extreme redraw that leg; this one doesn't draw it.
 * @source Arthur A. Merrill, "Filtered Waves", 1977.
 */
export class ZigZag {
  pivot = Number.NaN;
  /** 1: a high was confirmed by the last bar; −1: a low; else NaN. */
  mark = Number.NaN;
  readonly #percent: number;
  /** 1 while looking for a high, −1 for a low, 0 for either. */
  #seeking: -1 | 0 | 1 = 0;
  #highest = -Infinity;
  #lowest = Infinity;

  constructor(percent: number) {
    this.#percent = percent;
  }

  update(high: number, low: number): void {
    this.mark = Number.NaN;
    const isTurnDown = this.#seeking >= 0 && low < this.#highest && 100 * (this.#highest - low) >= this.#percent * this.#highest;
    const isTurnUp = this.#seeking <= 0 && high > this.#lowest && 100 * (high - this.#lowest) >= this.#percent * this.#lowest;
    if (isTurnDown && !(this.#seeking > 0 && high > this.#highest)) this.#confirm(1, this.#highest, high, low);
    else if (isTurnUp && !(this.#seeking < 0 && low < this.#lowest)) this.#confirm(-1, this.#lowest, high, low);
    else {
      if (high > this.#highest) this.#highest = high;
      if (low < this.#lowest) this.#lowest = low;
    }
  }

  #confirm(mark: 1 | -1, price: number, high: number, low: number): void {
    this.pivot = price;
    this.mark = mark;
    this.#seeking = mark === 1 ? -1 : 1;
    this.#highest = high;
    this.#lowest = low;
  }
}

export const zigzag = defineIndicator({
  name: 'zigzag',
  aliases: ['zz', 'zig-zag'],
  title: 'ZigZag',
  family: 'structure',
  summary: 'The last turn of price that was large enough to count, known when price has come back by that much.',
  placement: 'overlay',
  isSparse: true,
  parameters: [factor('percent', 'Turn in percent', 5, 0.01, 90)],
  outputs: [
    { name: 'pivot', title: 'Last turn', plot: 'step' },
    { name: 'mark', title: 'Turn confirmed', plot: 'mark' },
  ],
  warmUp: () => 1,
  create: ([percent]) => {
    const turns = new ZigZag(percent);
    return {
      update({ high, low }, row, into) {
        turns.update(high[row], low[row]);
        into[0] = turns.pivot;
        into[1] = turns.mark;
      },
    };
  },
});
