import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, root, runNode } from './project.ts';

/** What one check found. */
export interface Finding {
  readonly name: string;
  readonly isPassed: boolean;
  /** What the check printed; empty when it had nothing to say. */
  readonly output: string;
}

/** Fewer modules than this means that the boundaries were checked on less than the project, as when a compiler is missing. */
const FEWEST_MODULES = 300;

const tsc = join(root, 'node_modules/@typescript/native/bin/tsc');

/** The checks, in the order in which their answers help most. */
const checks: readonly { readonly name: string; run: () => Promise<{ isPassed: boolean; output: string }> }[] = [
  { name: 'types', run: () => node(tsc, ['-p', '.']) },
  { name: 'types of the core, without Node', run: () => node(tsc, ['-p', 'electron/engine']) },
  { name: 'types of the preload script', run: () => node(tsc, ['-p', 'electron/preload']) },
  { name: 'types of the window', run: () => node(tsc, ['-p', 'renderer']) },
  { name: 'lint', run: () => node(commandOf('oxlint', 'oxlint'), ['--type-aware', '--deny-warnings']) },
  { name: 'import boundaries', run: checkBoundaries },
  { name: 'dead code', run: () => node(commandOf('knip', 'knip'), ['--no-progress']) },
  { name: 'format', run: () => node(commandOf('@biomejs/biome', 'biome'), ['check', '.']) },
];

/** Runs every check, one after the other, and tells each result as it comes. */
export async function verify(onFinding: (finding: Finding) => void): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { name, run } of checks) {
    const finding = { name, ...(await run()) };
    findings.push(finding);
    onFinding(finding);
  }
  return findings;
}

async function node(script: string, args: readonly string[]): Promise<{ isPassed: boolean; output: string }> {
  const { status, output } = await runNode(script, args, { output: 'capture', env: { NO_COLOR: '1' } });
  return { isPassed: status === 0, output: output.trim() };
}

async function checkBoundaries(): Promise<{ isPassed: boolean; output: string }> {
  const args = ['shared', 'electron', 'renderer', '--config', '.dependency-cruiser.mjs', '--output-type', 'err'];
  const { status, output } = await runNode(commandOf('dependency-cruiser', 'depcruise'), args, {
    output: 'capture',
    env: { NO_COLOR: '1' },
  });
  const modules = Number(/(\d+) modules/.exec(output)?.[1] ?? 0);
  if (status === 0 && modules < FEWEST_MODULES)
    return { isPassed: false, output: `Expected to read at least ${FEWEST_MODULES} modules, but read ${modules}.\n${output}` };
  return { isPassed: status === 0, output: output.trim() };
}

/** Prints a finding as one line, with what was said below it where it failed. */
export function printFinding({ name, isPassed, output }: Finding): void {
  console.log(isPassed ? `ok      ${name}` : `FAILED  ${name}\n${output}\n`);
}

if (import.meta.main) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  console.log(`Verifying BitFlow ${version} …`);
  const findings = await verify(printFinding);
  process.exitCode = findings.every((finding) => finding.isPassed) ? 0 : 1;
}
