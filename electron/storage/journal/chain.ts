import { createHash } from 'node:crypto';

/** What the first entry of a journal is chained to. */
export const CHAIN_START = '0'.repeat(64);

/** What is hashed of one journal entry. */
export interface ChainLink {
  readonly sequence: number;
  readonly at: number;
  readonly kind: string;
  readonly body: string;
}

/** Returns the hash of an entry: SHA-256 of the hash before and everything the entry says. */
export function chainHash(previous: string, { sequence, at, kind, body }: ChainLink): string {
  return createHash('sha256').update(`${previous}\n${sequence}\n${at}\n${kind}\n`).update(body).digest('hex');
}

/** Returns the hash of a snapshot of the books as they were after the entry with this hash. */
export function snapshotHash({ journal_hash: journalHash, body }: { readonly journal_hash: string; readonly body: string }): string {
  return createHash('sha256').update(`${journalHash}\n${body}`).digest('hex');
}
