/** A map that forgets its oldest entries beyond a limit, except those that `mustKeep` holds on to. */
export class BoundedMap<K, V> {
  readonly #entries = new Map<K, V>();
  readonly #limit: number;
  readonly #mustKeep: (value: V) => boolean;

  constructor(limit: number, mustKeep: (value: V) => boolean = () => false) {
    this.#limit = limit;
    this.#mustKeep = mustKeep;
  }

  get(key: K): V | undefined {
    return this.#entries.get(key);
  }

  has(key: K): boolean {
    return this.#entries.has(key);
  }

  set(key: K, value: V): void {
    this.#entries.set(key, value);
    if (this.#entries.size > this.#limit) this.#forget();
  }

  /** Oldest first. */
  values(): IterableIterator<V> {
    return this.#entries.values();
  }

  /** Oldest first. */
  entries(): IterableIterator<[K, V]> {
    return this.#entries.entries();
  }

  get size(): number {
    return this.#entries.size;
  }

  #forget(): void {
    for (const [key, value] of this.#entries) {
      if (this.#entries.size <= this.#limit) return;
      if (!this.#mustKeep(value)) this.#entries.delete(key);
    }
  }
}
