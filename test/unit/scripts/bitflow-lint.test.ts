import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandOf, root } from '../../../scripts/project.ts';
import { temporaryFolder } from '../../support/temporary.ts';

interface Diagnostic {
  readonly message: string;
  readonly code: string;
  readonly filename: string;
}

/** Lints these files, by their path, under the rules of the project, and returns what each is told. */
function linted(files: Readonly<Record<string, string>>): Record<string, string[]> {
  const folder = temporaryFolder();
  for (const name of ['.oxlintrc.json', 'scripts/lint/bitflow-lint.mjs']) cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), `${text}\n`);
  }
  const run = spawnSync(process.execPath, [commandOf('oxlint', 'oxlint'), '-f', 'json', ...Object.keys(files)], {
    cwd: folder,
    encoding: 'utf8',
  });
  const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: Diagnostic[] };
  return Object.fromEntries(
    Object.keys(files).map((name) => [
      name,
      diagnostics.filter(({ filename }) => filename === name).map(({ code, message }) => `${code}: ${message}`),
    ]),
  );
}

const APPROXIMATE = 'bitflow(no-approximate-power): The language leaves ** between floats approximate: multiply, or use kernel/math.';

describe('the lint rule of our own', () => {
  it('refuses powers of floats in the core and says what to do, and lets exact powers and other rooms be', () => {
    const squared = 'export const squared = (x: number): number => x ** 2;';
    const assigned = 'export function grown(x: number): number {\n  let y = x;\n  y **= 0.5;\n  return y;\n}';
    const exact = 'export const scale = (places: number): bigint => 10n ** BigInt(places) * BigInt(places) ** 2n;';
    const product = 'export const area = (x: number): number => x * x;';
    const found = linted({
      'electron/engine/squared.ts': squared,
      'electron/engine/assigned.ts': assigned,
      'electron/adapters/sim/squared.ts': squared,
      'shared/domain/squared.ts': squared,
      'shared/domain/exact.ts': exact,
      'electron/engine/product.ts': product,
      'renderer/charting/squared.ts': squared,
    });
    expect(found).toEqual({
      'electron/engine/squared.ts': [APPROXIMATE],
      'electron/engine/assigned.ts': [APPROXIMATE],
      'electron/adapters/sim/squared.ts': [APPROXIMATE],
      'shared/domain/squared.ts': [APPROXIMATE],
      'shared/domain/exact.ts': [],
      'electron/engine/product.ts': [],
      'renderer/charting/squared.ts': [],
    });
  });
});

describe('the lint rules of the core', () => {
  const impure: Readonly<Record<string, string>> = {
    clock: 'export const now = (): number => Date.now();',
    stopwatch: 'export const now = (): number => performance.now();',
    timer: 'export const later = (act: () => void): void => void setTimeout(act, 1);',
    chance: 'export const dice = (): number => Math.random();',
    exponent: 'export const e = (x: number): number => Math.exp(x);',
    logarithm: 'export const ln = (x: number): number => Math.log(x);',
    power: 'export const power = (x: number): number => Math.pow(x, 2);',
    sine: 'export const wave = (x: number): number => Math.sin(x);',
    locale: 'export const order = (a: string, b: string): number => a.localeCompare(b);',
    network: "export const ask = (): unknown => fetch('http://127.0.0.1');",
    process: "export const home = (): unknown => process.env['HOME'];",
    format: 'export const format = new Intl.NumberFormat();',
  };

  it('refuse whatever differs between machines or runs, and refuse nothing of it in the host', () => {
    const files = Object.entries(impure).flatMap(([name, text]) => [
      [`electron/engine/${name}.ts`, text],
      [`electron/host/${name}.ts`, text],
    ]);
    const counts = Object.entries(linted(Object.fromEntries(files))).map(([name, told]) => [name, told.length > 0]);
    const expected = files.map(([name]) => [name, name.startsWith('electron/engine/')]);
    expect(counts).toEqual(expected);
  });
});
