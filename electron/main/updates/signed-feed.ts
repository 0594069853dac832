import { createPublicKey, verify } from 'node:crypto';

/** What an update feed says of the newest version, as electron-updater reads it. */
export interface OfferedUpdate {
  readonly version: string;
  readonly files: readonly { readonly url: string; readonly sha512: string }[];
}

/**
 * Tells why an offered update must not be taken, or returns `null` when its feed is signed by our key. `feed` is the text of the
 * feed's file, `signature` the base64 text of its Ed25519 signature beside it, `publicKey` a PEM. The files themselves are held against
 * their SHA-512 when they are downloaded, so that a signed list of hashes covers them.
 */
export function faultOfFeed(
  offered: OfferedUpdate,
  { feed, signature, publicKey }: { readonly feed: string; readonly signature: string; readonly publicKey: string },
): string | null {
  if (!isSignedBy(publicKey, feed, signature)) return "the feed's signature is missing or is not of the key that BitFlow was built with";
  const versions = [...feed.matchAll(/^version: *'?"?([^'"\s]+)/gm)].map(([, version]) => version);
  if (versions.length !== 1 || versions[0] !== offered.version)
    return `the signed feed is of version ${versions.join(', ') || 'none'}, offered was ${offered.version}`;
  if (offered.files.length === 0) return 'the feed offers no file';
  const hashes = new Set([...feed.matchAll(/\bsha512: *'?"?([A-Za-z0-9+/=]{88})(?![A-Za-z0-9+/=])/g)].map(([, hash]) => hash));
  const unsigned = offered.files.find(({ sha512 }) => !hashes.has(sha512));
  return unsigned === undefined ? null : `the signed feed has no hash of ${unsigned.url}`;
}

function isSignedBy(publicKey: string, feed: string, signature: string): boolean {
  try {
    const key = createPublicKey(publicKey);
    return key.asymmetricKeyType === 'ed25519' && verify(null, Buffer.from(feed, 'utf8'), key, Buffer.from(signature.trim(), 'base64'));
  } catch {
    // A key or signature that can't be read signs nothing.
    return false;
  }
}
