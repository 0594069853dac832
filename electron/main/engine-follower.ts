import { Emitter } from '../../shared/base/emitter.ts';
import type { Settings } from '../../shared/config/settings.ts';
import type { AccountView, EngineView, TradingView, WorkspaceEvent, WorkspaceNotice } from '../../shared/contract/index.ts';
import type { EngineClient, EngineClients } from '../supervision/engine-client.ts';
import type { Supervisor } from '../supervision/supervisor.ts';

/** What the shell knows of the account; `null` is what the engine has not said since it started. */
export interface AccountNews {
  readonly account: AccountView | null;
  readonly trading: TradingView | null;
  readonly engine: EngineView | null;
  readonly settings: Settings | null;
}

const NOTHING: AccountNews = { account: null, trading: null, engine: null, settings: null };

/** Who the shell is to the engine. */
const SHELL = { scope: 'read', id: 'shell' } as const;

/** A stream that ended although the engine runs is asked for again after so long. */
const AGAIN_MS = 1_000;

export interface EngineFollowerOptions {
  readonly supervisor: Supervisor;
  readonly clients: EngineClients;
  readonly onFault: (error: unknown) => void;
}

/** Follows a running engine for what the shell shows outside its window: the account, whether it trades, and what happens. */
export class EngineFollower {
  readonly #options: EngineFollowerOptions;
  readonly #changed = new Emitter<AccountNews>((error) => this.#options.onFault(error));
  readonly #noticed = new Emitter<WorkspaceNotice>((error) => this.#options.onFault(error));
  readonly #halted = new Emitter<TradingView>((error) => this.#options.onFault(error));
  #news = NOTHING;
  #ending: AbortController | null = null;

  readonly onDidChange = this.#changed.event;
  /** What happened since the engine was ready; nothing of before. */
  readonly onDidHappen = this.#noticed.event;
  /** Trading was halted, or only closing is allowed. */
  readonly onDidHalt = this.#halted.event;

  constructor(options: EngineFollowerOptions) {
    this.#options = options;
    options.supervisor.onDidChange((state) => {
      if (state.kind === 'ready') this.#follow();
      else if (state.kind !== 'starting') this.#forget();
    });
  }

  get news(): AccountNews {
    return this.#news;
  }

  #follow(): void {
    this.#ending?.abort();
    const ending = new AbortController();
    this.#ending = ending;
    void this.#read(
      ending.signal,
      (client, signal) => client.account.watch(undefined, { signal }),
      (account) => this.#note({ account }),
    );
    void this.#read(
      ending.signal,
      (client, signal) => client.engine.watch(undefined, { signal }),
      (engine) => this.#noteEngine(engine),
    );
    void this.#read(
      ending.signal,
      (client, signal) => client.workspace.watch({}, { signal }),
      (event) => this.#noteWorkspace(event),
    );
  }

  #forget(): void {
    this.#ending?.abort();
    this.#ending = null;
    if (this.#news !== NOTHING) {
      this.#news = NOTHING;
      this.#changed.fire(NOTHING);
    }
  }

  /** Reads a stream until the engine ends; one that breaks before is asked for again. */
  async #read<T>(
    signal: AbortSignal,
    ask: (client: EngineClient, signal: AbortSignal) => Promise<AsyncIterable<T>>,
    note: (value: T) => void,
  ): Promise<void> {
    while (!signal.aborted) {
      try {
        const values = await this.#options.clients.stream({ caller: SHELL, signal, ask: (client) => ask(client, signal) });
        for await (const value of values) note(value as T);
      } catch (error) {
        if (!signal.aborted) this.#options.onFault(error);
      }
      if (!signal.aborted) await pause(AGAIN_MS, signal);
    }
  }

  #noteEngine(engine: EngineView): void {
    this.#note({ engine });
    // Settings have no stream of their own; the engine's view comes every two seconds.
    void this.#options.clients
      .client('read')
      .settings.get()
      .then((settings) => {
        if (JSON.stringify(settings) !== JSON.stringify(this.#news.settings)) this.#note({ settings });
      })
      .catch(() => undefined);
  }

  #noteWorkspace(event: WorkspaceEvent): void {
    if (event.kind === 'resync') {
      this.#noteTrading(event.snapshot.trading);
      return;
    }
    for (const change of event.changes) if (change.kind === 'trading') this.#noteTrading(change.trading);
    for (const notice of event.notices) this.#noticed.fire(notice);
  }

  #noteTrading(trading: TradingView): void {
    const before = this.#news.trading;
    this.#note({ trading });
    // What was halted before the shell looked is no news.
    if (before !== null && before.state === 'active' && trading.state !== 'active') this.#halted.fire(trading);
  }

  #note(news: Partial<AccountNews>): void {
    if (this.#ending === null) return;
    this.#news = { ...this.#news, ...news };
    this.#changed.fire(this.#news);
  }
}

function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, durationMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
