/** A hash under way. */
export interface Hasher {
  /** Adds bytes, or text as UTF-8. */
  update(data: Uint8Array | string): Hasher;
  /** Ends it and returns lowercase hexadecimal digits. */
  digestHex(): string;
}

/** Where the core gets cryptographic hashes from. */
export interface HashFactory {
  sha256(): Hasher;
}
