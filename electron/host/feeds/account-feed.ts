import { DisposableStore } from '../../../shared/base/disposable.ts';
import type { AccountView } from '../../../shared/contract/index.ts';
import { viewAccount } from '../views/account-view.ts';
import type { Workstation } from '../workstation.ts';
import { latestWins } from './latest-wins.ts';

/** Valuing the account takes exact arithmetic per position; ten times a second is as fast as a person reads. */
const GAP_MS = 100;

/** Returns the account at the latest prices. */
export function accountNow(workstation: Workstation): AccountView {
  const { core, settings } = workstation.services;
  const { books } = workstation.feeds.workspace;
  return viewAccount({ books, instruments: core.instruments, market: core.market, settings: settings.current, nowMs: core.now });
}

/** The account whenever a price or a fact moved it. */
export function watchAccount(workstation: Workstation, signal: AbortSignal | undefined): AsyncGenerator<AccountView, void, void> {
  const { quotes, workspace } = workstation.feeds;
  return latestWins({
    signal,
    gapMs: GAP_MS,
    take: () => accountNow(workstation),
    subscribe: (notify) => {
      const held = new DisposableStore();
      held.add(workspace.onDidAdd(notify));
      // While nothing is open, prices don't move the account.
      held.add(quotes.onDidMove(() => (workspace.books.positions.size > 0 ? notify() : undefined)));
      return held;
    },
  });
}
