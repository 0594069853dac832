import type { Session } from 'electron';
import type { Logger } from '../engine/ports/logger.ts';
import type { Places } from './places.ts';
import type { KnownAccounts } from './stores.ts';

/** What every shell has, whichever window it opens. */
export interface ShellEnvironment {
  readonly places: Places;
  readonly session: Session;
  readonly known: KnownAccounts;
  readonly log: Logger;
  /** Takes what an engine prints. */
  readonly output: NodeJS.WritableStream;
  /** Returns the path of a built file, such as `main/engine.js`. */
  readonly built: (path: string) => string;
}
