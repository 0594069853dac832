import { createHash, type Hash } from 'node:crypto';
import type { Hasher, HashFactory } from '../engine/ports/hashing.ts';

/** The core's hashes from the platform's cryptography. */
export const platformHashes: HashFactory = { sha256: () => new NodeHasher(createHash('sha256')) };

class NodeHasher implements Hasher {
  readonly #hash: Hash;

  constructor(hash: Hash) {
    this.#hash = hash;
  }

  update(data: Uint8Array | string): Hasher {
    this.#hash.update(data);
    return this;
  }

  digestHex(): string {
    return this.#hash.digest('hex');
  }
}

/** Returns the SHA-256 of a text as lowercase hexadecimal digits. */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
