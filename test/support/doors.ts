import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { WebSocket } from 'ws';
import { type PortLike, portChannel } from '../../electron/engine-process/port-channel.ts';
import type { Scope } from '../../electron/headless/access.ts';
import type { ContractServer } from '../../electron/host/transports/serve-channel.ts';
import type { Client } from '../../renderer/client/client.ts';
import { clientOver } from '../../renderer/client/frame-link.ts';
import { contract } from '../../shared/contract/index.ts';

/** A caller's way in, as a test holds it. */
export interface OpenDoor {
  readonly client: Client;
  close(): void;
}

export const doorNames = ['message port', 'WebSocket', 'REST'] as const;
export type DoorName = (typeof doorNames)[number];

let portCount = 0;

/** Opens a message port to the contract, as the desktop shell gives one to its window. */
export function openPort(server: ContractServer, scope: Scope): OpenDoor {
  portCount += 1;
  const { port1, port2 } = new MessageChannel();
  const engineEnd: PortLike = {
    postMessage: (message) => port1.postMessage(message),
    start: () => port1.start(),
    close: () => port1.close(),
    on: (event: string, listener: (event: { readonly data: unknown }) => void) =>
      port1.on(event as 'message', (data: unknown) => listener({ data })),
  };
  server.serve(portChannel(engineEnd), { scope, caller: `port ${portCount}` });
  const client = clientOver({
    send: (frame) => port2.postMessage(frame),
    onFrame: (listener) => void port2.on('message', listener),
    onEnd: (listener) => void port2.on('close', listener),
  });
  return { client, close: () => port2.close() };
}

/** Opens the host's socket with a bearer, as the window in a browser does. */
export async function openSocket(origin: string, bearer: string): Promise<OpenDoor> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`, ['bitflow', `bearer.${bearer}`], { origin });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => socket.send(JSON.stringify({ authorization: `Bearer ${bearer}` })));
    socket.once('message', () => resolve());
    socket.once('close', (code) => reject(new Error(`the socket was closed with ${code}`)));
    socket.once('error', reject);
  });
  socket.on('error', () => undefined);
  const client = clientOver({
    send: (frame) => socket.send(frame as string),
    onFrame: (listener) =>
      void socket.on('message', (data: Buffer, isBinary) => listener(isBinary ? new Uint8Array(data) : data.toString())),
    onEnd: (listener) => void socket.on('close', listener),
  });
  return { client, close: () => socket.close() };
}

/** Opens the host's API with a bearer, as the command line does. */
export function openRest(origin: string, bearer: string): OpenDoor {
  const link = new OpenAPILink(contract, { url: `${origin}/api`, headers: { authorization: `Bearer ${bearer}` } });
  return { client: createORPCClient(link), close: () => undefined };
}
