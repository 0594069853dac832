import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { readWholeText } from '../files/read-whole-file.ts';

/** How a running host is found by its owner: kept in the data folder, readable by nobody else. */
export interface Instance {
  readonly url: string;
  readonly token: string;
  readonly pid: number;
}

/** Writes the file with mode 0600 from the start, replacing one that a host left behind. */
export function writeInstance(path: string, instance: Instance): void {
  rmSync(path, { force: true });
  writeFileSync(path, `${JSON.stringify(instance)}\n`, { mode: 0o600, flag: 'wx' });
  chmodSync(path, 0o600);
}

/** Removes the file if it is still this host's. */
export function removeInstance(path: string, pid: number): void {
  if (readInstance(path)?.pid === pid) rmSync(path, { force: true });
}

/** Reads the file; `null` when there is none or it is something else. */
export function readInstance(path: string): Instance | null {
  try {
    const content: unknown = JSON.parse(readWholeText(path, 65_536));
    if (typeof content !== 'object' || content === null || !('url' in content) || !('token' in content) || !('pid' in content)) return null;
    const { url, token, pid } = content;
    return typeof url === 'string' && typeof token === 'string' && typeof pid === 'number' ? { url, token, pid } : null;
  } catch {
    return null;
  }
}
