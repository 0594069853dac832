import { useState } from 'react';
import type { ModelView } from '../../../shared/contract/index.ts';
import { cancelInstall, chooseModel, installModel, measureModel, removeModel } from '../../actions/model-commands.ts';
import { Button } from '../../components/Button.tsx';
import { useIsOnline } from '../../stores/hooks.ts';
import { Measurements } from './Measurements.tsx';
import { formatBytes } from './model-words.ts';

/** What is known of one model, and what can be done with it. */
export function ModelDetails({ model }: { readonly model: ModelView }) {
  return (
    <section
      aria-label={`Model ${model.title}`}
      className="space-y-2 px-3 py-2 text-xs @2xl:min-h-0 @2xl:overflow-auto"
      // A part that scrolls must be within reach of the keyboard.
      tabIndex={0}
    >
      <div className="flex items-center gap-2">
        <h3 className="truncate font-semibold">{model.title}</h3>
        <Buttons model={model} />
      </div>
      {model.failure === null ? null : (
        <p role="alert" className="rounded-[5px] bg-warn-soft px-2 py-1 text-warn">
          {model.failure.message}
        </p>
      )}
      <p className="text-muted leading-snug">{model.purpose}</p>
      {model.isInstalled || model.activity !== null ? null : <FromFolder model={model} />}
      <Measurements measurements={model.measurements} hash={model.hash} />
      <dl className="grid grid-cols-[64px_1fr] gap-x-2 gap-y-0.5 text-muted">
        <Fact name="Size">
          {model.sizeBytes === 0 ? 'nothing to install' : `${formatBytes(model.sizeBytes)} on disk`}
          {model.memoryBytes === 0 ? '' : `, about ${formatBytes(model.memoryBytes)} of memory while it works`}
        </Fact>
        <Fact name="Licence">{model.licence}</Fact>
        {model.repository === null ? null : (
          <Fact name="From">
            {model.repository}
            {model.revision === null ? '' : `, ${model.revision}`}
          </Fact>
        )}
        <Fact name="Hash">
          <code className="break-all text-2xs">{model.hash ?? 'known once it is installed'}</code>
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt className="text-faint">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

function Buttons({ model }: { readonly model: ModelView }) {
  const isOnline = useIsOnline();
  const { activity, isInstalled, isChosen, isBundled, repository } = model;
  const isBusy = activity !== null || !isOnline;
  return (
    <div className="ml-auto flex shrink-0 gap-1.5">
      {activity?.kind === 'installing' ? (
        <Button disabled={!isOnline} onClick={() => void cancelInstall(model)}>
          Cancel
        </Button>
      ) : null}
      {!isInstalled && activity === null ? (
        <Button tone="primary" disabled={isBusy} onClick={() => void installModel(model, null)}>
          Install {formatBytes(model.sizeBytes)}
        </Button>
      ) : null}
      {isInstalled && !isChosen ? (
        <Button tone="primary" disabled={isBusy} onClick={() => void chooseModel(model)}>
          Use
        </Button>
      ) : null}
      {isInstalled ? (
        <Button disabled={isBusy} onClick={() => void measureModel(model)}>
          Measure
        </Button>
      ) : null}
      {isInstalled && !isBundled && !isChosen && repository !== null ? (
        <Button disabled={isBusy} onClick={() => void removeModel(model)}>
          Remove
        </Button>
      ) : null}
    </div>
  );
}

/** For machines without a network: the files from a folder that was brought along. */
function FromFolder({ model }: { readonly model: ModelView }) {
  const [folder, setFolder] = useState('');
  const isOnline = useIsOnline();
  return (
    <form
      className="flex items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (folder.trim() !== '') void installModel(model, folder.trim());
      }}
    >
      <input
        type="text"
        aria-label="Folder with the files of the model"
        placeholder="or from a folder of this machine"
        value={folder}
        onChange={(event) => setFolder(event.target.value)}
        className="min-w-0 flex-1 rounded-[5px] border border-line bg-bg px-2 py-0.5 placeholder:text-faint"
      />
      <Button type="submit" disabled={folder.trim() === '' || !isOnline}>
        Copy
      </Button>
    </form>
  );
}
