import type { SignalView } from '../../../shared/contract/index.ts';
import type { HistoryFilter } from '../../stores/preferences.ts';

/** Returns the signals that were asked for, with what became known of them since, and those that came in since; newest first. */
export function withLive(asked: readonly SignalView[], live: readonly SignalView[]): readonly SignalView[] {
  const newer = new Map(live.map((signal) => [signal.id, signal]));
  const known = new Set(asked.map(({ id }) => id));
  const rows = [...live.filter(({ id }) => !known.has(id)), ...asked.map((signal) => newer.get(signal.id) ?? signal)];
  return rows.toSorted((a, b) => b.at - a.at);
}

/** Whether a filter lets a signal through. */
export function isShown(signal: SignalView, { instrumentId, result, verdict }: HistoryFilter): boolean {
  if (instrumentId !== null && signal.instrumentId !== instrumentId) return false;
  if (result !== null && (signal.outcome?.result ?? 'pending') !== result) return false;
  return verdict === null || signal.isAccepted === (verdict === 'accepted');
}
