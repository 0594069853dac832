import { ORPCError } from '@orpc/client';
import {
  encodeResponseMessage,
  MessageType,
  type ServerPeerHandleRequestFn,
  experimental_ServerPeerWithoutCodec as UncodedServerPeer,
} from '@orpc/standard-server-peer';
import { drop } from '../../../shared/base/drop.ts';
import { contractProcedures } from '../../../shared/contract/index.ts';
import { CallQueue } from './call-queue.ts';
import type { CallerShare } from './caller-shares.ts';
import { CLOSE_UNREADABLE, type Frame, type FrameChannel } from './frame-channel.ts';
import { type CallerFrame, readFrame } from './read-frame.ts';
import type { RefusedFrames } from './refused-frames.ts';

type Response = Parameters<UncodedServerPeer['response']>[1];

type Call = Extract<CallerFrame, { kind: 'call' }>;

/** What never waits for calls before it: what takes risk away, and streams, which have a limit of their own. */
const unqueuedPaths = new Set(
  contractProcedures.filter(({ meta, isStream }) => isStream || meta.isExit === true).map(({ path }) => `/${path.join('/')}`),
);

export interface CallerLinkOptions {
  readonly channel: FrameChannel;
  readonly share: CallerShare;
  readonly handle: ServerPeerHandleRequestFn;
  readonly refused: RefusedFrames;
  /** Hears of a call that broke off. */
  readonly onFailure: (error: unknown) => void;
}

/** Answers the calls that come over one channel. What a caller has no room for is not made yet, rather than kept. */
export class CallerLink {
  readonly #options: CallerLinkOptions;
  readonly #peer: UncodedServerPeer;
  readonly #calls = new CallQueue();
  /** Names of the calls that are not over. */
  readonly #open = new Set<string>();
  #isClosed = false;

  constructor(options: CallerLinkOptions) {
    this.#options = options;
    const { channel, share } = options;
    this.#peer = new UncodedServerPeer(async (message) => {
      await channel.writable();
      const frame = await encodeResponseMessage(message[0], message[1], message[2]);
      const sent = typeof frame === 'string' || frame instanceof Uint8Array ? frame : new Uint8Array(frame);
      share.charge(sent.length);
      channel.send(sent);
    });
  }

  take(frame: Frame): void {
    if (this.#isClosed) return;
    const read = readFrame(frame);
    if (!read.ok) this.#refuse(read.error.id, read.error.message);
    else if (read.value.kind === 'abort') this.#abort(read.value.id);
    else this.#answer(read.value);
  }

  close(): void {
    this.#isClosed = true;
    this.#calls.clear();
    this.#peer.close();
  }

  #abort(id: string): void {
    this.#calls.abort(id);
    this.#open.delete(id);
    this.#peer.close({ id });
  }

  #answer(call: Call): void {
    const { id, path } = call;
    if (this.#open.has(id)) return this.#refuse(null, 'A call of that name is not over yet.');
    this.#open.add(id);
    const work = (): Promise<void> => this.#work(call);
    if (unqueuedPaths.has(path)) {
      void work();
      return;
    }
    if (this.#calls.run(id, work)) return;
    this.#open.delete(id);
    const message = 'Too many calls wait for their answers; wait for some before asking more.';
    this.#reply(id, new ORPCError('LIMIT_REACHED', { defined: true, status: 429, message, data: { code: 'too-many-calls' } }));
  }

  async #work({ id, url, body }: Call): Promise<void> {
    const { handle, onFailure } = this.#options;
    try {
      await this.#peer.message([id, MessageType.REQUEST, { url, method: 'POST', headers: {}, body }], handle);
    } catch (error) {
      if (!this.#isClosed) onFailure(error);
    } finally {
      this.#open.delete(id);
    }
  }

  #refuse(id: string | null, message: string): void {
    const { channel, refused } = this.#options;
    refused.note(message);
    if (id === null || this.#open.has(id)) channel.close(CLOSE_UNREADABLE, message);
    else this.#reply(id, new ORPCError('BAD_REQUEST', { message }));
  }

  #reply(id: string, error: ORPCError<string, unknown>): void {
    const { channel, onFailure } = this.#options;
    const response: Response = { status: error.status, headers: {}, body: { json: error.toJSON() } };
    const send = async (): Promise<void> => {
      const frame = await encodeResponseMessage(id, MessageType.RESPONSE, response);
      await channel.writable();
      if (!this.#isClosed && typeof frame === 'string') channel.send(frame);
    };
    drop(send(), onFailure);
  }
}
