import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FIRST_BAR_MS = Date.UTC(2024, 0, 2);
const MINUTE_MS = 60_000;

/** Rows of minute bars whose close walks to and fro in long waves, so that trends begin and end; the same rows every time. */
export function barRows(count: number): string[] {
  const rows: string[] = [];
  let last = 100;
  for (let i = 0; i < count; i += 1) {
    const open = last;
    const close = 100 + 12 * Math.sin(i / 45) + 3 * Math.sin(i / 7) + i * 0.004;
    const time = new Date(FIRST_BAR_MS + i * MINUTE_MS).toISOString();
    const high = Math.max(open, close) + 0.2;
    const low = Math.min(open, close) - 0.2;
    rows.push([time, open.toFixed(2), high.toFixed(2), low.toFixed(2), close.toFixed(2), 10_000 + (i % 7) * 500].join(','));
    last = close;
  }
  return rows;
}

/** Writes a market file with `rows` below the usual header, and returns its path. */
export function writeBarFile(folder: string, rows: readonly string[], name = 'ABC.csv'): string {
  const path = join(folder, name);
  writeFileSync(path, `time,open,high,low,close,volume\n${rows.join('\n')}\n`);
  return path;
}
