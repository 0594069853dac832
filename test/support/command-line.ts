import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { SpawnedHost } from './spawned-host.ts';

const BITFLOW = fileURLToPath(new URL('../../electron/cli/bitflow.mjs', import.meta.url));

export interface CommandResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as the one JSON value that `--json` promises; a test fails where it is anything else. */
  readonly json: <T>() => T;
}

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `bitflow` with arguments to its end. */
export async function bitflow(args: readonly string[], { env = {} }: CommandOptions = {}): Promise<CommandResult> {
  const child = start(args, env);
  const [stdout, stderr, status] = await Promise.all([textOf(child.stdout), textOf(child.stderr), ended(child)]);
  return {
    status,
    stdout,
    stderr,
    json: <T>() => {
      if (!stdout.endsWith('\n') || stdout.trim() === '')
        throw new Error(`expected one JSON value and a line end, found ${JSON.stringify(stdout)}; ${stderr}`);
      return JSON.parse(stdout) as T;
    },
  };
}

/** Starts `bitflow serve --json` and waits for its first line; it is ended with the test. */
export async function bitflowServe(args: readonly string[]): Promise<SpawnedHost> {
  const host = await SpawnedHost.start(args);
  onTestFinished(async () => void (await host.stop()));
  return host;
}

function start(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [BITFLOW, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1', ...env } });
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('close', (status) => resolve(status));
    child.once('error', reject);
  });
}

async function textOf(stream: ChildProcess['stdout']): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}
