import type { Client } from './client.ts';
import type { Link, LinkEnd, Transport } from './transport.ts';
import { LinkRefused } from './transport.ts';

export type ConnectionState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'online' }
  /** The way is gone and is looked for again. */
  | { readonly kind: 'offline'; readonly reason: LinkEnd }
  /** Nobody here is let in; only a new address helps. */
  | { readonly kind: 'unauthorised' };

/** Follows the engine's streams over one link until it ends; `signal` ends them. */
export type FollowEngine = (client: Client, signal: AbortSignal, onAlive: () => void) => Promise<void>;

const FIRST_DELAY_MS = 150;
const LONGEST_DELAY_MS = 3_000;

/** The engine says how it is every second; after this silence the way is taken for dead. */
const SILENCE_MS = 6_000;

/** Keeps a way to the engine open: looks for a new one whenever it is lost, with growing delays. */
export class Connection {
  readonly #transport: Transport;
  readonly #follow: FollowEngine;
  readonly #onState: (state: ConnectionState) => void;
  #link: Link | null = null;

  constructor(options: {
    readonly transport: Transport;
    readonly follow: FollowEngine;
    readonly onState: (state: ConnectionState) => void;
  }) {
    this.#transport = options.transport;
    this.#follow = options.follow;
    this.#onState = options.onState;
  }

  /** The client of the way that is open now, or `null`. */
  get client(): Client | null {
    return this.#link?.client ?? null;
  }

  /** Runs for as long as the page lives, or until nobody is let in. */
  async run(): Promise<void> {
    let delayMs = FIRST_DELAY_MS;
    this.#onState({ kind: 'connecting' });
    for (;;) {
      const startedMs = Date.now();
      const end = await this.#once();
      if (end === 'unauthorised') {
        this.#onState({ kind: 'unauthorised' });
        return;
      }
      this.#onState({ kind: 'offline', reason: end });
      if (Date.now() - startedMs > 5_000) delayMs = FIRST_DELAY_MS;
      await pause(delayMs);
      delayMs = Math.min(delayMs * 1.6, LONGEST_DELAY_MS);
    }
  }

  async #once(): Promise<LinkEnd> {
    let link: Link;
    try {
      link = await this.#transport.open();
    } catch (error) {
      return error instanceof LinkRefused ? error.end : 'lost';
    }
    this.#link = link;
    this.#onState({ kind: 'online' });
    const ending = new AbortController();
    let lastSignMs = Date.now();
    const watch = setInterval(() => {
      if (Date.now() - lastSignMs > SILENCE_MS) link.close();
    }, 1_000);
    const following = this.#follow(link.client, ending.signal, () => {
      lastSignMs = Date.now();
    }).catch(() => link.close());
    const end = await link.closed;
    this.#link = null;
    clearInterval(watch);
    ending.abort();
    await Promise.race([following, pause(500)]);
    return end;
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
