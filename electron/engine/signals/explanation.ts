import type { InstrumentId, SignalId } from '../../../shared/domain/ids.ts';
import type { AbsentAnalysis, Contribution, Signal, SignalAction } from '../../../shared/domain/signal.ts';
import type { UtcMs } from '../../../shared/domain/time.ts';
import { toThousandths } from './score.ts';
import type { SeriesAnalysis } from './series-analysis.ts';
import { reasonsOf } from './technical/technical-analysis.ts';

export interface SignalFrame {
  readonly id: SignalId;
  readonly instrumentId: InstrumentId;
  readonly interval: Signal['interval'];
  readonly tsEvent: UtcMs;
  readonly dueAt: UtcMs;
}

/** Returns the signal that a noteworthy bar stands for, with everything that led to it; `confidence` is the calibrated one. */
export function explainSignal(frame: SignalFrame, analysis: SeriesAnalysis, confidence: number): Signal {
  const contributions = contributionsOf(analysis);
  const absent = absentOf(analysis);
  const action = actionOf(analysis.score);
  return {
    ...frame,
    action,
    price: analysis.close,
    score: analysis.score,
    confidence,
    rawConfidence: rawConfidenceOf(analysis),
    contributions,
    absent,
    regime: analysis.regime.reading(),
    headlines: analysis.sentiment.isPresent ? analysis.sentiment.headlineIds() : [],
    summary: summarise(action, contributions, absent),
  };
}

/** What a score argues for. */
export function actionOf(score: number): SignalAction {
  if (score > 0) return 'buy';
  return score < 0 ? 'sell' : 'hold';
}

/**
 * Returns what the analyses alone make of the chance that price moves in the score's direction, 0.5 (no idea) to 0.9: it grows with the
 * strength of the score (in full from 0.6 on), is halved towards no idea when the analyses contradict each other in equal measure,
 * lowered by up to three tenths for the weight of analyses that are absent, and by a fifth in a volatile market or a panic.
 */
export function rawConfidenceOf({ agreement, coverage, regime, score }: SeriesAnalysis): number {
  const strength = Math.min(1, Math.abs(score) / 0.6);
  const calm = regime.label === 'volatile' || regime.label === 'panic' ? 0.8 : 1;
  return toThousandths(0.5 + 0.4 * strength * (0.5 + 0.5 * agreement) * (0.7 + 0.3 * coverage) * calm);
}

/** What each present analysis adds to the score. */
export function contributionsOf(analysis: SeriesAnalysis): Contribution[] {
  const { technical, sentiment, regime } = analysis;
  const votes = technical.votes();
  const contributions: Contribution[] = [
    {
      kind: 'technical',
      score: technical.score,
      weight: analysis.technicalWeight,
      contribution: analysis.technicalPart,
      reasons: reasonsOf(votes),
      evidence: technical.evidence(),
      votes,
    },
  ];
  if (sentiment.isPresent) {
    contributions.push({
      kind: 'sentiment',
      score: sentiment.score,
      weight: analysis.sentimentWeight,
      contribution: analysis.sentimentPart,
      reasons: sentiment.reasons(),
      evidence: sentiment.evidence(),
      votes: [],
    });
  }
  if (regime.isReady) {
    contributions.push({
      kind: 'regime',
      score: regime.score,
      weight: analysis.regimeWeight,
      contribution: analysis.regimePart,
      reasons: regime.reasons(),
      evidence: regime.evidence(),
      votes: [],
    });
  }
  return contributions;
}

/** The analyses that have nothing to go by. */
export function absentOf(analysis: SeriesAnalysis): AbsentAnalysis[] {
  const absent: AbsentAnalysis[] = [];
  if (!analysis.sentiment.isPresent) absent.push({ kind: 'sentiment', reason: 'there are no recent headlines about this instrument' });
  if (!analysis.regime.isReady) absent.push({ kind: 'regime', reason: 'there are not enough bars yet' });
  return absent;
}

function summarise(action: SignalAction, contributions: readonly Contribution[], absent: readonly AbsentAnalysis[]): string {
  const direction = action === 'sell' ? -1 : 1;
  const speaking = contributions.filter((part) => part.contribution * direction > 0 && part.reasons.length > 0);
  const against = contributions.filter((part) => part.contribution * direction < 0);
  const grounds = speaking.map((part) => groundOf(part, direction)).join('; ');
  const opposed = against.length === 0 ? '' : ` Against it: ${against.map((part) => part.kind).join(' and ')}.`;
  const missing =
    absent.length === 0
      ? ''
      : ` Without ${absent.map((part) => part.kind).join(' and ')}, since ${absent.map((part) => part.reason).join(' and ')}; confidence is lower for it.`;
  return `${capitalise(grounds)}.${opposed}${missing}`;
}

/** The strongest reason of an analysis that speaks in the direction; its heaviest rule may speak against. */
function groundOf({ reasons, votes }: Contribution, direction: number): string {
  return votes.find(({ part }) => part * direction > 0)?.reason ?? reasons[0];
}

function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
