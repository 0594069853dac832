import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** So much must be free, and is written to see whether it can be, in bytes. */
const ROOM_BYTES = 4 * 1024 * 1024;

/** Pause between two attempts, in milliseconds. */
const TRY_MS = 3_000;

/** Resolves when the disk that holds a folder can be written again; tries every few seconds for as long as it takes, or until `signal` aborts. */
export async function recordingAgain(folder: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && !(await canWrite(folder))) await setTimeout(TRY_MS, undefined, { signal, ref: false }).catch(() => undefined);
}

/** Whether there is room in a folder, and what is written there reaches the disk. */
async function canWrite(folder: string): Promise<boolean> {
  const path = join(folder, 'room-probe.tmp');
  try {
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize < 2 * ROOM_BYTES) return false;
    const file = await open(path, 'w', 0o600);
    try {
      await file.writeFile(Buffer.alloc(ROOM_BYTES));
      await file.sync();
    } finally {
      await file.close();
    }
    return true;
  } catch {
    return false;
  } finally {
    await rm(path, { force: true }).catch(() => undefined);
  }
}
