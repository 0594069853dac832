import { DisposableStore } from '../../../shared/base/disposable.ts';
import { drop } from '../../../shared/base/drop.ts';
import type { ModelsView } from '../../../shared/contract/index.ts';
import { latestWins } from '../feeds/latest-wins.ts';
import { viewMeasurement, viewModels } from '../views/model-view.ts';
import type { Workstation } from '../workstation.ts';
import { guarded } from './guard.ts';

/** Progress is told this often at most, in milliseconds. */
const GAP_MS = 200;

/** Handlers of everything that concerns the models that read headlines. */
export function modelHandlers(workstation: Workstation) {
  const { modelLibrary: library, modelManager: manager, settings } = workstation.services;
  const view = (): ModelsView => viewModels(library, settings.current.sentiment.model, manager);

  return {
    models: {
      list: guarded.models.list.handler(view),
      watch: guarded.models.watch.handler(({ signal }) =>
        latestWins({
          signal,
          gapMs: GAP_MS,
          take: view,
          subscribe: (notify) => {
            const held = new DisposableStore();
            held.add(library.onDidChange(notify));
            held.add(manager.onDidChange(notify));
            held.add(settings.onDidChange(notify));
            return held;
          },
        }),
      ),
      install: guarded.models.install.handler(({ input }) => {
        const { id, folder } = input;
        library.checkInstallable(id);
        const address = settings.current.sentiment.downloadAddress;
        const installing = library.install(id, folder === null ? { kind: 'address', address } : { kind: 'folder', path: folder });
        // How it goes and what came of it is told by the watch: a download may take longer than anybody waits for an answer.
        drop(installing, () => undefined);
        return view();
      }),
      cancel: guarded.models.cancel.handler(({ input }) => {
        library.cancel(input.id);
        return view();
      }),
      remove: guarded.models.remove.handler(async ({ input }) => {
        await library.remove(input.id);
        return view();
      }),
      use: guarded.models.use.handler(async ({ input, errors }) => {
        library.checkInstalled(input.id);
        const updated = await settings.update({ sentiment: { model: input.id } });
        if (updated.ok) return view();
        const faults = updated.error.map(({ path, message }) => ({ path, message }));
        throw errors.SETTINGS_INVALID({ message: faults.map(({ path, message }) => `${path}: ${message}`).join('; '), data: { faults } });
      }),
      measure: guarded.models.measure.handler(async ({ input }) => viewMeasurement(await library.measure(input.id))),
    },
    sentiment: {
      score: guarded.sentiment.score.handler(async ({ input }) => {
        const scores = await manager.score(input.texts, { isPatient: true });
        return scores.map(({ words, ...score }) => ({ ...score, words: words.map((word) => ({ ...word })) }));
      }),
    },
  };
}
