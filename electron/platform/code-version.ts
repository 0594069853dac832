import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The rooms whose code decides; a change in one of them makes a recording undecidable by the new code. */
const DECIDING_ROOMS = [
  'electron/engine',
  'electron/adapters/sim',
  'electron/adapters/paper',
  'shared/base',
  'shared/domain',
  'shared/config',
];

/**
 * Returns the hash of the code that decides, from its sources below `root`. A bundle has no sources; it is built with
 * the hash already worked out.
 */
export function codeHash(root: string): string {
  const hash = createHash('sha256');
  for (const room of DECIDING_ROOMS) {
    const files = readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => file.replaceAll('\\', '/'))
      .toSorted();
    for (const file of files) hash.update(`${room}/${file}\n`).update(readFileSync(join(root, room, file)));
  }
  return hash.digest('hex').slice(0, 32);
}
