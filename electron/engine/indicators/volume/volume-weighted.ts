/**
 * Mean of prices weighted by volume since `reset`, with their weighted population deviation; the last price itself where
 * nothing has been traded yet. The sums move with the mean, so they stay precise however long they run.
 */
export class VolumeWeighted {
  mean = Number.NaN;
  deviation = Number.NaN;
  #volume = 0;
  #squares = 0;

  reset(): void {
    this.#volume = 0;
    this.#squares = 0;
  }

  update(price: number, volume: number): number {
    this.#volume += volume;
    if (this.#volume === 0 || this.#volume === volume) {
      this.mean = price;
      this.#squares = 0;
    } else {
      const apart = price - this.mean;
      this.mean += (volume / this.#volume) * apart;
      this.#squares += volume * apart * (price - this.mean);
    }
    this.deviation = this.#volume === 0 || this.#squares < 0 ? 0 : Math.sqrt(this.#squares / this.#volume);
    return this.mean;
  }
}
