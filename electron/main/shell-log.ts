import { mkdirSync } from 'node:fs';
import { Writable } from 'node:stream';
import { createStream } from 'rotating-file-stream';
import type { Logger } from '../engine/ports/logger.ts';
import { createLogger } from '../platform/logger.ts';

/** A log file is put aside at this size; so many that were put aside are kept. */
const FILE_SIZE = '5M';
const FILES_KEPT = 5;

export interface ShellLog {
  readonly log: Logger;
  /** Takes what the engine prints, which is lines of its own log. */
  readonly output: Writable;
}

/**
 * Opens `bitflow.log` in a folder, kept small by rotation; shell and engine write to it, and to standard error where `isEchoed`.
 * A log that can't be written is given up and said once on standard error: nothing that trades waits for it.
 */
export function openShellLog(folder: string, { isEchoed }: { readonly isEchoed: boolean }): ShellLog {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = createStream('bitflow.log', { path: folder, size: FILE_SIZE, rotate: FILES_KEPT, mode: 0o600 });
  let isWritable = true;
  const giveUp = (error: Error): void => {
    if (isWritable) process.stderr.write(`The log in ${folder} can't be written: ${error.message}\n`);
    isWritable = false;
  };
  file.on('error', giveUp);
  file.on('warning', giveUp);
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      if (isWritable) file.write(chunk);
      if (isEchoed) process.stderr.write(chunk);
      done();
    },
    final: (done) => {
      isWritable = false;
      file.end(() => done());
    },
  });
  return { log: createLogger('shell', 'info', output), output };
}
