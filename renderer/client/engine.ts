import { ORPCError } from '@orpc/client';
import type { EngineView, WorkspaceNotice } from '../../shared/contract/index.ts';
import { quoteStore } from '../stores/quotes.ts';
import { takeWorkspaceEvent, useWorkspace } from '../stores/workspace.ts';
import type { Client } from './client.ts';
import { Connection, pause } from './connection.ts';
import { answered } from './deadline.ts';
import type { Transport } from './transport.ts';

/** How often a call that waits looks whether the engine is back. */
const LOOK_MS = 200;

/** The engine can't be asked now: the way to it is being looked for. */
export class OfflineError extends Error {
  override readonly name = 'OfflineError';

  constructor() {
    super('The engine can not be reached just now; the window is looking for it.');
  }
}

/** The window's one way to the engine, whatever carries it. */
class EngineGateway {
  #connection: Connection | null = null;

  /** Begins to follow the engine; `onNotices` hears what the user is to be told. Runs for as long as the page lives. */
  connect(transport: Transport, onNotices: (notices: readonly WorkspaceNotice[]) => void): Promise<void> {
    this.#connection = new Connection({
      transport,
      onState: (state) => useWorkspace.setState({ connection: state }),
      follow: (client, signal, onAlive) => followEngine(client, signal, onAlive, onNotices),
    });
    return this.#connection.run();
  }

  /** Asks the engine once, within a deadline. Fails with {@link OfflineError}, {@link NoAnswerError} or the engine's own error. */
  ask<T>(call: (client: Client) => Promise<T>, deadlineMs?: number): Promise<T> {
    const { client } = this;
    return client === null ? Promise.reject(new OfflineError()) : answered(call(client), deadlineMs);
  }

  /** Resolves a moment later, as soon as the engine can be asked; to `false` when it can't be within so many milliseconds. */
  async whenOnline(withinMs: number): Promise<boolean> {
    const untilMs = performance.now() + withinMs;
    do await pause(LOOK_MS);
    while (this.client === null && performance.now() < untilMs);
    return this.client !== null;
  }

  /** The client of the way that is open now, for streams that end with it; `null` while there is none. */
  get client(): Client | null {
    return this.#connection?.client ?? null;
  }
}

export const engineGateway = new EngineGateway();

/** Returns what an error of a call means for the user. */
export function wordsOf(error: unknown): string {
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST') return 'The engine did not understand the request; reload the window.';
  // What a call fails with when its way ends.
  if (error instanceof Error && error.name === 'AbortError') return 'The way to the engine was lost before it answered.';
  return error instanceof Error ? error.message : String(error);
}

async function followEngine(
  client: Client,
  signal: AbortSignal,
  onAlive: () => void,
  onNotices: (notices: readonly WorkspaceNotice[]) => void,
): Promise<void> {
  const [instruments, indicators, settings] = await answered(
    Promise.all([client.market.instruments(), client.market.indicators(), client.settings.get()]),
  );
  useWorkspace.setState({ instruments, indicators, settings });
  await Promise.all([
    followStatus(client, signal, onAlive),
    followWorkspace(client, signal, onNotices),
    followQuotes(client, signal),
    followAccount(client, signal),
    followModels(client, signal),
  ]);
}

async function followStatus(client: Client, signal: AbortSignal, onAlive: () => void): Promise<void> {
  for await (const engine of await client.engine.watch(undefined, { signal })) {
    onAlive();
    if (isNews(useWorkspace.getState().engine, engine)) useWorkspace.setState({ engine });
  }
}

/** The status comes every second; what only counts up redraws the window no more often than that. */
function isNews(before: EngineView | null, after: EngineView): boolean {
  return before === null || before.sequence !== after.sequence || JSON.stringify(before) !== JSON.stringify(after);
}

async function followWorkspace(
  client: Client,
  signal: AbortSignal,
  onNotices: (notices: readonly WorkspaceNotice[]) => void,
): Promise<void> {
  const cursor = useWorkspace.getState().cursor ?? { incarnation: '', sequence: 0 };
  for await (const event of await client.workspace.watch(cursor, { signal })) {
    const notices = takeWorkspaceEvent(event);
    if (notices.length > 0) onNotices(notices);
    const changesSettings = event.kind === 'changes' && event.changes.some((change) => change.kind === 'trading');
    if (changesSettings) useWorkspace.setState({ settings: await client.settings.get() });
  }
}

async function followQuotes(client: Client, signal: AbortSignal): Promise<void> {
  for await (const frame of await client.market.quotes(undefined, { signal })) quoteStore.take(frame);
}

async function followAccount(client: Client, signal: AbortSignal): Promise<void> {
  for await (const account of await client.account.watch(undefined, { signal })) useWorkspace.setState({ account });
}

async function followModels(client: Client, signal: AbortSignal): Promise<void> {
  for await (const models of await client.models.watch(undefined, { signal })) useWorkspace.setState({ models });
}
