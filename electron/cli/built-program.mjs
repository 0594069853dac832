// Read before anything else is loaded, so it needs nothing but Node.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The folder of the project. */
const here = fileURLToPath(new URL('../..', import.meta.url));

/** What a build depends on. */
export const BUILT_FROM = {
  folders: ['electron', 'renderer', 'shared'],
  files: ['electron.vite.config.ts', 'package-lock.json', 'package.json', 'vite.window.config.ts'],
};

/**
 * Notes which sources the build in `out` was made from.
 * @param {string} root the folder of the project
 */
export function noteBuilt(root = here) {
  writeFileSync(stampIn(root), sourcesIn(root));
}

/**
 * Returns the address of the built command line where there is one and no source has changed since, else of the one in the sources. Reads no source:
 * their sizes and times of change tell.
 * @param {string} root the folder of the project
 */
export function commandLine(root = here) {
  return pathToFileURL(join(root, isCurrent(root) ? 'out/main/cli.js' : 'electron/cli/main.ts')).href;
}

/** @param {string} root */
function isCurrent(root) {
  try {
    return readFileSync(stampIn(root), 'utf8') === sourcesIn(root);
  } catch {
    // It was never built.
    return false;
  }
}

/** @param {string} root */
function stampIn(root) {
  return join(root, 'out', 'built-from-files');
}

/** @param {string} root */
function sourcesIn(root) {
  const names = BUILT_FROM.folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return [...names, ...BUILT_FROM.files.map((name) => join(root, name))]
    .toSorted()
    .map((path) => {
      const { size, mtimeMs } = statSync(path);
      return `${path.slice(root.length)} ${size} ${mtimeMs}`;
    })
    .join('\n');
}
