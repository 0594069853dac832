import { createHash } from 'node:crypto';
import type { ModelScore } from './thread/inference-call.ts';

/** Keeps the scores that were asked for most recently, by model and text. */
export class ScoreCache {
  readonly #entries = new Map<string, ModelScore>();
  readonly #capacity: number;
  #hits = 0;
  #misses = 0;

  /** `capacity` in texts. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get statistics(): { readonly size: number; readonly hits: number; readonly misses: number } {
    return { size: this.#entries.size, hits: this.#hits, misses: this.#misses };
  }

  get(modelHash: string, text: string): ModelScore | null {
    const key = keyOf(modelHash, text);
    const found = this.#entries.get(key);
    if (found === undefined) {
      this.#misses += 1;
      return null;
    }
    this.#hits += 1;
    // A map keeps the order of insertion: what was just used goes to the end.
    this.#entries.delete(key);
    this.#entries.set(key, found);
    return found;
  }

  set(modelHash: string, text: string, score: ModelScore): void {
    const key = keyOf(modelHash, text);
    this.#entries.delete(key);
    this.#entries.set(key, score);
    if (this.#entries.size <= this.#capacity) return;
    const oldest = this.#entries.keys().next();
    if (oldest.done !== true) this.#entries.delete(oldest.value);
  }
}

/** Texts can be long, so their hashes are kept. */
function keyOf(modelHash: string, text: string): string {
  return createHash('sha256').update(modelHash).update('\n').update(text).digest('base64');
}
