import { closeSync, constants, fstatSync, openSync, read, readSync } from 'node:fs';
import { access, lstat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { fileKindInWords, fileKindOf, systemErrorInWords } from '../files/file-kind.ts';
import { type DatabaseHeader, type DatabaseKind, HEADER_BYTES, parseHeader } from './database-kind.ts';

/**
 * What became of a file while it is used. `gone`: nothing stands at its path. `replaced`: something else does. `overwritten`: the file is
 * the same and its content is another's. `unwritable`: its permissions changed. `silent`: its disk does not answer.
 */
export type FileFaultKind = 'gone' | 'replaced' | 'overwritten' | 'unwritable' | 'silent';

export interface FileFault {
  readonly path: string;
  readonly kind: FileFaultKind;
  /** What was found, in words that go on after the path. */
  readonly words: string;
}

const readAt = promisify(read);

/** Which file stands at a path, whatever its name and content. */
interface Identity {
  readonly dev: bigint;
  readonly ino: bigint;
}

/** A path that must go on leading to the same file or folder. */
export class PathWatch {
  readonly path: string;
  readonly #isFolder: boolean;
  readonly #identity: Identity;

  constructor(path: string, { identity, isFolder }: { readonly identity: Identity; readonly isFolder: boolean }) {
    this.path = path;
    this.#identity = identity;
    this.#isFolder = isFolder;
  }

  /** Opens nothing, so that nothing can be waited for but the disk. */
  async look(): Promise<FileFault | null> {
    try {
      const stats = await lstat(this.path, { bigint: true });
      const kind = fileKindOf(stats);
      if (kind !== (this.#isFolder ? 'directory' : 'file')) return this.#fault('replaced', `is now ${fileKindInWords(kind)}`);
      if (stats.ino !== this.#identity.ino || stats.dev !== this.#identity.dev)
        return this.#fault('replaced', this.#isFolder ? 'is now another folder' : 'is now another file');
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      if (code === 'ENOENT' || code === 'ENOTDIR') return this.#fault('gone', 'was deleted or moved away');
      return this.#fault('unwritable', `can't be looked at: ${systemErrorInWords(error)}`);
    }
    try {
      await access(this.path, constants.R_OK | constants.W_OK);
      return null;
    } catch (error) {
      return this.#fault('unwritable', `can't be written any more: ${systemErrorInWords(error)}`);
    }
  }

  #fault(kind: FileFaultKind, words: string): FileFault {
    return { path: this.path, kind, words };
  }
}

/**
 * A database in use: its path, and its content by an opening of its own. That opening must outlast SQLite's: closing it ends the locks
 * that SQLite has on the file in this process.
 */
export class DatabaseWatch {
  readonly path: string;
  readonly #fd: number;
  readonly #kind: DatabaseKind;
  readonly #pathWatch: PathWatch;
  #last: DatabaseHeader | null;

  constructor(path: string, kind: DatabaseKind) {
    this.path = path;
    this.#kind = kind;
    this.#fd = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const bytes = Buffer.alloc(HEADER_BYTES);
    this.#last = parseHeader(bytes.subarray(0, readSync(this.#fd, bytes, 0, HEADER_BYTES, 0)));
    this.#pathWatch = new PathWatch(path, { identity: fstatSync(this.#fd, { bigint: true }), isFolder: false });
  }

  async look(): Promise<FileFault | null> {
    const bytes = Buffer.alloc(HEADER_BYTES);
    const { bytesRead } = await readAt(this.#fd, bytes, 0, HEADER_BYTES, 0);
    const header = parseHeader(bytes.subarray(0, bytesRead));
    if (header === null || header.applicationId !== this.#kind.applicationId)
      return { path: this.path, kind: 'overwritten', words: `holds something else than ${this.#kind.words}` };
    if (this.#last !== null && this.#last.databaseId !== 0 && header.databaseId !== this.#last.databaseId)
      return { path: this.path, kind: 'overwritten', words: `holds ${this.#kind.words} of another account` };
    if (this.#last !== null && (header.changes < this.#last.changes || header.pages < this.#last.pages))
      return { path: this.path, kind: 'overwritten', words: 'holds an older state than the one that was written' };
    this.#last = header;
    return await this.#pathWatch.look();
  }

  close(): void {
    closeSync(this.#fd);
  }
}
