import { StandardRPCHandler } from '@orpc/server/standard';
import { createServerPeerHandleRequestFn } from '@orpc/server/standard-peer';
import { ServerPeer } from '@orpc/standard-server-peer';
import { type Disposable, DisposableStore, disposable } from '../../../shared/base/disposable.ts';
import { drop } from '../../../shared/base/drop.ts';
import type { Logger } from '../../engine/ports/logger.ts';
import type { CallContext } from '../call-context.ts';
import type { AppRouter } from '../handlers/router.ts';
import type { FrameChannel } from './frame-channel.ts';

/** Serves the contract to any number of channels. */
export class ContractServer {
  readonly #handler: StandardRPCHandler<CallContext>;
  readonly #log: Logger;

  constructor(router: AppRouter, log: Logger) {
    this.#handler = new StandardRPCHandler(router, {});
    this.#log = log;
  }

  /**
   * Serves one caller until its channel closes or the returned disposable is disposed. A stream is asked for its next value only when the caller
   * has room for it, so that a slow caller costs no memory here; its streams and calls end with it.
   */
  serve(channel: FrameChannel, context: CallContext): Disposable {
    const handle = createServerPeerHandleRequestFn(this.#handler, { context });
    const peer = new ServerPeer(async (frame) => {
      await channel.writable();
      channel.send(typeof frame === 'string' || frame instanceof Uint8Array ? frame : new Uint8Array(frame));
    });
    const held = new DisposableStore();
    held.add(disposable(() => peer.close()));
    held.add(
      channel.onFrame((frame) => {
        drop(peer.message(frame, handle), (error) => this.#log.warn('a call could not be answered', { error: String(error) }));
      }),
    );
    held.add(channel.onClose(() => held.dispose()));
    return held;
  }
}
