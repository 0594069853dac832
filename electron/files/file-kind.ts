import type { BigIntStats, Stats } from 'node:fs';

/** What stands at a path; `link` only where links are not followed. */
export const fileKinds = ['file', 'directory', 'pipe', 'socket', 'device', 'link'] as const;
export type FileKind = (typeof fileKinds)[number];

export function fileKindOf(stats: Stats | BigIntStats): FileKind {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'directory';
  if (stats.isSymbolicLink()) return 'link';
  if (stats.isFIFO()) return 'pipe';
  return stats.isSocket() ? 'socket' : 'device';
}

const words: Readonly<Record<FileKind, string>> = {
  file: 'a file',
  directory: 'a directory',
  pipe: 'a named pipe',
  socket: 'a socket',
  device: 'a device',
  link: 'a symbolic link',
};

export function fileKindInWords(kind: FileKind): string {
  return words[kind];
}

/** Says in plain words why the system refused; the system's own word stands behind it. */
export function systemErrorInWords(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : String(error);
  switch (code) {
    case 'ENOENT':
      return 'there is no such file (ENOENT)';
    case 'ENOTDIR':
      return 'a file stands where a folder should be (ENOTDIR)';
    case 'EISDIR':
      return 'it is a directory (EISDIR)';
    case 'EACCES':
    case 'EPERM':
      return `you may not, by its permissions or those of its folder (${code})`;
    case 'EROFS':
      return 'its disk is read-only (EROFS)';
    case 'ELOOP':
      return 'its symbolic links lead in a circle (ELOOP)';
    case 'ENAMETOOLONG':
      return 'its name is too long (ENAMETOOLONG)';
    case 'ENOSPC':
      return 'its disk is full (ENOSPC)';
    case 'ENXIO':
      return 'nothing stands behind it that could be read (ENXIO)';
    default:
      return message;
  }
}
