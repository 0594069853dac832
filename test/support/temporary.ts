import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Makes a folder that is deleted when the test is over. */
export function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'bitflow-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true, maxRetries: 3 }));
  return path;
}

/** Makes a folder for a whole test file, which deletes it when it is done. */
export function keptFolder(): { readonly path: string; delete(): void } {
  const path = mkdtempSync(join(tmpdir(), 'bitflow-test-'));
  return { path, delete: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) };
}
