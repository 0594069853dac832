import type { Instrument } from '../../../shared/domain/instrument.ts';
import type { Proposal } from '../../../shared/domain/proposal.ts';
import { isOpenAt } from '../../../shared/domain/session.ts';
import type { Contribution, Signal } from '../../../shared/domain/signal.ts';
import { DAY_MS, MINUTE_MS, utcMs } from '../../../shared/domain/time.ts';
import type { Why, WhyState } from '../../../shared/domain/why.ts';
import type { JudgedSignal } from '../books/books.ts';
import type { CoreContext } from '../kernel/core-context.ts';
import { absentOf, actionOf, contributionsOf } from './explanation.ts';
import { barsToJudge, type SeriesAnalysis } from './series-analysis.ts';

/** What an answer is made from. */
interface Question {
  readonly core: CoreContext;
  readonly instrument: Instrument;
  readonly index: number;
  readonly analysis: SeriesAnalysis;
  /** The last signal of the instrument. */
  readonly last: JudgedSignal | null;
  /** The proposal that the last signal led to. */
  readonly proposal: Proposal | null;
}

/** Returns why there is a signal or none, and a trade or none, in one instrument at this moment; changes nothing (row C3). */
export function whyOf(core: CoreContext, index: number, analysis: SeriesAnalysis): Why {
  const instrument = core.instruments.list[index];
  const last = core.books.lastSignals.get(instrument.id) ?? null;
  const question: Question = { core, instrument, index, analysis, last, proposal: proposalOf(core, last) };
  const state = stateOf(question);
  const isJudged = state !== 'no-data' && state !== 'warming-up';
  const contributions = isJudged ? contributionsOf(analysis) : [];
  const { noticeScore, weakScore } = core.settings().signals;
  return {
    instrumentId: instrument.id,
    at: core.clock.now,
    state,
    answer: answerOf(state, question),
    reasons: [
      ...contributions.map(wordsOf),
      ...absentOf(analysis)
        .filter(() => isJudged)
        .map(({ kind, reason }) => `No ${kind}: ${reason}.`),
      ...circumstancesOf(question),
    ],
    barAt: Number.isNaN(analysis.closeTime) ? null : utcMs(analysis.closeTime),
    score: isJudged ? analysis.score : null,
    noticeScore,
    weakScore,
    action: isJudged ? actionOf(analysis.score) : null,
    contributions,
    absent: isJudged ? absentOf(analysis) : [],
    regime: analysis.regime.isReady ? analysis.regime.reading() : null,
    signalId: last?.signal.id ?? null,
  };
}

function proposalOf({ books }: CoreContext, last: JudgedSignal | null): Proposal | null {
  if (last === null) return null;
  for (const proposal of books.proposals.values()) if (proposal.signalId === last.signal.id) return proposal;
  return null;
}

function stateOf({ analysis, core, last, proposal }: Question): WhyState {
  if (analysis.barCount === 0) return 'no-data';
  if (!analysis.technical.isReady) return 'warming-up';
  if (last !== null && last.signal.tsEvent === analysis.closeTime) return stateOfSignal(last, proposal, core.settings().signals.weakScore);
  return Math.abs(analysis.score) < core.settings().signals.noticeScore ? 'quiet' : 'repeated';
}

function stateOfSignal({ signal, verdict }: JudgedSignal, proposal: Proposal | null, weakScore: number): WhyState {
  if (proposal !== null) return proposal.status === 'pending' ? 'proposed' : 'decided';
  if (verdict?.isAccepted === false && Math.abs(signal.score) < weakScore) return 'mentioned';
  return 'refused';
}

