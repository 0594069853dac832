import type { EngineState } from '../../shared/domain/trading-state.ts';

export type PowerEvent = 'suspend' | 'resume' | 'lock' | 'unlock' | 'shutdown';

/**
 * What the supervisor and the engine's process say to each other. Both are of one build, so that nothing here is
 * parsed; callers' frames are passed on as they are.
 */
export type ToEngine =
  /** A caller came; in Electron its message port travels with this message. `caller` is the same for every connection of one. */
  | { readonly kind: 'open'; readonly connection: number; readonly scope: 'read' | 'trade'; readonly caller: string }
  | { readonly kind: 'frame'; readonly connection: number; readonly frame: string | Uint8Array }
  /** So much of what the caller was sent has left for it. */
  | { readonly kind: 'read'; readonly connection: number; readonly length: number }
  | { readonly kind: 'closed'; readonly connection: number }
  | { readonly kind: 'ping'; readonly id: number }
  /** Something happened to the machine's power; the engine writes down what it holds where it may be about to lose it. */
  | { readonly kind: 'power'; readonly event: PowerEvent }
  | { readonly kind: 'stop' };

export type FromEngine =
  | { readonly kind: 'ready'; readonly pid: number; readonly state: EngineState }
  /** The engine could not start, or can't record any more and is about to end. `isFinal`: trying again would fail alike until somebody does something. */
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly isFinal: boolean }
  /** What an engine that takes over from this one is to be started with: what was asked for at the start and was changed since is not asked for again. */
  | { readonly kind: 'successor'; readonly options: unknown }
  | { readonly kind: 'frame'; readonly connection: number; readonly frame: string | Uint8Array }
  /** The caller is to be let go: a code of RFC 6455 and why. */
  | { readonly kind: 'close'; readonly connection: number; readonly code: number; readonly reason: string }
  | { readonly kind: 'pong'; readonly id: number; readonly state: EngineState };
