import type { Random } from '../random.ts';
import type { Sample } from './batch.ts';
import { BUCKETS, bucketsOf } from './hashed-features.ts';

/** Logistic regression over hashed word groups; a text's groups count with 1 ÷ √(its tokens). */
export class WideModel {
  /** Weights [BUCKETS, 3]. */
  readonly weights = new Float32Array(BUCKETS * 3);
  readonly bias = new Float32Array(3);
  readonly #squares = new Float32Array(BUCKETS * 3);
  readonly #stems: Int32Array;

  constructor(stems: Int32Array) {
    this.#stems = stems;
  }

  logits(ids: Int32Array): Float32Array {
    return this.#logits(this.#buckets(ids), 1 / Math.sqrt(ids.length));
  }

  /** One pass over the samples, in random order, with AdaGrad steps. @source Duchi, Hazan and Singer 2011 */
  train(samples: readonly Sample[], { rate, decay, random }: { rate: number; decay: number; random: Random }): void {
    for (const { ids, target, weight } of random.shuffle([...samples])) {
      const buckets = this.#buckets(ids);
      const scale = 1 / Math.sqrt(ids.length);
      const logits = this.#logits(buckets, scale);
      const probabilities = softmax(logits);
      for (let k = 0; k < 3; k += 1) {
        const slope = (probabilities[k] - target[k]) * weight;
        this.bias[k] -= 0.02 * slope;
        for (const bucket of buckets) {
          const at = bucket * 3 + k;
          const gradient = slope * scale + decay * this.weights[at];
          this.#squares[at] += gradient * gradient;
          this.weights[at] -= (rate * gradient) / Math.sqrt(this.#squares[at] + 1e-4);
        }
      }
    }
  }

  #buckets(ids: Int32Array): Int32Array {
    return bucketsOf(Array.from(ids, (id) => this.#stems[id]));
  }

  #logits(buckets: Int32Array, scale: number): Float32Array {
    const logits = new Float32Array(3);
    for (let k = 0; k < 3; k += 1) {
      let sum = 0;
      for (const bucket of buckets) sum += this.weights[bucket * 3 + k];
      logits[k] = sum * scale + this.bias[k];
    }
    return logits;
  }
}

export function softmax(logits: ArrayLike<number>): [number, number, number] {
  const highest = Math.max(logits[0], logits[1], logits[2]);
  const powers = [Math.exp(logits[0] - highest), Math.exp(logits[1] - highest), Math.exp(logits[2] - highest)];
  const sum = powers[0] + powers[1] + powers[2];
  return [powers[0] / sum, powers[1] / sum, powers[2] / sum];
}
