import type { ScoreboardView, SignalView } from '../../../shared/contract/index.ts';

/** Of fewer outcomes a share says nothing. */
const LEAST_COUNT = 5;

/** Says in one sentence what the confidence of a signal rests on. */
export function confidenceWords(
  scoreboard: Pick<ScoreboardView, 'counted' | 'rows'> | null,
  signal: Pick<SignalView, 'instrumentId' | 'regime'>,
  symbol: string,
): string {
  if (scoreboard === null) return 'How often such signals were right is being asked for.';
  const { counted, rows } = scoreboard;
  if (counted === 0) return 'No outcome is on record yet, so it is what the analyses alone make of it.';
  const own = rows.find(({ instrumentId, regime }) => instrumentId === signal.instrumentId && regime === signal.regime.label);
  const group = `${symbol} in ${signal.regime.label}`;
  const all = `${counted} ${counted === 1 ? 'outcome' : 'outcomes'}`;
  const ofAll = `Rests on ${all} of all instruments`;
  if (own === undefined || own.rightRatio === null || own.count === 0) return `${ofAll}; none yet of ${group}.`;
  if (own.count < LEAST_COUNT) return `${ofAll}, ${own.count} of them of ${group}.`;
  return `Such signals of ${group} were right ${(own.rightRatio * 100).toFixed(0)}\u2009% of ${own.count} times; ${all} in all.`;
}
