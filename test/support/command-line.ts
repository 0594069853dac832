import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

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

/** A `bitflow serve` that is up. */
export interface ServedCommand {
  readonly url: string;
  readonly origin: string;
  readonly token: string;
  readonly pid: number;
  readonly engine: { readonly pid: number; readonly state: string };
  /** Everything on standard output so far. */
  readonly stdout: () => string;
  /** Sends a signal and resolves with the exit status when the process is gone. */
  readonly stop: (signal: NodeJS.Signals) => Promise<number | null>;
}

/** Starts `bitflow serve --json` and waits for its first line; it is ended with the test. */
export async function bitflowServe(args: readonly string[], { env = {} }: CommandOptions = {}): Promise<ServedCommand> {
  const child = start(['serve', '--json', ...args], env);
  const end = ended(child);
  let stdout = '';
  let stderr = '';
  child.stderr?.on('data', (data: Buffer) => (stderr += data.toString()));
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (data: Buffer) => {
      stdout += data.toString();
      if (stdout.includes('\n')) resolve(stdout.slice(0, stdout.indexOf('\n')));
    });
    void end.then((status) => reject(new Error(`bitflow serve ended with ${String(status)}: ${stdout}${stderr}`)));
  });
  const said = JSON.parse(line) as Omit<ServedCommand, 'origin' | 'stop' | 'stdout'>;
  const stop = (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return end;
  };
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) await stop('SIGTERM');
  });
  return { ...said, origin: new URL(said.url).origin, stdout: () => stdout, stop };
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
