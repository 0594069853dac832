import type { ProposalView } from '../../../shared/contract/index.ts';

/** Returns what is gained at the target for each unit that is lost at the stop, from the entry's limit; `null` where it has not both. */
export function rewardToRisk({
  limitPrice,
  referencePrice,
  stop,
  target,
}: Pick<ProposalView, 'limitPrice' | 'referencePrice' | 'stop' | 'target'>): number | null {
  if (stop === null || target === null) return null;
  const entry = Number(limitPrice ?? referencePrice);
  const risk = Math.abs(entry - Number(stop));
  return risk > 0 ? Math.abs(Number(target) - entry) / risk : null;
}
