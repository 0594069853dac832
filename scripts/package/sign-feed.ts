import { createPrivateKey, sign } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Signs every update feed (`latest*.yml`) in a folder with an Ed25519 key, PEM; each signature is written beside its feed as
 * base64 text. Returns the names of the feeds. @throws when the key is of another kind.
 */
export function signFeeds(folder: string, privateKey: string): readonly string[] {
  const key = createPrivateKey(privateKey);
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error(`Expected an Ed25519 key to sign the feed with, found ${key.asymmetricKeyType ?? 'another kind'}.`);
  const feeds = readdirSync(folder).filter((name) => /^latest.*\.yml$/.test(name));
  for (const name of feeds)
    writeFileSync(join(folder, `${name}.sig`), `${sign(null, readFileSync(join(folder, name)), key).toString('base64')}\n`);
  return feeds;
}
