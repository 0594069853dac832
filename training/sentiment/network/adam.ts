/** Step sizes by the running moments of the gradients, with decoupled weight decay. @source Loshchilov and Hutter 2019, arXiv 1711.05101 */
export class Adam {
  readonly #values: Float32Array;
  readonly #first: Float32Array;
  readonly #second: Float32Array;
  readonly #decay: number;
  #steps = 0;

  constructor(values: Float32Array, decay: number) {
    this.#values = values;
    this.#first = new Float32Array(values.length);
    this.#second = new Float32Array(values.length);
    this.#decay = decay;
  }

  /** Begins a step; the rows touched in it are moved by `moveRow`. */
  begin(): void {
    this.#steps += 1;
  }

  /** Moves the values `from` … `from + gradient.length − 1` against the gradient. */
  move(from: number, gradient: Float32Array, rate: number): void {
    const [first, second, values] = [this.#first, this.#second, this.#values];
    const correction = Math.sqrt(1 - 0.999 ** this.#steps) / (1 - 0.9 ** this.#steps);
    const keep = 1 - rate * this.#decay;
    const pace = rate * correction;
    for (let k = 0; k < gradient.length; k += 1) {
      const at = from + k;
      const slope = gradient[k];
      const mean = 0.9 * first[at] + 0.1 * slope;
      const square = 0.999 * second[at] + 0.001 * slope * slope;
      first[at] = mean;
      second[at] = square;
      values[at] = values[at] * keep - (pace * mean) / (Math.sqrt(square) + 1e-7);
    }
  }
}
