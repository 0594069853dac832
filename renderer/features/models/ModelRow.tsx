import type { ModelsView, ModelView } from '../../../shared/contract/index.ts';
import { Tag } from '../../components/Direction.tsx';
import { formatBytes, stateOf } from './model-words.ts';
import { Progress } from './Progress.tsx';

export interface ModelRowProps {
  readonly model: ModelView;
  readonly scoring: ModelsView['scoring']['state'];
  /** Why it is recommended, or `null` when another is. */
  readonly recommendation: string | null;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
}

/** One model of the catalogue: what it is for, what it takes, how it stands. */
export function ModelRow({ model, scoring, recommendation, isSelected, onSelect }: ModelRowProps) {
  const state = stateOf(model, scoring);
  const tone = !model.isChosen ? 'plain' : scoring === 'ready' ? 'up' : 'warn';
  return (
    <li className={`border-line-soft border-t first:border-t-0 ${isSelected ? 'bg-accent-soft' : 'hover:bg-raised'}`}>
      <button
        type="button"
        data-model={model.id}
        aria-pressed={isSelected}
        tabIndex={isSelected ? 0 : -1}
        onClick={onSelect}
        className="block w-full px-3 py-1.5 text-left text-xs focus-visible:outline-offset-[-2px]"
      >
        <span className="flex items-center gap-2">
          <b className="truncate font-semibold">{model.title}</b>
          <Tag tone={tone}>{state}</Tag>
          {recommendation === null ? null : (
            <span className="whitespace-nowrap text-2xs text-accent" title={recommendation}>
              ★ recommended
            </span>
          )}
          <span className="num ml-auto whitespace-nowrap text-2xs text-muted">{formatBytes(model.sizeBytes)}</span>
        </span>
        <span className="block truncate text-2xs text-muted" title={model.purpose}>
          {recommendation ?? model.purpose}
        </span>
      </button>
      {model.activity === null ? null : (
        <div className="px-3 pb-1.5">
          <Progress title={model.title} activity={model.activity} />
        </div>
      )}
    </li>
  );
}
