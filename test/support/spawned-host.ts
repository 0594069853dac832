import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
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

  private constructor(answer: ServeAnswer, readyMs: number, child: ChildProcess) {
    this.answer = answer;
    this.readyMs = readyMs;
    this.#child = child;
  }

  /** Starts `bitflow serve` with these arguments. Rejects with what it said on standard error when it ends instead. */
  static async start(args: readonly string[]): Promise<SpawnedHost> {
    const startedMs = performance.now();
    const child = spawn(process.execPath, [BITFLOW, 'serve', '--json', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stderr.on('data', (data: Buffer) => (said += data.toString()));
    const ended = once(child, 'close').then(() => {
      throw new Error(`the host ended: ${said}`);
    });
    const line = await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
    ended.catch(() => undefined);
    return new SpawnedHost(JSON.parse(String(line[0])) as ServeAnswer, performance.now() - startedMs, child);
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

  /** Ends it as a user does. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const closed = once(this.#child, 'close');
    this.#child.kill('SIGTERM');
    await closed;
  }
}