function answerOf(state: WhyState, question: Question): string {
  const { analysis, core, instrument, last } = question;
  const { symbol } = instrument;
  const { noticeScore, weakScore } = core.settings().signals;
  const score = signed(analysis.score);
  switch (state) {
    case 'no-data':
      return `No signal in ${symbol}: no bar has closed since BitFlow looks at it.`;
    case 'warming-up':
      return `No signal in ${symbol}: the analyses need about ${barsToJudge(core.settings())} bars and have seen ${analysis.barCount}.`;
    case 'quiet':
      return `No signal in ${symbol}: the score of ${score} is nearer to zero than ${noticeScore}, so there is nothing to say.`;
    case 'repeated':
      return `No new signal in ${symbol}: the score of ${score} ${repeatedWords(last, analysis.score)}`;
    case 'mentioned':
      return `A signal to ${last?.signal.action} ${symbol}, but no trade: its score of ${score} is weaker than ${weakScore}.`;
    case 'refused':
      return `A signal to ${last?.signal.action} ${symbol}, but no trade: ${refusalsOf(last)}`;
    default:
      return `A signal to ${last?.signal.action} ${symbol}: ${proposalWords(question.proposal)}`;
  }
}

/** Why a score that is strong enough is not said again. */
function repeatedWords(last: JudgedSignal | null, score: number): string {
  // A turn that came about while nobody watched leaves a signal to the other side as the last one.
  if (last === null || last.signal.action !== actionOf(score))
    return 'stood there when BitFlow began to look, and only what is new makes a signal.';
  return `was said already, by the signal to ${last.signal.action} of ${clockTime(last.signal)}; it is said again when it grows past the next threshold or comes back after a quiet spell.`;
}

function refusalsOf(last: JudgedSignal | null): string {
  const rejections = last?.verdict?.rejections ?? [];
  return `${rejections.map(({ message }) => message).join('; ')}.`;
}

function proposalWords(proposal: Proposal | null): string {
  if (proposal === null) return 'it led to no proposal.';
  if (proposal.status === 'pending') return 'a trade waits for a decision.';
  const by =
    proposal.decidedBy === null || proposal.decidedBy === 'engine' ? 'BitFlow' : proposal.decidedBy === 'auto' ? 'the auto rule' : 'you';
  return `its trade is ${proposal.status}, by ${by}${proposal.reason === null ? '' : `: ${proposal.reason}`}.`;
}

function wordsOf({ kind, contribution, reasons }: Contribution): string {
  const grounds = reasons.length === 0 ? 'nothing that speaks clearly' : reasons.join('; ');
  return `${kind.slice(0, 1).toUpperCase()}${kind.slice(1)} adds ${signed(contribution)}: ${grounds}.`;
}

/** What else stands around a trade in this instrument now. */
function circumstancesOf({ analysis, core, index, instrument, last, proposal }: Question): string[] {
  const { books, clock, market } = core;
  const { symbol } = instrument;
  const words: string[] = [];
  const { state, reason } = books.tradingState;
  if (state !== 'active') words.push(`Trading is ${state}: ${reason}.`);
  if (!isOpenAt(instrument.session, clock.now)) words.push(`The market for ${symbol} is closed.`);
  else if (market.hasPrice(index) && !market.isFresh(index, clock.now)) words.push(`The last price of ${symbol} is too old to trade on.`);
  const position = books.positions.get(instrument.id);
  if (position !== undefined) words.push(`${symbol} is held ${position.direction}; signals don't add to positions.`);
  if (last !== null && last.signal.tsEvent !== analysis.closeTime) {
    const { verdict } = last;
    const fate =
      proposal === null ? (verdict?.isAccepted === false ? `no trade came of it: ${refusalsOf(last)}` : '') : proposalWords(proposal);
    words.push(`The last signal was to ${last.signal.action} at ${clockTime(last.signal)}; ${fate}`);
  }
  return words;
}

/** UTC, as there is no locale in the core. */
function clockTime({ tsEvent }: Signal): string {
  const minutes = Math.floor((tsEvent - Math.floor(tsEvent / DAY_MS) * DAY_MS) / MINUTE_MS);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')} UTC`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
}
