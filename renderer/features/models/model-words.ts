import type { ModelsView, ModelView } from '../../../shared/contract/index.ts';
import { formatNumber } from '../../components/format.ts';

/** Writes a size on disk or in memory: `5.2 MB`, `112 MB`, `1.4 GB`, `nothing`. */
export function formatBytes(bytes: number): string {
  if (bytes === 0) return 'nothing';
  if (bytes >= 1e9) return `${formatNumber(bytes / 1e9, 1)} GB`;
  if (bytes >= 1e6) return `${formatNumber(bytes / 1e6, bytes < 1e7 ? 1 : 0)} MB`;
  return `${formatNumber(Math.max(1, bytes / 1e3), 0)} kB`;
}

/** How a model stands, in two or three words. */
export function stateOf(model: Pick<ModelView, 'isChosen' | 'isInstalled' | 'activity'>, scoring: ModelsView['scoring']['state']): string {
  if (model.activity !== null) return model.activity.kind;
  if (!model.isInstalled) return 'not installed';
  if (!model.isChosen) return 'installed';
  return { loading: 'in use, loading', ready: 'in use', degraded: 'chosen, not working' }[scoring];
}

/** How far a download has come: a ratio, 0..1, or `null` while its size is not known; and the same in words. */
export function progressOf({ bytes, totalBytes, bytesPerSecond }: NonNullable<ModelView['activity']>): {
  readonly ratio: number | null;
  readonly words: string;
} {
  const rate = bytesPerSecond > 0 ? `, ${formatBytes(bytesPerSecond)}/s` : '';
  if (totalBytes === 0) return { ratio: null, words: `${formatBytes(bytes)}${rate}` };
  const seconds = bytesPerSecond > 0 ? Math.ceil((totalBytes - bytes) / bytesPerSecond) : null;
  const left = seconds === null ? '' : `, ${seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`} left`;
  return { ratio: Math.min(1, bytes / totalBytes), words: `${formatBytes(bytes)} of ${formatBytes(totalBytes)}${rate}${left}` };
}
