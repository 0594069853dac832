import { tryLock } from 'fs-native-extensions';

/**
 * A byte far beyond any database and beyond those that SQLite locks itself (from 2^30 on), so that its own locks, and whoever only
 * reads, never meet ours.
 */
const LOCK_BYTE = 2 ** 40;

/** Whether single bytes can be locked apart; macOS knows locks of whole files only, which would meet those of SQLite. */
export const canLockByte = process.platform !== 'darwin';

/**
 * Locks an open file whole. The lock belongs to this opening: a second one is refused, also in the same process, and the lock ends
 * with the opening, however its process ends. Returns whether it was had.
 */
export function lockWhole(fd: number): boolean {
  return tryLock(fd);
}

/** As `lockWhole`, for one byte that nothing else asks for; the file can be read and written by everybody else. */
export function lockByte(fd: number): boolean {
  return tryLock(fd, LOCK_BYTE, 1);
}
