import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { fileKindInWords, fileKindOf, systemErrorInWords } from './file-kind.ts';

/** A file could not be read; the message says why in words that go on after the file's name. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  /** Nothing stands at the path. */
  readonly isMissing: boolean;

  constructor(message: string, { isMissing = false, cause }: { readonly isMissing?: boolean; readonly cause?: unknown } = {}) {
    super(message, { cause });
    this.isMissing = isMissing;
  }
}

/** Without it a pipe that nobody writes to would be waited for; a platform without pipes in folders lacks it. */
const NEVER_WAIT = constants.O_NONBLOCK ?? 0;

/**
 * Reads a file whole; links are followed. Never waits for another program: what is no plain file is refused.
 * @throws {UnreadableFile} where there is none, it is something else than a file, longer than `mostBytes`, or may not be read.
 */
export function readWholeFile(path: string, mostBytes: number): Buffer {
  let fd: number | null = null;
  try {
    // A device may act when it is opened, so that it is asked what it is before.
    assertPlain(statSync(path), mostBytes);
    fd = openSync(path, constants.O_RDONLY | NEVER_WAIT);
    const stats = fstatSync(fd);
    assertPlain(stats, mostBytes);
    return readAll(fd, stats.size, mostBytes);
  } catch (cause) {
    if (cause instanceof UnreadableFile) throw cause;
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new UnreadableFile(systemErrorInWords(cause), { isMissing, cause });
  } finally {
    if (fd !== null) closeSync(fd);
  }
}

/**
 * Reads a text file whole: UTF-8, with or without a byte order mark, which is left out.
 * @throws {UnreadableFile} as `readWholeFile`, and where its bytes are no UTF-8.
 */
export function readWholeText(path: string, mostBytes: number): string {
  const bytes = readWholeFile(path, mostBytes);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    throw new UnreadableFile('expected UTF-8 text, found UTF-16; save it as UTF-8');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UnreadableFile('expected UTF-8 text, found other bytes; save it as UTF-8', { cause });
  }
}

function assertPlain(stats: Stats, mostBytes: number): void {
  const kind = fileKindOf(stats);
  if (kind !== 'file') throw new UnreadableFile(`expected a file, found ${fileKindInWords(kind)}`);
  if (stats.size > mostBytes) throw new UnreadableFile(`expected at most ${inBytes(mostBytes)}, found ${inBytes(stats.size)}`);
}

/** A file may grow while it is read. */
function readAll(fd: number, size: number, mostBytes: number): Buffer {
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(Math.max(1, Math.min(size - length, mostBytes - length)) + 1);
    const count = readSync(fd, chunk, 0, chunk.length, null);
    if (count === 0) return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, length);
    length += count;
    if (length > mostBytes) throw new UnreadableFile(`expected at most ${inBytes(mostBytes)}, found more`);
    chunks.push(chunk.subarray(0, count));
  }
}

function inBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${Math.ceil(bytes / 1_000_000)} MB`;
}
