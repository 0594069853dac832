import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.ts';
import { ensureBuilt } from './build.ts';
import { commandOf, runNode } from './project.ts';
import { printFinding, verify } from './verify.ts';

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

/** The part of vitest's JSON report that is read here. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

/**
 * Runs everything: the checks of `npm run verify`, then every test; arguments go to vitest, and then only what they name is run.
 * The last line printed is `N passed, N failed, N skipped` over all of it.
 */
export async function test(args: readonly string[]): Promise<void> {
  const count: Count = { passed: 0, failed: 0, skipped: 0 };
  if (args.length === 0) {
    const findings = await verify(printFinding);
    for (const { isPassed } of findings) count[isPassed ? 'passed' : 'failed'] += 1;
  }
  await ensureBuilt((message) => console.log(message));
  const browser = ensureBrowser((message) => console.log(message));
  await runVitest(args, browser, count);
  console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  process.exitCode = count.failed === 0 ? 0 : 1;
}

async function runVitest(args: readonly string[], browser: string | null, count: Count): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bitflow-report-'));
  const report = join(folder, 'report.json');
  try {
    const { status } = await runNode(
      commandOf('vitest', 'vitest'),
      ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      { output: 'inherit', env: { NO_COLOR: '1', ...(browser === null ? {} : { BITFLOW_CHROMIUM: browser }) } },
    );
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
    count.passed += numPassedTests;
    count.skipped += numPendingTests + numTodoTests;
    // A file that could not be loaded, or an error outside any test, fails the run without a failed test.
    count.failed += status === 0 ? numFailedTests : Math.max(1, numFailedTests);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
