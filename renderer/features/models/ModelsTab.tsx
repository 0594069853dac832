import { useState } from 'react';
import type { ModelsView, ModelView } from '../../../shared/contract/index.ts';
import { LoadingRows } from '../../components/EmptyState.tsx';
import { useWorkspace } from '../../stores/workspace.ts';
import { ModelDetails } from './ModelDetails.tsx';
import { ModelRow } from './ModelRow.tsx';
import { formatBytes } from './model-words.ts';

/** The models that read headlines: which works, which could, and how each did on this machine. */
export function ModelsTab() {
  const models = useWorkspace((state) => state.models);
  if (models === null) return <LoadingRows count={5} />;
  return <Catalogue view={models} />;
}

function Catalogue({ view }: { readonly view: ModelsView }) {
  const [selectedId, setSelectedId] = useState<ModelView['id'] | null>(null);
  const { models } = view;
  const selected = models.find(({ id, isChosen }) => (selectedId === null ? isChosen : id === selectedId)) ?? models[0];
  const walk = (event: React.KeyboardEvent<HTMLUListElement>): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = models[models.indexOf(selected) + step];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    setSelectedId(next.id);
    event.currentTarget.querySelector<HTMLElement>(`[data-model="${next.id}"]`)?.focus();
  };
  return (
    <div className="@container flex min-h-0 flex-1 flex-col">
      <Scoring view={view} />
      <div className="grid min-h-0 flex-1 grid-cols-1 overflow-auto @2xl:grid-cols-[1.15fr_1fr] @2xl:overflow-hidden">
        <ul aria-label="Models" className="border-line-soft @2xl:min-h-0 @2xl:overflow-auto @2xl:border-r" onKeyDown={walk}>
          {models.map((model) => (
            <ModelRow
              key={model.id}
              model={model}
              scoring={view.scoring.state}
              recommendation={view.recommendation.id === model.id ? view.recommendation.reason : null}
              isSelected={model === selected}
              onSelect={() => setSelectedId(model.id)}
            />
          ))}
        </ul>
        <ModelDetails key={selected.id} model={selected} />
      </div>
    </div>
  );
}

/** How scoring is now, and what this machine offers. */
function Scoring({ view }: { readonly view: ModelsView }) {
  const { scoring, machine } = view;
  const chosen = view.models.find(({ isChosen }) => isChosen)?.title ?? 'No model';
  const words = {
    ready: `${chosen} reads the headlines.`,
    loading: `${chosen} is being loaded; the list of words stands in.`,
    degraded: `Degraded: the list of words stands in for ${chosen}. ${scoring.reason ?? ''}`,
  }[scoring.state];
  return (
    <div className="flex shrink-0 items-baseline gap-4 border-line-soft border-b px-3 py-1.5 text-xs">
      <p role="status" aria-label="Scoring" className={`min-w-0 ${scoring.state === 'degraded' ? 'text-warn' : 'text-text'}`}>
        <i aria-hidden className={`mr-1.5 inline-block size-[7px] rounded-full ${scoring.state === 'ready' ? 'bg-up' : 'bg-warn'}`} />
        {words}
      </p>
      <p className="num ml-auto truncate text-2xs text-faint" title={`${machine.processor}, ${machine.platform}, ${machine.runtime}`}>
        {machine.cores} cores · {formatBytes(machine.freeBytes)} of {formatBytes(machine.memoryBytes)} free
        {scoring.addedBytes === null ? '' : ` · model takes ${formatBytes(scoring.addedBytes)}`}
      </p>
    </div>
  );
}
