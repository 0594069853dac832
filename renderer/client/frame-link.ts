import { type ClientContext, createORPCClient } from '@orpc/client';
import { type StandardLinkClient, StandardRPCLink } from '@orpc/client/standard';
import { ClientPeer } from '@orpc/standard-server-peer';
import type { Client } from './client.ts';

/** Something that carries frames of the contract's protocol. */
export interface FrameCarrier {
  /** Sends a frame; one that is sent after the end is lost. */
  send(frame: string | ArrayBufferView | ArrayBufferLike): void;
  onFrame(listener: (frame: string | Uint8Array<ArrayBuffer> | ArrayBuffer) => void): void;
  onEnd(listener: () => void): void;
}

/** Returns a client whose calls and streams fail at once when the carrier ends. */
export function clientOver(carrier: FrameCarrier): Client {
  const peer = new ClientPeer(async (frame) => carrier.send(frame));
  // A frame that is no message of the protocol ends nothing; the call that waits for one has its deadline.
  carrier.onFrame((frame) => void peer.message(frame).catch(() => undefined));
  carrier.onEnd(() => peer.close());
  const link: StandardLinkClient<ClientContext> = {
    call: async (request) => {
      const response = await peer.request(request);
      return { ...response, body: () => Promise.resolve(response.body) };
    },
  };
  return createORPCClient(new StandardRPCLink(link, { url: 'http://orpc' }));
}
