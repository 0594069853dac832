import type { ContributionView, HeadlineView, RegimeView, ScoreboardView, SignalView, WhyView } from '../../../shared/contract/index.ts';
import type { TakenHeadline } from '../../../shared/domain/headline.ts';
import { neutralised } from '../../../shared/domain/plain-text.ts';
import type { RegimeReading } from '../../../shared/domain/regime.ts';
import type { Contribution } from '../../../shared/domain/signal.ts';
import type { Why } from '../../../shared/domain/why.ts';
import type { JudgedSignal } from '../../engine/books/books.ts';
import { BIN_COUNT, type Reliability, wilsonInterval } from '../../engine/calibration/reliability.ts';
import type { GroupRecord, Scoreboard, SignalGroup } from '../../engine/calibration/scoreboard.ts';

/** From what the engine knows of signals and news to what callers see. */

export function viewSignal({ signal, verdict, outcome }: JudgedSignal): SignalView {
  return {
    id: signal.id,
    instrumentId: signal.instrumentId,
    interval: signal.interval,
    at: signal.tsEvent,
    action: signal.action,
    price: signal.price,
    score: signal.score,
    confidence: signal.confidence,
    rawConfidence: signal.rawConfidence,
    dueAt: signal.dueAt,
    outcome: outcome === null ? null : { result: outcome.result, move: outcome.move, price: outcome.price, at: outcome.tsEvent },
    regime: viewRegime(signal.regime),
    contributions: signal.contributions.map(viewContribution),
    absent: [...signal.absent],
    headlines: [...signal.headlines],
    summary: signal.summary,
    isAccepted: verdict?.isAccepted ?? false,
    rejections: [...(verdict?.rejections ?? [])],
  };
}

export function viewHeadline(headline: TakenHeadline): HeadlineView {
  return {
    id: headline.id,
    text: neutralised(headline.text),
    source: headline.source,
    instruments: [...headline.instruments],
    at: headline.tsEvent,
    score: headline.score,
    confidence: headline.confidence,
    words: [...headline.words],
    model: headline.model,
    repeats: headline.repeats,
  };
}

export function viewWhy(why: Why): WhyView {
  return {
    ...why,
    reasons: [...why.reasons],
    contributions: why.contributions.map(viewContribution),
    absent: [...why.absent],
    regime: why.regime === null ? null : viewRegime(why.regime),
  };
}

export function viewScoreboard(scoreboard: Scoreboard, horizonBars: number): ScoreboardView {
  const { all, openCount, voided } = scoreboard;
  const rows = [...scoreboard.groups()].map(({ group, record }) => rowOf(group, record));
  return {
    counted: all.shown.total,
    voided,
    pending: openCount,
    horizonBars,
    rows: [rowOf({ instrumentId: null, regime: null }, all), ...rows],
    curve: curveOf(all.shown),
    rawCurve: curveOf(all.raw),
  };
}

function viewContribution(part: Contribution): ContributionView {
  return { ...part, reasons: [...part.reasons], evidence: [...part.evidence], votes: [...part.votes] };
}

function viewRegime({ label, probabilities, bars }: RegimeReading): RegimeView {
  return { label, probabilities: [...probabilities], bars };
}

function rowOf(
  { instrumentId, regime }: SignalGroup | { readonly instrumentId: null; readonly regime: null },
  { shown, raw }: GroupRecord,
): ScoreboardView['rows'][number] {
  return {
    instrumentId,
    regime,
    count: shown.total,
    rightRatio: shown.rightRatio,
    meanConfidence: shown.meanConfidence,
    brier: shown.brier,
    rawBrier: raw.brier,
  };
}

function curveOf(reliability: Reliability): ScoreboardView['curve'] {
  return Array.from({ length: BIN_COUNT }, (_, place) => {
    const { count, right, confidenceSum } = reliability.bin(place);
    const frame = { from: place / BIN_COUNT, to: (place + 1) / BIN_COUNT, count };
    if (count === 0) return { ...frame, meanConfidence: null, rightRatio: null, low: null, high: null };
    return { ...frame, meanConfidence: confidenceSum / count, rightRatio: right / count, ...wilsonInterval(right, count) };
  });
}
