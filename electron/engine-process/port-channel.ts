import { Emitter } from '../../shared/base/emitter.ts';
import type { Frame, FrameChannel } from '../host/transports/frame-channel.ts';

/** What is needed of a message port on the engine's side, as Electron's main-process ports have it. */
export interface PortLike {
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
}

/** A window that has been silent for so long is taken for frozen, and told nothing until it speaks again. */
const FROZEN_MS = 8_000;

/** Frames that may be on their way to a window before it must have said anything. */
const MOST_UNHEARD = 20_000;

/**
 * A channel over a message port. A port does not tell whether its other end keeps up; but the window asks how the engine is
 * every few seconds, so one that is silent for long while much is sent to it has stopped reading.
 */
export function portChannel(port: PortLike, now: () => number = Date.now): FrameChannel {
  const frames = new Emitter<Frame>();
  const closed = new Emitter<void>();
  let lastHeardMs = now();
  let unheard = 0;
  let room: PromiseWithResolvers<void> | null = null;
  port.on('message', ({ data }) => {
    lastHeardMs = now();
    unheard = 0;
    room?.resolve();
    room = null;
    if (typeof data === 'string') frames.fire(data);
    else if (data instanceof Uint8Array) frames.fire(data);
    else if (data instanceof ArrayBuffer) frames.fire(new Uint8Array(data));
  });
  port.on('close', () => {
    room?.resolve();
    closed.fire();
  });
  port.start();
  return {
    send: (frame) => {
      unheard += 1;
      port.postMessage(frame);
    },
    writable: () => {
      if (unheard < MOST_UNHEARD || now() - lastHeardMs < FROZEN_MS) return Promise.resolve();
      room ??= Promise.withResolvers();
      return room.promise;
    },
    close: () => port.close(),
    onFrame: frames.event,
    onClose: closed.event,
  };
}
