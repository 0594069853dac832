/**
 * Finds turning points of one side: `update` returns the value `right` updates ago where it is strictly beyond every one of the `left`
 * values before and the `right` after it, else NaN; so a plateau has none. Looks at its window only where the newest value leaves a candidate.
 */
export class TurningPoint {
  readonly #ring: Float64Array;
  readonly #sign: 1 | -1;
  readonly #right: number;
  #next = 0;
  #count = 0;

  constructor(which: 'high' | 'low', left: number, right: number) {
    this.#ring = new Float64Array(left + right + 1);
    this.#sign = which === 'high' ? 1 : -1;
    this.#right = right;
  }

  update(x: number): number {
    const ring = this.#ring;
    const length = ring.length;
    ring[this.#next] = this.#sign * x;
    const place = this.#next >= this.#right ? this.#next - this.#right : this.#next - this.#right + length;
    this.#next = this.#next + 1 === length ? 0 : this.#next + 1;
    if (this.#count < length) this.#count += 1;
    if (this.#count < length) return Number.NaN;
    const candidate = ring[place];
    for (let i = 0; i < length; i += 1) if (ring[i] >= candidate && i !== place) return Number.NaN;
    return this.#sign * candidate;
  }
}
