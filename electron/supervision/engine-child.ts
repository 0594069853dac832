import type { Event } from '../../shared/base/emitter.ts';
import type { FromEngine, ToEngine } from './engine-link.ts';

/** A running engine process, whatever started it: Node's child processes or Electron's utility processes. */
export interface EngineChild {
  readonly pid: number | undefined;
  readonly onMessage: Event<FromEngine>;
  /** The process ended; announced once. */
  readonly onExit: Event<{ readonly code: number | null; readonly signal: string | null }>;
  /**
   * Sends a message; one to a process that has ended is lost. `ports` travel with it where the platform has message ports to give.
   */
  send(message: ToEngine, ports?: readonly unknown[]): void;
  /** Ends the process at once. */
  kill(): void;
}

/** Starts a new engine process; `successor` are the options that the one before has left for it, `null` for the first. */
export type ForkEngine = (successor: unknown) => EngineChild;
