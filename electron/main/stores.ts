import Store from 'electron-store';
import { z } from 'zod';
import { type KnownAccount, shellMarket } from '../../shared/contract/shell-messages.ts';
import type { WindowState } from './window-state.ts';

const MOST_ACCOUNTS = 12;

const knownAccount = z.strictObject({ dataDir: z.string().min(1), market: shellMarket, openedAt: z.number() });

/** The accounts that were opened on this machine, newest first; all shells of this user share the list. */
export class KnownAccounts {
  readonly #store: Store<{ accounts?: unknown }>;

  /** A file that can't be read is begun anew. */
  constructor(folder: string) {
    this.#store = new Store({ cwd: folder, name: 'accounts', clearInvalidConfig: true });
  }

  list(): readonly KnownAccount[] {
    const accounts = this.#store.get('accounts');
    if (!Array.isArray(accounts)) return [];
    return accounts.flatMap((account) => {
      const parsed = knownAccount.safeParse(account);
      return parsed.success ? [parsed.data] : [];
    });
  }

  note(account: KnownAccount): void {
    const others = this.list().filter(({ dataDir }) => dataDir !== account.dataDir);
    this.#store.set('accounts', [account, ...others].slice(0, MOST_ACCOUNTS));
  }
}

/** How the window of one account was left. */
export class WindowStore {
  readonly #store: Store<{ window?: unknown }>;

  constructor(folder: string) {
    this.#store = new Store({ cwd: folder, name: 'window', clearInvalidConfig: true });
  }

  /** Whatever the file holds; `placementOf` reads it. */
  get saved(): unknown {
    return this.#store.get('window');
  }

  write(state: WindowState): void {
    this.#store.set('window', state);
  }
}
