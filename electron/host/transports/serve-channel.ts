import { StandardRPCHandler } from '@orpc/server/standard';
import { createServerPeerHandleRequestFn } from '@orpc/server/standard-peer';
import { type Disposable, DisposableStore, disposable } from '../../../shared/base/disposable.ts';
import type { Logger } from '../../engine/ports/logger.ts';
import type { CallContext } from '../call-context.ts';
import type { AppRouter } from '../handlers/router.ts';
import { CallerLink } from './caller-link.ts';
import { CallerShares } from './caller-shares.ts';
import type { FrameChannel } from './frame-channel.ts';
import { RefusedFrames } from './refused-frames.ts';

/** Who comes over a channel. */
export interface ChannelCaller {
  readonly scope: CallContext['scope'];
  /** The same for every way of one caller, such as two sockets of one access: they share what the caller may take. */
  readonly caller: string;
}

/** Serves the contract to any number of channels. */
export class ContractServer {
  readonly #handler: StandardRPCHandler<CallContext>;
  readonly #log: Logger;
  readonly #refused: RefusedFrames;
  readonly shares: CallerShares;

  constructor(router: AppRouter, log: Logger, shares = new CallerShares()) {
    this.#handler = new StandardRPCHandler(router, {});
    this.#log = log;
    this.#refused = new RefusedFrames(log);
    this.shares = shares;
  }

  /** How many frames could not be read since the start. */
  get refusedFrames(): number {
    return this.#refused.count;
  }

  /** Serves one caller until its channel closes or the returned disposable is disposed; its streams and calls end with it. */
  serve(channel: FrameChannel, { scope, caller }: ChannelCaller): Disposable {
    const held = new DisposableStore();
    const way = held.add(this.shares.enter(caller));
    const link = new CallerLink({
      channel,
      share: way.share,
      handle: createServerPeerHandleRequestFn(this.#handler, { context: { scope, share: way.share } }),
      refused: this.#refused,
      onFailure: (error) => this.#log.warn('a call could not be answered', { error: String(error) }),
    });
    held.add(disposable(() => link.close()));
    held.add(channel.onFrame((frame) => link.take(frame)));
    held.add(channel.onClose(() => held.dispose()));
    return held;
  }
}
