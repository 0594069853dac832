import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILT_FROM, noteBuilt } from '../electron/cli/built-program.mjs';
import { commandOf, root, runNode } from './project.ts';

const STAMP = join(root, 'out', 'built-from');

/** Builds the window and the desktop shell if their sources changed since they were built. Returns whether it built. */
export async function ensureBuilt(say: (message: string) => void): Promise<boolean> {
  const stamp = hashOfSources();
  const isCurrent = existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp && existsSync(join(root, 'out/renderer/index.html'));
  if (isCurrent) {
    noteBuilt();
    return false;
  }
  say('Building the window …');
  const { status, output } = await runNode(commandOf('electron-vite', 'electron-vite'), ['build', '--logLevel', 'warn'], {
    output: 'capture',
    env: { NODE_ENV: 'production' },
  });
  if (status !== 0) throw new Error(`The build failed:\n${output}`);
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(STAMP, stamp);
  noteBuilt();
  return true;
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  const files = BUILT_FROM.folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  for (const file of [...files.toSorted(), ...BUILT_FROM.files.map((name) => join(root, name))])
    hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}

if (import.meta.main) await ensureBuilt((message) => console.error(message));
