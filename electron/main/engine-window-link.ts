import type { MessageChannelMain, UtilityProcess, utilityProcess, WebContents } from 'electron';
import { Emitter } from '../../shared/base/emitter.ts';
import { PORT_ENDED, PORT_MESSAGE } from '../../shared/contract/port-messages.ts';
import type { EngineChild } from '../supervision/engine-child.ts';
import type { FromEngine } from '../supervision/engine-link.ts';
import type { Supervisor } from '../supervision/supervisor.ts';

/** The calls of Electron that starting an engine takes. */
export interface ForkApi {
  readonly utilityProcess: Pick<typeof utilityProcess, 'fork'>;
}

/** Starts an engine in a utility process. */
export function forkUtilityEngine({ utilityProcess }: ForkApi, modulePath: string, options: unknown): EngineChild {
  const child: UtilityProcess = utilityProcess.fork(modulePath, [JSON.stringify(options)], {
    serviceName: 'BitFlow engine',
    stdio: 'inherit',
  });
  const messages = new Emitter<FromEngine>();
  const exits = new Emitter<{ code: number | null; signal: string | null }>();
  child.on('message', (message: FromEngine) => messages.fire(message));
  child.once('exit', (code: number) => exits.fire({ code, signal: null }));
  return {
    pid: child.pid,
    onMessage: messages.event,
    onExit: exits.event,
    send: (message, ports = []) => child.postMessage(message, [...ports] as Electron.MessagePortMain[]),
    kill: () => void child.kill(),
  };
}

/** The calls of Electron that handing a port over takes. */
export interface PortApi {
  readonly MessageChannelMain: new () => MessageChannelMain;
}

export type WindowContents = Pick<WebContents, 'postMessage' | 'isDestroyed'>;

/**
 * Gives windows their way to the engine: one message channel per window and run of the engine, whose ends go straight to the two;
 * what they say to each other does not pass here.
 */
export class EngineWindowLink {
  readonly #api: PortApi;
  readonly #supervisor: Supervisor;
  readonly #windows = new Set<WindowContents>();
  #nextConnection = 1;

  constructor(api: PortApi, supervisor: Supervisor) {
    this.#api = api;
    this.#supervisor = supervisor;
    supervisor.onDidChange((state) => {
      if (state.kind === 'ready') for (const window of this.#windows) this.#hand(window);
      if (state.kind === 'waiting' || state.kind === 'failed') this.#tellEnded();
    });
  }

  /** A page was loaded, or loaded again: it needs a port of its own. */
  onPageLoaded(window: WindowContents): void {
    this.#windows.add(window);
    if (this.#supervisor.state.kind === 'ready') this.#hand(window);
  }

  onWindowClosed(window: WindowContents): void {
    this.#windows.delete(window);
  }

  #hand(window: WindowContents): void {
    if (window.isDestroyed()) return;
    const { port1, port2 } = new this.#api.MessageChannelMain();
    const connection = this.#nextConnection;
    this.#nextConnection += 1;
    this.#supervisor.send({ kind: 'open', connection, scope: 'trade', caller: `window ${connection}` }, [port1]);
    window.postMessage(PORT_MESSAGE, null, [port2]);
  }

  #tellEnded(): void {
    for (const window of this.#windows) if (!window.isDestroyed()) window.postMessage(PORT_ENDED, null);
  }
}
