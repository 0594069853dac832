import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What precedes the fuses in every Electron binary. @source @electron/fuses 2.1.3, `SENTINEL` */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** Version 1, nine fuses, as a fresh Electron has them: all that is dangerous is on, all that protects is off. */
const FRESH_FUSES = Buffer.from([1, 9, ...Buffer.from('101100011')]);

/**
 * Writes a folder in the form of an unpacked Electron for Linux, whose binary does nothing but carries fuses that can be
 * set and read. With it a package can be made and looked into where Electron itself can't be had.
 */
export function writeStubDistribution(folder: string): void {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'), { recursive: true });
  const binary = join(folder, 'electron');
  writeFileSync(binary, Buffer.concat([Buffer.from('#!/bin/sh\nexit 1\n'), Buffer.from(FUSE_SENTINEL), FRESH_FUSES, Buffer.alloc(64)]));
  chmodSync(binary, 0o755);
  for (const [name, text] of [
    ['LICENSE', 'stub'],
    ['LICENSES.chromium.html', 'stub'],
    ['version', '0.0.0'],
    ['chrome-sandbox', 'stub'],
    ['chrome_crashpad_handler', 'stub'],
    ['locales/en-US.pak', 'stub'],
  ] as const)
    writeFileSync(join(folder, name), text);
}
