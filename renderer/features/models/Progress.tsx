import type { ModelView } from '../../../shared/contract/index.ts';
import { progressOf } from './model-words.ts';

export interface ProgressProps {
  readonly title: string;
  readonly activity: NonNullable<ModelView['activity']>;
}

/** How far fetching or measuring has come; a bar that is only striped where the end is not known. */
export function Progress({ title, activity }: ProgressProps) {
  const { ratio, words } = progressOf(activity);
  const isInstall = activity.kind === 'installing';
  return (
    <div className="flex items-center gap-2 text-2xs text-muted">
      <div
        role="progressbar"
        aria-label={`${title}, ${activity.kind}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={ratio === null ? undefined : Math.round(ratio * 100)}
        aria-valuetext={isInstall ? words : activity.kind}
        className="h-1 min-w-16 flex-1 overflow-hidden rounded-sm bg-line"
      >
        <div
          className={`h-1 bg-accent ${ratio === null || !isInstall ? 'w-full animate-pulse opacity-60' : ''}`}
          style={ratio === null || !isInstall ? undefined : { width: `${ratio * 100}%` }}
        />
      </div>
      <span className="num whitespace-nowrap">{isInstall ? words : 'measuring …'}</span>
    </div>
  );
}
