import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from '../../shared/contract/index.ts';
import type { ConnectionRelay, RelayedConnection } from '../supervision/connection-relay.ts';
import type { Scope } from './access.ts';

export type EngineClient = ContractRouterClient<typeof contract>;

/** Calls the engine for requests that come without a connection of their own; one way per scope, opened when first needed. */
export class EngineClients {
  readonly #relay: ConnectionRelay;
  readonly #clients = new Map<Scope, EngineClient>();

  constructor(relay: ConnectionRelay) {
    this.#relay = relay;
  }

  /** The engine must be ready. */
  client(scope: Scope): EngineClient {
    const known = this.#clients.get(scope);
    if (known !== undefined) return known;
    const connection = this.#relay.open(scope);
    connection.onEnd(() => this.#clients.delete(scope));
    const client: EngineClient = createORPCClient(new RPCLink({ port: portOf(connection) }));
    this.#clients.set(scope, client);
    return client;
  }
}

/** What the library needs of a message port, over a relayed connection. */
function portOf(connection: RelayedConnection) {
  return {
    postMessage: (frame: string | Uint8Array) => connection.send(frame),
    addEventListener: (name: string, listener: (event?: unknown) => void) => {
      if (name === 'message') connection.onFrame((data) => listener({ data }));
      if (name === 'close') connection.onEnd(() => listener());
    },
  };
}
