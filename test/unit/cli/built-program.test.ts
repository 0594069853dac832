import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BUILT_FROM, commandLine, noteBuilt } from '../../../electron/cli/built-program.mjs';
import { temporaryFolder } from '../../support/temporary.ts';

/** A project with a source in every folder, built. */
function builtProject(): string {
  const root = temporaryFolder();
  for (const folder of ['out', ...BUILT_FROM.folders.map((name) => `${name}/deep`)]) mkdirSync(join(root, folder), { recursive: true });
  for (const folder of BUILT_FROM.folders) writeFileSync(join(root, folder, 'deep/a.ts'), 'export {};');
  for (const name of BUILT_FROM.files) writeFileSync(join(root, name), '{}');
  noteBuilt(root);
  return root;
}

it('runs the build while it is current', () => {
  expect(commandLine(builtProject())).toMatch(/out\/main\/cli\.js$/);
});

it.each<[string, (root: string) => void]>([
  ['a source was changed', (root) => writeFileSync(join(root, 'shared/deep/a.ts'), 'export const a = 1;')],
  ['a source was changed to one of the same size', (root) => utimesSync(join(root, 'electron/deep/a.ts'), 1, 1)],
  ['a source was added', (root) => writeFileSync(join(root, 'renderer/deep/b.tsx'), '')],
  ['a source was deleted', (root) => rmSync(join(root, 'electron/deep/a.ts'))],
  ['the packages changed', (root) => writeFileSync(join(root, 'package-lock.json'), '{"a":1}')],
  ['nothing was ever built', (root) => rmSync(join(root, 'out'), { recursive: true })],
])('runs the sources where %s', (_, change) => {
  const root = builtProject();
  change(root);
  expect(commandLine(root)).toMatch(/electron\/cli\/main\.ts$/);
});
