import { Emitter } from '../../shared/base/emitter.ts';
import type { FrameChannel } from '../host/transports/frame-channel.ts';
import type { ContractServer } from '../host/transports/serve-channel.ts';
import type { FromEngine, ToEngine } from '../supervision/engine-link.ts';

interface Linked {
  readonly frames: Emitter<string | Uint8Array>;
  readonly closed: Emitter<void>;
  /** Set while the caller is congested. */
  room: PromiseWithResolvers<void> | null;
}

/** The engine's end of the callers that the supervisor relays. */
export class LinkedChannels {
  readonly #send: (message: FromEngine) => void;
  readonly #server: ContractServer;
  readonly #linked = new Map<number, Linked>();

  constructor(server: ContractServer, send: (message: FromEngine) => void) {
    this.#server = server;
    this.#send = send;
  }

  take(message: Extract<ToEngine, { readonly connection: number }>): void {
    const { connection } = message;
    const linked = this.#linked.get(connection);
    switch (message.kind) {
      case 'open':
        this.#open(connection, message.scope);
        return;
      case 'frame':
        linked?.frames.fire(message.frame);
        return;
      case 'congestion':
        if (linked !== undefined) setCongested(linked, message.isCongested);
        return;
      case 'closed':
        this.#linked.delete(connection);
        linked?.room?.resolve();
        linked?.closed.fire();
    }
  }

  #open(connection: number, scope: 'read' | 'trade'): void {
    const linked: Linked = { frames: new Emitter(), closed: new Emitter(), room: null };
    this.#linked.set(connection, linked);
    const channel: FrameChannel = {
      send: (frame) => this.#send({ kind: 'frame', connection, frame }),
      writable: () => linked.room?.promise ?? Promise.resolve(),
      onFrame: linked.frames.event,
      onClose: linked.closed.event,
    };
    this.#server.serve(channel, { scope });
  }
}

function setCongested(linked: Linked, isCongested: boolean): void {
  if (isCongested) {
    linked.room ??= Promise.withResolvers();
    return;
  }
  linked.room?.resolve();
  linked.room = null;
}
