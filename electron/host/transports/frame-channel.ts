import type { Event } from '../../../shared/base/emitter.ts';

/** One message of the contract's protocol. */
export type Frame = string | Uint8Array;

/** Codes of RFC 6455 with which a caller is let go. */
export const CLOSE_UNREADABLE = 1007;

/** A way to one caller, whatever carries it: a message port, or a WebSocket on the other side of the supervisor. */
export interface FrameChannel {
  send(frame: Frame): void;
  /** Resolves when the caller has room for more; at once while it keeps up. */
  readonly writable: () => Promise<void>;
  /** Lets the caller go, with a code of RFC 6455 and the reason where the way can carry them. */
  close(code: number, reason: string): void;
  readonly onFrame: Event<Frame>;
  /** The caller is gone; announced once. */
  readonly onClose: Event<void>;
}
