import type { InstrumentId, SignalId } from '../../../shared/domain/ids.ts';
import type { AbsentAnalysis, Contribution, Signal, SignalAction } from '../../../shared/domain/signal.ts';
import type { UtcMs } from '../../../shared/domain/time.ts';
import type { SeriesAnalysis } from './series-analysis.ts';

export interface SignalFrame {
  readonly id: SignalId;
  readonly instrumentId: InstrumentId;
  readonly interval: Signal['interval'];
  readonly tsEvent: UtcMs;
}

/** Returns the signal that a noteworthy bar stands for, with everything that led to it. */
export function explainSignal(frame: SignalFrame, analysis: SeriesAnalysis): Signal {
  const contributions = contributionsOf(analysis);
  const absent = absentOf(analysis);
  const action: SignalAction = analysis.score > 0 ? 'buy' : analysis.score < 0 ? 'sell' : 'hold';
  return {
    ...frame,
    action,
    price: analysis.close,
    score: analysis.score,
    confidence: confidenceOf(analysis),
    contributions,
    absent,
    regime: analysis.regime.label,
    headlines: analysis.sentiment.isPresent ? analysis.sentiment.headlineIds() : [],
    summary: summarise(action, contributions, absent),
  };
}

/**
 * Returns a first, uncalibrated confidence, 0..1, of three parts: strength of the score (0.25 at zero, 0.75 from 0.6
 * on), halved when the analyses contradict each other in equal measure, lowered by up to three tenths for the weight
 * of analyses that are absent, and by a fifth in a volatile market.
 */
export function confidenceOf(analysis: SeriesAnalysis): number {
  const { technicalPart, sentimentPart, regimePart, score } = analysis;
  const total = Math.abs(technicalPart) + Math.abs(sentimentPart) + Math.abs(regimePart);
  const agreement = total > 0 ? Math.abs(score) / total : 1;
  const strength = 0.25 + 0.5 * Math.min(1, Math.abs(score) / 0.6);
  const calm = analysis.regime.label === 'volatile' ? 0.8 : 1;
  return Math.round(strength * (0.5 + 0.5 * agreement) * (0.7 + 0.3 * analysis.coverage) * calm * 1000) / 1000;
}

function contributionsOf(analysis: SeriesAnalysis): Contribution[] {
  const { technical, sentiment, regime } = analysis;
  const contributions: Contribution[] = [
    {
      kind: 'technical',
      score: technical.score,
      weight: analysis.technicalWeight,
      contribution: analysis.technicalPart,
      reasons: technical.reasons(),
      evidence: technical.evidence(),
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
    });
  }
  return contributions;
}

function absentOf(analysis: SeriesAnalysis): AbsentAnalysis[] {
  const absent: AbsentAnalysis[] = [];
  if (!analysis.sentiment.isPresent) absent.push({ kind: 'sentiment', reason: 'there are no recent headlines about this instrument' });
  if (!analysis.regime.isReady) absent.push({ kind: 'regime', reason: 'there are not enough bars yet' });
  return absent;
}

function summarise(action: SignalAction, contributions: readonly Contribution[], absent: readonly AbsentAnalysis[]): string {
  const direction = action === 'sell' ? -1 : 1;
  const speaking = contributions.filter((part) => part.contribution * direction > 0 && part.reasons.length > 0);
  const against = contributions.filter((part) => part.contribution * direction < 0);
  const grounds = speaking.map((part) => part.reasons[0]).join('; ');
  const opposed = against.length === 0 ? '' : ` Against it: ${against.map((part) => part.kind).join(' and ')}.`;
  const missing =
    absent.length === 0
      ? ''
      : ` Without ${absent.map((part) => part.kind).join(' and ')}, since ${absent.map((part) => part.reason).join(' and ')}; confidence is lower for it.`;
  return `${capitalise(grounds)}.${opposed}${missing}`;
}

function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
