import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from '../../shared/contract/index.ts';
import type { ConnectionRelay, RelayedConnection } from './connection-relay.ts';

type Scope = 'read' | 'trade';

export type EngineClient = ContractRouterClient<typeof contract>;

export interface StreamCall {
  /** Who asks; the id is the same for all that one caller asks. */
  readonly caller: { readonly scope: Scope; readonly id: string };
  readonly signal: AbortSignal | undefined;
  /** Asks for the stream. */
  readonly ask: (client: EngineClient) => Promise<AsyncIterable<unknown>>;
}

/**
 * Calls the engine for requests that come without a connection of their own: calls of one scope share a way, opened when first needed; a
 * stream has its own, since one reader that does not keep up must hold back nothing but itself.
 */
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
    const connection = this.#relay.open({ scope, caller: `calls ${scope}` });
    connection.onFrame(({ length }) => connection.noteRead(length));
    connection.onClose(() => this.#clients.delete(scope));
    connection.onEnd(() => this.#clients.delete(scope));
    const client: EngineClient = createORPCClient(new RPCLink({ port: portOf(connection) }));
    this.#clients.set(scope, client);
    return client;
  }

  /** Asks for a stream; the engine holds back while too much of it waits to be read. Its way ends with it. The engine must be ready. */
  async stream({ caller, signal, ask }: StreamCall): Promise<AsyncGenerator<unknown, void>> {
    const connection = this.#relay.open({ scope: caller.scope, caller: caller.id });
    const close = (): void => connection.close();
    // A stream that is given up before its first value was asked for is never told of its end.
    signal?.addEventListener('abort', close, { once: true });
    const unread = new Unread(connection);
    try {
      return readOut(await ask(createORPCClient(new RPCLink({ port: portOf(connection) }))), unread, close);
    } catch (error) {
      close();
      throw error;
    }
  }
}

/** Remembers how long what came for a stream and was not read yet is; each value comes as one frame. */
class Unread {
  readonly #connection: RelayedConnection;
  readonly #lengths: number[] = [];

  constructor(connection: RelayedConnection) {
    this.#connection = connection;
    connection.onFrame(({ length }) => this.#lengths.push(length));
  }

  noteRead(): void {
    this.#connection.noteRead(this.#lengths.shift() ?? 0);
  }
}

async function* readOut(stream: AsyncIterable<unknown>, unread: Unread, close: () => void): AsyncGenerator<unknown, void> {
  try {
    for await (const value of stream) {
      unread.noteRead();
      yield value;
    }
  } finally {
    close();
  }
}

/** What the library needs of a message port, over a relayed connection. */
function portOf(connection: RelayedConnection) {
  return {
    postMessage: (frame: string | Uint8Array) => connection.send(frame),
    addEventListener: (name: string, listener: (event?: unknown) => void) => {
      if (name === 'message') connection.onFrame((data) => listener({ data }));
      if (name === 'close') {
        connection.onEnd(() => listener());
        connection.onClose(() => listener());
      }
    },
  };
}
