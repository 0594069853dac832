import type { UtilityProcess, utilityProcess } from 'electron';
import { Emitter } from '../../shared/base/emitter.ts';
import type { EngineChild } from '../supervision/engine-child.ts';
import { ENGINE_FLAGS } from '../supervision/engine-flags.ts';
import type { FromEngine } from '../supervision/engine-link.ts';

/** What V8 says of an end that it could not avoid, such as want of memory. */
export interface FatalEnd {
  readonly location: string;
  /** Node's diagnostic report, JSON. */
  readonly report: string;
}

export interface UtilityEngineOptions {
  readonly utilityProcess: Pick<typeof utilityProcess, 'fork'>;
  /** Signals to a process; throws when there is none. */
  readonly signal: (pid: number, signal: 'SIGKILL') => void;
  readonly modulePath: string;
  /** What the engine is to be; crosses as JSON. */
  readonly options: unknown;
  /** Takes what the engine prints. */
  readonly output: NodeJS.WritableStream;
  readonly onFatalEnd: (end: FatalEnd) => void;
}

/** A process that was asked to end and has not after so long is ended. */
const PATIENCE_MS = 2_000;

/** Starts an engine in a utility process. */
export function forkUtilityEngine({ utilityProcess, signal, modulePath, options, output, onFatalEnd }: UtilityEngineOptions): EngineChild {
  const child: UtilityProcess = utilityProcess.fork(modulePath, [JSON.stringify(options)], {
    serviceName: 'BitFlow engine',
    execArgv: [...ENGINE_FLAGS],
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const messages = new Emitter<FromEngine>();
  const exits = new Emitter<{ code: number | null; signal: string | null }>();
  let hasEnded = false;
  let isKilled = false;
  // The engine leaves SIGTERM to its supervisor, and one that hangs never sees it; so that alone ends nothing.
  const end = (): void => {
    const { pid } = child;
    if (pid === undefined) return;
    child.kill();
    setTimeout(() => {
      if (!hasEnded) signalIfThere(signal, pid);
    }, PATIENCE_MS).unref();
  };
  child.stdout?.pipe(output, { end: false });
  child.stderr?.pipe(output, { end: false });
  child.on('message', (message: FromEngine) => messages.fire(message));
  // Without a listener this event would throw in this process; the exit follows it.
  child.on('error', (_type, location, report) => onFatalEnd({ location, report }));
  child.once('spawn', () => {
    if (isKilled) end();
  });
  child.once('exit', (code: number) => {
    hasEnded = true;
    exits.fire({ code, signal: null });
  });
  return {
    get pid() {
      return child.pid;
    },
    onMessage: messages.event,
    onExit: exits.event,
    send: (message, ports = []) => {
      if (!hasEnded) child.postMessage(message, [...ports] as Electron.MessagePortMain[]);
    },
    kill: () => {
      if (isKilled) return;
      isKilled = true;
      end();
    },
  };
}

function signalIfThere(signal: UtilityEngineOptions['signal'], pid: number): void {
  try {
    signal(pid, 'SIGKILL');
  } catch {
    // It ended between the question and the signal.
  }
}
