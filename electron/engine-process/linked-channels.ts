import { Emitter } from '../../shared/base/emitter.ts';
import type { FrameChannel } from '../host/transports/frame-channel.ts';
import type { ContractServer } from '../host/transports/serve-channel.ts';
import type { FromEngine, ToEngine } from '../supervision/engine-link.ts';
import { SendWindow } from '../supervision/frame-window.ts';

interface Linked {
  readonly frames: Emitter<string | Uint8Array>;
  readonly closed: Emitter<void>;
  readonly window: SendWindow;
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
        this.#open(message);
        return;
      case 'frame':
        linked?.frames.fire(message.frame);
        return;
      case 'read':
        linked?.window.noteRead(message.length);
        return;
      case 'closed':
        this.#linked.delete(connection);
        linked?.window.close();
        linked?.closed.fire();
    }
  }

  #open({ connection, scope, caller }: Extract<ToEngine, { kind: 'open' }>): void {
    const linked: Linked = { frames: new Emitter(), closed: new Emitter(), window: new SendWindow() };
    this.#linked.set(connection, linked);
    const channel: FrameChannel = {
      send: (frame) => {
        // What comes late for a caller that is gone would only fill the link.
        if (!this.#linked.has(connection)) return;
        linked.window.noteSent(frame.length);
        this.#send({ kind: 'frame', connection, frame });
      },
      writable: () => linked.window.room(),
      close: (code, reason) => this.#send({ kind: 'close', connection, code, reason }),
      onFrame: linked.frames.event,
      onClose: linked.closed.event,
    };
    this.#server.serve(channel, { scope, caller });
  }
}
