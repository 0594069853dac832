import { DAY_MS } from '../../../shared/domain/time.ts';

const CAPACITY = 1_441;

/** Units traded in the bars that closed within the last 24 hours; at most one bar a minute. */
export class DayVolume {
  value = 0;
  readonly #times = new Float64Array(CAPACITY);
  readonly #volumes = new Float64Array(CAPACITY);
  #oldest = 0;
  #count = 0;

  update(closeTime: number, volume: number): void {
    while (this.#count > 0 && (this.#times[this.#oldest] <= closeTime - DAY_MS || this.#count === CAPACITY)) {
      this.value -= this.#volumes[this.#oldest];
      this.#oldest = (this.#oldest + 1) % CAPACITY;
      this.#count -= 1;
    }
    const place = (this.#oldest + this.#count) % CAPACITY;
    this.#times[place] = closeTime;
    this.#volumes[place] = volume;
    this.#count += 1;
    this.value = this.#count === 1 ? volume : this.value + volume;
  }
}
