import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary.ts';

/** Writes a file of this content to a folder that goes away after the test, and returns its path. */
export function aPriceFile(content: string | Buffer, name = 'ABC_1m.csv'): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}
