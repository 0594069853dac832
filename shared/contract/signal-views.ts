import { z } from 'zod';
import { regimeLabels } from '../domain/regime.ts';
import { analysisKinds, rejectionCodes, signalActions } from '../domain/signal.ts';
import { outcomeResults } from '../domain/signal-outcome.ts';
import { technicalRuleNames } from '../domain/technical-rule.ts';
import { whyStates } from '../domain/why.ts';
import { time } from './values.ts';

/** What callers see of signals and news: what they rest on, why they are what they are, and what became of them. */

export const contributionView = z.object({
  kind: z.enum(analysisKinds),
  score: z.number(),
  weight: z.number(),
  contribution: z.number(),
  reasons: z.array(z.string()),
  evidence: z.array(z.object({ name: z.string(), value: z.number() })),
  /** The rules of the technical analysis, the heaviest first; their parts add up to its score. */
  votes: z.array(
    z.object({ rule: z.enum(technicalRuleNames), vote: z.number(), weight: z.number(), part: z.number(), reason: z.string() }),
  ),
});

const absentView = z.object({ kind: z.enum(analysisKinds), reason: z.string() });

export const regimeView = z.object({
  label: z.enum(regimeLabels),
  /** Together 1, in the order of the labels: trend, range, volatile, panic. */
  probabilities: z.array(z.number()),
  /** Bars since the label came into force. */
  bars: z.int(),
});

/** What became of a signal after its horizon. */
export const outcomeView = z.object({
  result: z.enum(outcomeResults),
  /** Change of price in the signal's direction as a ratio. */
  move: z.number(),
  price: z.number(),
  at: time,
});

export const signalView = z.object({
  id: z.string(),
  instrumentId: z.string(),
  interval: z.string(),
  at: time,
  action: z.enum(signalActions),
  price: z.number(),
  score: z.number(),
  /** 0..1, corrected by the outcomes on record; `rawConfidence` is what the analyses alone make of it. */
  confidence: z.number(),
  rawConfidence: z.number(),
  /** When the horizon is over. */
  dueAt: time,
  /** `null` until then. */
  outcome: outcomeView.nullable(),
  regime: regimeView,
  contributions: z.array(contributionView),
  absent: z.array(absentView),
  headlines: z.array(z.string()),
  summary: z.string(),
  isAccepted: z.boolean(),
  rejections: z.array(z.object({ code: z.enum(rejectionCodes), message: z.string() })),
});

export const headlineView = z.object({
  id: z.string(),
  text: z.string(),
  source: z.string(),
  instruments: z.array(z.string()),
  at: time,
  score: z.number(),
  confidence: z.number(),
  words: z.array(z.object({ start: z.int(), end: z.int(), effect: z.number() })),
  model: z.string(),
  /** The earlier headline that this one repeats; it is not counted again. */
  repeats: z.string().nullable(),
});

/** Why there is, or is not, a signal and a trade. */
export const whyView = z.object({
  instrumentId: z.string(),
  at: time,
  state: z.enum(whyStates),
  /** One plain sentence, and what it rests on. */
  answer: z.string(),
  reasons: z.array(z.string()),
  barAt: time.nullable(),
  score: z.number().nullable(),
  noticeScore: z.number(),
  weakScore: z.number(),
  action: z.enum(signalActions).nullable(),
  contributions: z.array(contributionView),
  absent: z.array(absentView),
  regime: regimeView.nullable(),
  signalId: z.string().nullable(),
});

/** Signals whose confidence lies from `from` (inclusive) to `to` (exclusive, the last inclusive), and how often they were right. */
const reliabilityBin = z.object({
  from: z.number(),
  to: z.number(),
  count: z.int(),
  /** `null` where there is none. */
  meanConfidence: z.number().nullable(),
  rightRatio: z.number().nullable(),
  /** Wilson's interval at 95 % around it. */
  low: z.number().nullable(),
  high: z.number().nullable(),
});

/** How well confidence held for one group of signals. */
const scoreboardRow = z.object({
  /** `null`: all together. */
  instrumentId: z.string().nullable(),
  regime: z.enum(regimeLabels).nullable(),
  count: z.int(),
  rightRatio: z.number().nullable(),
  meanConfidence: z.number().nullable(),
  /** Mean squared distance between confidence and outcome, 0 best; saying 50 % always gives 0.25. */
  brier: z.number().nullable(),
  rawBrier: z.number().nullable(),
});

export const scoreboardView = z.object({
  /** Outcomes counted, those that had no bar in time, and signals whose horizon is not over. */
  counted: z.int(),
  voided: z.int(),
  pending: z.int(),
  horizonBars: z.int(),
  rows: z.array(scoreboardRow),
  /** By the confidence that was shown. */
  curve: z.array(reliabilityBin),
  /** By what the analyses alone had made of it. */
  rawCurve: z.array(reliabilityBin),
});

/** How one rule of the technical analysis did over bars of the past. */
export const ruleTestView = z.object({
  rule: z.enum(technicalRuleNames),
  title: z.string(),
  /** Bars on which it voted with at least half its force. */
  count: z.int(),
  rightRatio: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Mean move in its direction over the horizon, in average true ranges. */
  meanMoveAtr: z.number().nullable(),
});

export type ContributionView = z.output<typeof contributionView>;
export type RegimeView = z.output<typeof regimeView>;
export type SignalView = z.output<typeof signalView>;
export type HeadlineView = z.output<typeof headlineView>;
export type WhyView = z.output<typeof whyView>;
export type ReliabilityBin = z.output<typeof reliabilityBin>;
export type ScoreboardView = z.output<typeof scoreboardView>;
export type RuleTestView = z.output<typeof ruleTestView>;
