import type { Fact } from '../../../shared/domain/fact.ts';
import type { VenueBooksId } from '../../../shared/domain/ids.ts';
import type { HashFactory } from '../ports/hashing.ts';
import { CanonicalEncoder } from './canonical-encoder.ts';

/**
 * The hash of a series of facts: each step hashes the hash before, the canonical bytes of one fact
 * and the digest of the market values seen until then. Names that the core gave are hashed without
 * the random incarnation that they start with, and names of venue books without theirs, so that two runs which decide alike
 * hash alike.
 */
export class FactHash {
  readonly #hashes: HashFactory;
  readonly #encoder: CanonicalEncoder;
  readonly #runs = new Map<string, string>();
  readonly #books = new Set<string>();
  #value: string;

  /** Continues from `previous`, the hash of the facts before (64 hexadecimal digits), or starts anew. */
  constructor(hashes: HashFactory, previous: string | null = null) {
    this.#hashes = hashes;
    this.#value = previous ?? '0'.repeat(64);
    this.#encoder = new CanonicalEncoder((text) => this.#withoutIncarnation(text));
  }

  /** Names the next run: ids that start with `incarnation` are hashed as those of run number n. */
  openRun(incarnation: string): void {
    if (!this.#runs.has(incarnation)) this.#runs.set(incarnation, `run${this.#runs.size - this.#books.size}`);
  }

  /** Names the next venue books: `id` is hashed as that of books number n. */
  openBooks(id: VenueBooksId): void {
    if (this.#books.has(id)) return;
    this.#runs.set(id.slice(0, id.indexOf('-')), `books${this.#books.size}`);
    this.#books.add(id);
  }

  add(fact: Fact, inputDigest: string): void {
    this.#encoder.write(fact);
    this.#encoder.write(inputDigest);
    this.#step();
  }

  /** The chained hash of all facts so far. */
  get chained(): string {
    return this.#value;
  }

  /** Returns the hash of all facts so far and of the market up to `inputDigest`. */
  valueAt(inputDigest: string): string {
    return this.#hashes.sha256().update(this.#value).update(inputDigest).digestHex();
  }

  #step(): void {
    this.#value = this.#hashes.sha256().update(this.#value).update(this.#encoder.take()).digestHex();
  }

  #withoutIncarnation(text: string): string {
    const dash = text.indexOf('-');
    if (dash <= 0) return text;
    const run = this.#runs.get(text.slice(0, dash));
    return run === undefined ? text : run + text.slice(dash);
  }
}
