import type { CallerShare } from './transports/caller-shares.ts';

/** What a handler knows of its caller. */
export interface CallContext {
  /** What the caller's access allows: `read` looks, `trade` also changes. */
  readonly scope: 'read' | 'trade';
  /** What the caller may take of the engine. */
  readonly share: CallerShare;
}
