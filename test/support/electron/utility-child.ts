import { PassThrough } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { ForkOptions, UtilityProcess } from 'electron';
import { portsOf } from './ports.ts';
import { StandInEmitter } from './typed-events.ts';

/** How utility processes of a stand-in behave. */
export interface UtilityBehaviour {
  /** The script that sets up what a utility process has, and then runs the engine's entry. */
  readonly script: URL;
  /** How long after its end a process announces it, milliseconds. */
  exitDelayMs: number;
  /** Whether SIGTERM ends a process. The engine leaves that signal to its supervisor, and a process that hangs never sees it. */
  endsByTerm: boolean;
}

let nextPid = 4_000_001;

/** Processes by their id, which are above those of any system, for a stand-in of `process.kill`. */
export const utilityChildren = new Map<number, StandInUtilityProcess>();

/** A utility process as a thread. */
export class StandInUtilityProcess
  extends StandInEmitter<UtilityProcess>
  implements Pick<UtilityProcess, 'pid' | 'postMessage' | 'kill' | 'stdout' | 'stderr'>
{
  pid: number | undefined = undefined;
  readonly stdout: PassThrough | null;
  readonly stderr: PassThrough | null;
  readonly ended: Promise<number>;
  readonly signals: string[] = [];
  /** The kinds of what it was told, but for pings. */
  readonly told: string[] = [];
  readonly options: ForkOptions;
  readonly #worker: Worker;
  readonly #behaviour: UtilityBehaviour;

  constructor(modulePath: string, args: readonly string[], options: ForkOptions, behaviour: UtilityBehaviour) {
    super();
    this.options = options;
    this.#behaviour = behaviour;
    const isPiped = Array.isArray(options.stdio) ? options.stdio.includes('pipe') : options.stdio === 'pipe';
    this.stdout = isPiped ? new PassThrough() : null;
    this.stderr = isPiped ? new PassThrough() : null;
    // A utility process only warns of a promise that nobody handles, unlike Node.
    const execArgv = ['--unhandled-rejections=warn'];
    this.#worker = new Worker(behaviour.script, { argv: [modulePath, ...args], execArgv, stdout: isPiped, stderr: isPiped });
    if (this.stdout !== null) this.#worker.stdout.pipe(this.stdout);
    if (this.stderr !== null) this.#worker.stderr.pipe(this.stderr);
    const pid = nextPid;
    nextPid += 1;
    this.#worker.once('online', () => {
      this.pid = pid;
      utilityChildren.set(pid, this);
      this.announce('spawn');
    });
    this.#worker.on('message', (message) => this.announce('message', message));
    // A thread that throws ends with code 1, as a process does.
    this.#worker.on('error', () => undefined);
    this.ended = new Promise((resolve) => {
      this.#worker.on('exit', (code) => {
        setTimeout(() => {
          this.announce('exit', code);
          utilityChildren.delete(pid);
          this.pid = undefined;
          resolve(code);
        }, behaviour.exitDelayMs);
      });
    });
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    const ports = portsOf(transfer);
    const kind = typeof message === 'object' && message !== null && 'kind' in message ? String(message.kind) : '';
    if (kind !== 'ping') this.told.push(kind);
    this.#worker.postMessage({ message, ports }, ports);
  }

  kill(): boolean {
    return this.signal('SIGTERM');
  }

  signal(signal: string): boolean {
    this.signals.push(signal);
    if (signal === 'SIGKILL' || this.#behaviour.endsByTerm) void this.#worker.terminate();
    return true;
  }

  /** Ends as V8 ends a process that it can't go on with, such as one that is out of memory. */
  dieFatally(location: string, report: string): void {
    this.announce('error', 'FatalError', location, report);
    void this.#worker.terminate();
  }

  /** Answers nothing any more, and does nothing. */
  hang(): void {
    this.#worker.postMessage({ hang: true });
  }

  /** Leaves a promise in the process without anyone to handle its rejection. */
  rejectUnhandled(message: string): void {
    this.#worker.postMessage({ reject: message });
  }
}
