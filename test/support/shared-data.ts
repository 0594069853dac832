import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

/** Path of a file of the real data that lies beside the project on the team's machines. */
export function sharedData(name: string): string {
  return ROOT + name;
}

/** Whether the real data is there; tests that need it skip, and say so in their title, where it is not. */
export const hasSharedData = existsSync(ROOT);

/** Words for the title of a test that needs the real data. */
export const NEEDS_SHARED_DATA = hasSharedData ? '' : ' (skipped: ../shared/data is not here)';
