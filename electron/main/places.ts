import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Where the shell keeps its own things; never in the folder of a journal. */
export interface Places {
  /** What all accounts share: which were opened. */
  readonly shell: string;
  /** What Chromium keeps for this account: preferences, caches, and the lock that makes its shell the only one. */
  readonly userData: string;
  readonly logs: string;
  readonly crashes: string;
}

/**
 * Returns the places of the shell of one account, or of the window in which one is chosen (`dataDir` `null`). `appData` is the
 * platform's place for applications; on macOS that is where the accounts are as well, under another name.
 */
export function placesOf(appData: string, dataDir: string | null): Places {
  const base = process.env['BITFLOW_DATA_DIR'];
  const shell = base === undefined ? join(appData, 'BitFlow Desktop') : join(resolve(base), 'desktop');
  const userData = join(shell, dataDir === null ? 'choice' : `account-${nameOf(dataDir)}`);
  return { shell, userData, logs: join(userData, 'logs'), crashes: join(userData, 'crashes') };
}

/** One name for one folder, however it was written and whether or not it is there yet. */
function nameOf(dataDir: string): string {
  const real = realPath(resolve(dataDir));
  const readable = basename(real)
    .replaceAll(/[^A-Za-z0-9_-]/g, '-')
    .slice(0, 40);
  return `${readable}-${createHash('sha256').update(real).digest('hex').slice(0, 8)}`;
}

function realPath(path: string): string {
  if (existsSync(path)) return realpathSync.native(path);
  const parent = dirname(path);
  return parent === path ? path : join(realPath(parent), basename(path));
}
