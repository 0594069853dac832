import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FatalEnd } from './utility-engine.ts';

const MOST_REPORTS = 10;
const NAME = /^engine-\d+\.json$/;

/** Parts of Node's report that tell more of a machine and its owner than of a fault. */
const PRIVATE = new Set(['environmentVariables', 'userLimits', 'networkInterfaces', 'host', 'cwd', 'commandLine']);

/**
 * Keeps the report of an engine that V8 ended, in a folder of this machine and nowhere else; the oldest go. What says who runs BitFlow
 * where is left out. Returns its path.
 */
export function keepFatalReport(folder: string, { location, report }: FatalEnd, nowMs: number): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `engine-${nowMs}.json`);
  writeFileSync(path, `${JSON.stringify({ location, report: cleaned(report) }, null, 2)}\n`, { mode: 0o600 });
  const kept = readdirSync(folder).filter((name) => NAME.test(name));
  for (const name of kept.toSorted(byTime).slice(0, -MOST_REPORTS)) rmSync(join(folder, name), { force: true });
  return path;
}

function byTime(a: string, b: string): number {
  return Number(a.slice(7, -5)) - Number(b.slice(7, -5));
}

function cleaned(report: string): unknown {
  try {
    return JSON.parse(report, (key, value: unknown) => (PRIVATE.has(key) ? undefined : value));
  } catch {
    // A report that is not JSON can't be cleaned.
    return null;
  }
}
