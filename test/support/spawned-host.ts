import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BITFLOW = fileURLToPath(new URL('../../electron/cli/bitflow.mjs', import.meta.url));

/** What `serve --json` prints when it is up. */
export interface ServeAnswer {
  readonly url: string;
  readonly token: string;
  readonly pid: number;
  readonly engine: { readonly pid: number; readonly state: string };
}

/** A workstation served by a process of its own, as a user starts it. */
export class SpawnedHost {
  readonly answer: ServeAnswer;
  /** From the start of the process until it said that it is up, wall milliseconds. */
  readonly readyMs: number;
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;
  #stdout: string;
  #stderr: string;

  private constructor(
    answer: ServeAnswer,
    readyMs: number,
    child: ChildProcess,
    said: { readonly stdout: string; readonly stderr: string },
  ) {
    this.answer = answer;
    this.readyMs = readyMs;
    this.#child = child;
    this.#stdout = said.stdout;
    this.#stderr = said.stderr;
    child.stdout?.on('data', (data: Buffer) => (this.#stdout += data.toString()));
    child.stderr?.on('data', (data: Buffer) => (this.#stderr += data.toString()));
    this.#ended = new Promise((resolve) => {
      child.once('close', (status) => resolve(status));
    });
  }

  /** Starts `bitflow serve` with these arguments. Rejects with what it said when it ends instead. */
  static start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<SpawnedHost> {
    const startedMs = performance.now();
    const child = spawn(process.execPath, [BITFLOW, 'serve', '--json', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', ...env },
    });
    let said = '';
    let errors = '';
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status) => reject(new Error(`bitflow serve ended with ${String(status)}: ${said}${errors}`)));
      const read = (data: Buffer): void => {
        said += data.toString();
        if (!said.includes('\n')) return;
        child.stdout.off('data', read);
        const answer = JSON.parse(said.slice(0, said.indexOf('\n'))) as ServeAnswer | { readonly error: unknown };
        // What it says when it ends instead is told when it has ended.
        if ('error' in answer) return;
        resolve(new SpawnedHost(answer, performance.now() - startedMs, child, { stdout: said, stderr: errors }));
      };
      child.stdout.on('data', read);
    });
  }

  /** Everything on standard output so far. */
  get stdout(): string {
    return this.#stdout;
  }

  /** Everything that host and engine logged so far. */
  get stderr(): string {
    return this.#stderr;
  }

  get origin(): string {
    return new URL(this.answer.url).origin;
  }

  /** Asks the REST door; rejects unless the answer is a success. */
  async ask<T>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.origin}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${this.answer.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** An address that opens the window once more. */
  async freshUrl(): Promise<string> {
    const response = await fetch(`${this.origin}/auth/codes`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.answer.token}` },
    });
    const { code } = (await response.json()) as { code: string };
    return `${this.origin}/#code=${code}`;
  }

  /** Ends it as a user does, by default; resolves with the exit status when the process is gone. */
  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.#child.kill(signal);
    return this.#ended;
  }
}
