import { Emitter, type Event } from '../../../shared/base/emitter.ts';
import { faultOfFeed, type OfferedUpdate } from './signed-feed.ts';

/**
 * `off`: this copy was built without a feed, or the user wants none. `current`: nothing newer when last asked. `available`: newer, its
 * feed is signed; waits for the user. `ready`: on disk, taken when the user says so. `refused` and `failed`: with the reason.
 */
export type UpdateState =
  | { readonly kind: 'off' }
  | { readonly kind: 'unasked' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'current' }
  | { readonly kind: 'available'; readonly version: string }
  | { readonly kind: 'downloading'; readonly version: string; readonly percent: number }
  | { readonly kind: 'ready'; readonly version: string }
  | { readonly kind: 'refused'; readonly version: string; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** What is used of electron-updater's `autoUpdater`. */
export interface UpdaterLike {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  allowDowngrade: boolean;
  checkForUpdates(): Promise<{ readonly isUpdateAvailable: boolean; readonly updateInfo: OfferedUpdate } | null>;
  downloadUpdate(): Promise<unknown>;
  quitAndInstall(): void;
  on(event: 'download-progress', listener: (progress: { readonly percent: number }) => void): unknown;
}

export interface UpdatesOptions {
  readonly updater: UpdaterLike;
  /** Address of the feed's file on this system, and the key that signs it; `null` where BitFlow was built without a feed. */
  readonly feed: { readonly url: string; readonly publicKey: string } | null;
  /** Reads a small text from an https address. */
  readonly fetchText: (url: string) => Promise<string>;
  /** Why the program must not be replaced at this moment, such as open orders; `null` when it may. Rejects when that can't be known. */
  readonly whyNotNow: () => Promise<string | null>;
}

/** Whether an update was begun, and why not. */
export type Installation = { readonly isBegun: true } | { readonly isBegun: false; readonly reason: string };

/**
 * Finds, downloads and installs newer versions, each step only when the user asks for it. Takes only what a signed feed names, never an
 * older version, and never while orders are open.
 */
export class Updates {
  readonly #options: UpdatesOptions;
  readonly #changed = new Emitter<UpdateState>();
  #state: UpdateState;

  constructor(options: UpdatesOptions) {
    this.#options = options;
    const { updater, feed } = options;
    this.#state = { kind: feed === null ? 'off' : 'unasked' };
    updater.autoDownload = false;
    updater.autoInstallOnAppQuit = false;
    updater.allowDowngrade = false;
    updater.on('download-progress', ({ percent }) => {
      if (this.#state.kind === 'downloading') this.#enter({ ...this.#state, percent });
    });
  }

  get state(): UpdateState {
    return this.#state;
  }

  get onDidChange(): Event<UpdateState> {
    return this.#changed.event;
  }

  /** Asks the feed; nothing is downloaded. Never rejects: a failure is a state. */
  async ask(): Promise<UpdateState> {
    const { feed, updater } = this.#options;
    if (feed === null || this.#isBusy || this.#state.kind === 'ready') return this.#state;
    this.#enter({ kind: 'asking' });
    try {
      const found = await updater.checkForUpdates();
      if (found === null || !found.isUpdateAvailable) return this.#enter({ kind: 'current' });
      const { version } = found.updateInfo;
      const reason = await this.#faultOf(found.updateInfo, feed);
      return this.#enter(reason === null ? { kind: 'available', version } : { kind: 'refused', version, reason });
    } catch (error) {
      return this.#enter({ kind: 'failed', reason: messageOf(error) });
    }
  }

  /** Downloads what is available. Never rejects. */
  async download(): Promise<UpdateState> {
    if (this.#state.kind !== 'available') return this.#state;
    const { version } = this.#state;
    this.#enter({ kind: 'downloading', version, percent: 0 });
    try {
      await this.#options.updater.downloadUpdate();
      return this.#enter({ kind: 'ready', version });
    } catch (error) {
      return this.#enter({ kind: 'failed', reason: messageOf(error) });
    }
  }

  /** Ends the program and installs what is ready, unless orders are open or nobody can tell. */
  async install(): Promise<Installation> {
    if (this.#state.kind !== 'ready') return { isBegun: false, reason: 'No update is ready.' };
    const reason = await this.#options
      .whyNotNow()
      .catch((error: unknown) => `it can't be told whether orders are open (${messageOf(error)})`);
    if (reason !== null) return { isBegun: false, reason: `Not updated: ${reason}.` };
    this.#options.updater.quitAndInstall();
    return { isBegun: true };
  }

  get #isBusy(): boolean {
    return this.#state.kind === 'asking' || this.#state.kind === 'downloading';
  }

  async #faultOf(offered: OfferedUpdate, { url, publicKey }: { readonly url: string; readonly publicKey: string }): Promise<string | null> {
    const { fetchText } = this.#options;
    const [feed, signature] = await Promise.all([fetchText(url), fetchText(`${url}.sig`).catch(() => '')]);
    return faultOfFeed(offered, { feed, signature, publicKey });
  }

  #enter(state: UpdateState): UpdateState {
    this.#state = state;
    this.#changed.fire(state);
    return state;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
