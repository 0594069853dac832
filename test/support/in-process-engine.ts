import { LinkedChannels } from '../../electron/engine-process/linked-channels.ts';
import type { ContractServer } from '../../electron/host/transports/serve-channel.ts';
import type { EngineChild, ForkEngine } from '../../electron/supervision/engine-child.ts';
import type { FromEngine, ToEngine } from '../../electron/supervision/engine-link.ts';
import { Emitter } from '../../shared/base/emitter.ts';

/** What a test can do to an engine that a supervisor takes for a process. */
export interface StandInEngine {
  /** Everything that it was told, but for pings. */
  readonly told: readonly ToEngine[];
  /** Says something to the supervisor, a moment later, as a process would. */
  say(message: FromEngine): void;
  /** Ends, as a process that crashed. */
  end(end: { readonly code: number | null; readonly signal: string | null }): void;
}

export interface StandInEngines {
  readonly fork: ForkEngine;
  /** All that were started, oldest first. */
  readonly started: readonly StandInEngine[];
  /** What each was started with, oldest first. */
  readonly successors: readonly unknown[];
}

/**
 * Engines in this process for a supervisor, so that a test needs no other. `server` answers callers; without one nobody is answered.
 * `onStart` is what an engine does first; by default it says that it is ready.
 */
export function standInEngines(
  options: {
    readonly server?: ContractServer;
    readonly onStart?: (engine: StandInEngine, place: number) => void;
    readonly answersPings?: boolean;
  } = {},
): StandInEngines {
  const started: StandInEngine[] = [];
  const successors: unknown[] = [];
  const { server, answersPings = true } = options;
  const onStart = options.onStart ?? ((engine) => engine.say({ kind: 'ready', pid: 4242, state: 'running' }));
  const fork = (successor: unknown): EngineChild => {
    successors.push(successor);
    const messages = new Emitter<FromEngine>();
    const exits = new Emitter<{ code: number | null; signal: string | null }>();
    const told: ToEngine[] = [];
    const open = new Set<number>();
    let isRunning = true;
    const engine: StandInEngine = {
      told,
      say: (message) => void setImmediate(() => isRunning && messages.fire(structuredClone(message))),
      end: (end) => {
        if (!isRunning) return;
        isRunning = false;
        for (const connection of open) channels?.take({ kind: 'closed', connection });
        setImmediate(() => exits.fire(end));
      },
    };
    const channels = server === undefined ? null : new LinkedChannels(server, (message) => engine.say(message));
    const take = (message: ToEngine): void => {
      if (message.kind !== 'ping') told.push(message);
      if (message.kind === 'ping' && answersPings) engine.say({ kind: 'pong', id: message.id, state: 'running' });
      if (message.kind === 'stop') engine.end({ code: 0, signal: null });
      if ('connection' in message) {
        if (message.kind === 'open') open.add(message.connection);
        channels?.take(message);
      }
    };
    started.push(engine);
    onStart(engine, started.length - 1);
    return {
      pid: 4242,
      onMessage: messages.event,
      onExit: exits.event,
      send: (message) => void setImmediate(() => isRunning && take(structuredClone(message))),
      kill: () => engine.end({ code: null, signal: 'SIGKILL' }),
    };
  };
  return { fork, started, successors };
}
