/** A price on the axis is written only where no label of a line lies over it: so far apart, CSS pixels. */
const APART_PIXELS = 16;

/** What the axis needs to know of the chart. */
export interface TickPlaces {
  /** Prices of the lines that have a label. */
  readonly labelled: () => readonly number[];
  /** CSS pixels from the upper side, `null` where there is none. */
  readonly across: (price: number) => number | null;
}

/** The prices written on the axis, without those that a label would lie over. */
export class FreeTicks {
  readonly #places: TickPlaces;
  #ticks: readonly number[] = [];
  #hidden = '';

  constructor(places: TickPlaces) {
    this.#places = places;
  }

  /** Writes the prices; those that are hidden are empty. */
  readonly write = (ticks: readonly number[], places: number): string[] => {
    this.#ticks = [...ticks];
    const hidden = this.#covered();
    this.#hidden = hidden.join();
    return ticks.map((price, tick) => (hidden.includes(tick) ? '' : price.toFixed(places)));
  };

  /** Whether the labels moved over other prices since they were written. */
  get isStale(): boolean {
    return this.#ticks.length > 0 && this.#covered().join() !== this.#hidden;
  }

  #covered(): number[] {
    const labels = this.#places.labelled().flatMap((price) => this.#places.across(price) ?? []);
    return this.#ticks.flatMap((price, tick) => {
      const at = this.#places.across(price);
      return at !== null && labels.some((label) => Math.abs(label - at) < APART_PIXELS) ? [tick] : [];
    });
  }
}
