import { DisposableStore, disposable } from '../../../shared/base/disposable.ts';
import { latestWins } from '../feeds/latest-wins.ts';
import type { Workstation } from '../workstation.ts';
import { guarded } from './guard.ts';
import { marketHandlers } from './market-handlers.ts';
import { modelHandlers } from './model-handlers.ts';
import { signalHandlers } from './signal-handlers.ts';
import { tradingHandlers } from './trading-handlers.ts';

/** How often the engine tells how it is when nothing in particular changed. */
const STATUS_MS = 1_000;

/** Everything the contract promises, bound to a running workstation; the compiler holds the two against each other. */
export function createRouter(workstation: Workstation) {
  const { workspace, events } = workstation.feeds;
  const { settings } = workstation.services;
  return guarded.router({
    ...marketHandlers(workstation),
    ...modelHandlers(workstation),
    ...signalHandlers(workstation),
    ...tradingHandlers(workstation),
    engine: {
      status: guarded.engine.status.handler(() => workstation.engineView()),
      watch: guarded.engine.watch.handler(({ signal }) =>
        latestWins({
          signal,
          gapMs: 100,
          take: () => workstation.engineView(),
          subscribe: (notify) => {
            const held = new DisposableStore();
            held.add(workstation.engine.onDidChange(notify));
            held.add(workstation.onDidChangePlayback(notify));
            const timer = setInterval(notify, STATUS_MS);
            held.add(disposable(() => clearInterval(timer)));
            return held;
          },
        }),
      ),
    },
    workspace: {
      snapshot: guarded.workspace.snapshot.handler(() => workspace.snapshot()),
      watch: guarded.workspace.watch.handler(({ input, signal }) => workspace.watch(input, signal)),
    },
    events: {
      watch: guarded.events.watch.handler(({ input, signal }) => events.watch(input.events, signal)),
    },
    settings: {
      get: guarded.settings.get.handler(() => settings.current),
      update: guarded.settings.update.handler(async ({ input, errors }) => {
        const updated = await settings.update(input.changes);
        if (updated.ok) return updated.value;
        const faults = updated.error.map(({ path, message }) => ({ path, message }));
        throw errors.SETTINGS_INVALID({ message: faults.map(({ path, message }) => `${path}: ${message}`).join('; '), data: { faults } });
      }),
    },
  });
}

export type AppRouter = ReturnType<typeof createRouter>;
