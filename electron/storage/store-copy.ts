import { chmodSync, rmSync } from 'node:fs';
import type { WritableDb } from './sqlite.ts';

/** Copies a whole database from a connection that still reads it, whatever became of its path; returns whether that could be done. */
export function rescue(db: WritableDb, target: string): boolean {
  try {
    rmSync(target, { force: true });
    db.prepare('VACUUM INTO ?').run(target);
    chmodSync(target, 0o600);
    return true;
  } catch {
    return false;
  }
}
