import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Returns the script behind a command of an installed package. */
export function commandOf(packageName: string, bin: string): string {
  const folder = join(root, 'node_modules', packageName);
  const { bin: bins } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { bin: string | Record<string, string> };
  return join(folder, typeof bins === 'string' ? bins : bins[bin]);
}

export interface RunOptions {
  /** `inherit` shows the output as it comes; `capture` returns it. */
  readonly output: 'inherit' | 'capture';
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunResult {
  readonly status: number;
  readonly output: string;
}

/** Runs a script with this Node. */
export function runNode(script: string, args: readonly string[], { output, env = {} }: RunOptions): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    let text = '';
    child.stdout?.on('data', (data: Buffer) => (text += data.toString()));
    child.stderr?.on('data', (data: Buffer) => (text += data.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ status: code ?? 1, output: text }));
  });
}
