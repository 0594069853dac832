import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { commandOf, root } from '../../scripts/project.ts';
import { temporaryFolder } from '../support/temporary.ts';

interface Cruised {
  readonly summary: { readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[] };
}

/** Imports that must be refused: the importing module, what it imports, and the rule that says no. */
const REFUSED: readonly (readonly [string, string, string])[] = [
  ['shared/base/a.ts', '../domain/leaf.ts', 'room shared/base/'],
  ['shared/domain/a.ts', '../contract/leaf.ts', 'room shared/domain/'],
  ['shared/domain/b.ts', 'node:crypto', 'core-knows-no-platform'],
  ['shared/contract/a.ts', '../../electron/host/leaf.ts', 'room shared/contract/'],
  ['electron/engine/a.ts', 'node:fs', 'core-knows-no-platform'],
  ['electron/engine/b.ts', 'fs/promises', 'core-knows-no-platform'],
  ['electron/engine/c.ts', '../adapters/csv/leaf.ts', 'room electron/engine/'],
  ['electron/engine/d.ts', '../storage/leaf.ts', 'room electron/engine/'],
  ['electron/engine/e.ts', 'electron', 'electron-only-in-its-doors'],
  ['electron/adapters/csv/a.ts', '../sim/leaf.ts', 'room electron/adapters///'],
  ['electron/adapters/csv/b.ts', '../../storage/leaf.ts', 'room electron/adapters///'],
  ['electron/storage/a.ts', '../platform/leaf.ts', 'room electron/storage/'],
  ['electron/host/a.ts', '../headless/leaf.ts', 'room electron/host/'],
  ['electron/supervision/a.ts', '../engine/leaf.ts', 'room electron/supervision/'],
  ['electron/headless/a.ts', '../engine-process/leaf.ts', 'room electron/headless/'],
  ['electron/headless/b.ts', 'electron', 'electron-only-in-its-doors'],
  ['electron/main/a.ts', '../headless/leaf.ts', 'room electron/main/'],
  ['electron/preload/a.ts', '../../shared/base/leaf.ts', 'room electron/preload/'],
  ['electron/cli/a.ts', 'electron', 'electron-only-in-its-doors'],
  ['renderer/a.ts', '../electron/supervision/leaf.ts', 'room renderer/'],
  ['renderer/b.ts', 'electron', 'electron-only-in-its-doors'],
  ['renderer/c.ts', './no-such-module.ts', 'resolvable'],
  ['renderer/circle/a.ts', './b.ts', 'no-circles'],
];

/** An import of the engine's side is refused twice: by the room, and by the rule that says why. */
const REFUSED_TWICE: readonly (readonly [string, string, string])[] = [
  ['renderer/d.ts', '../electron/host/leaf.ts', 'room renderer/'],
  ['electron/main/b.ts', '../host/leaf.ts', 'room electron/main/'],
  ['electron/main/b.ts', '../host/leaf.ts', 'engine-side-only-in-its-process'],
  ['electron/headless/c.ts', '../host/leaf.ts', 'room electron/headless/'],
  ['electron/headless/c.ts', '../host/leaf.ts', 'engine-side-only-in-its-process'],
];

/** Imports that the rooms need. */
const ALLOWED: readonly (readonly [string, string])[] = [
  ['shared/domain/ok.ts', '../base/leaf.ts'],
  ['shared/contract/ok.ts', '../config/leaf.ts'],
  ['electron/engine/ok.ts', '../../shared/domain/leaf.ts'],
  ['electron/adapters/csv/ok.ts', '../../engine/leaf.ts'],
  ['electron/adapters/csv/ok2.ts', 'node:fs'],
  ['electron/host/ok.ts', '../storage/leaf.ts'],
  ['electron/engine-process/ok.ts', '../host/leaf.ts'],
  ['electron/main/ok.ts', 'electron'],
  ['electron/preload/ok.ts', 'electron'],
  ['electron/cli/ok.ts', '../headless/leaf.ts'],
  // The other half of a circle, which is told of once.
  ['renderer/circle/b.ts', './a.ts'],
  ['renderer/ok.ts', '../shared/contract/leaf.ts'],
];

it('the import rules refuse what the rooms forbid, types included, and nothing that they need', () => {
  const folder = temporaryFolder();
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const imports = [...REFUSED, ...REFUSED_TWICE, ...ALLOWED];
  for (const [from, to] of imports) {
    const leaf = to.endsWith('/leaf.ts') ? join(dirname(from), to) : null;
    if (leaf !== null) write(leaf, 'export type Leaf = string;\n');
    write(from, to.endsWith('/leaf.ts') ? `import type { Leaf } from '${to}';\nexport type Mine = Leaf;\n` : `import '${to}';\n`);
  }
  copyFileSync(join(root, 'tsconfig.json'), join(folder, 'tsconfig.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const cruiser = commandOf('dependency-cruiser', 'depcruise');
  const rules = join(root, '.dependency-cruiser.mjs');
  const args = [cruiser, 'shared', 'electron', 'renderer', '--config', rules, '--output-type', 'json'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  expect(stderr).toBe('');
  const { summary } = JSON.parse(stdout) as Cruised;
  const found = summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`);
  const expected = [...REFUSED, ...REFUSED_TWICE].map(([from, , rule]) => `${from}: ${rule}`);
  expect(found.toSorted()).toEqual(expected.toSorted());
});
