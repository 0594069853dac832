import type { Instrument } from '../../../shared/domain/instrument.ts';
import type { Proposal } from '../../../shared/domain/proposal.ts';
import { isOpenAt } from '../../../shared/domain/session.ts';
import type { Contribution, Signal } from '../../../shared/domain/signal.ts';
import { DAY_MS, MINUTE_MS, utcMs } from '../../../shared/domain/time.ts';
import type { Why, WhyState } from '../../../shared/domain/why.ts';
import { sayReason } from '../../../shared/words/reasons.ts';
import { proposalStatusWords } from '../../../shared/words/statuses.ts';
import { missingWords, scoreWords, whyCircumstances, whyFates, whyWords } from '../../../shared/words/why.ts';
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
        .map(({ kind, reason }) => whyCircumstances.absent({ analysis: kind, reason })),
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

function answerOf(state: WhyState, { analysis, core, instrument, last, proposal }: Question): string {
  const { symbol } = instrument;
  const { noticeScore, weakScore } = core.settings().signals;
  const score = scoreWords(analysis.score);
  const short = (limit: number) => ({ symbol, score, missing: missingWords(analysis.score, limit), limit: limit.toFixed(2) });
  const side = sideOf(last);
  switch (state) {
    case 'no-data':
      return whyWords['no-data']({ symbol });
    case 'warming-up':
      return whyWords['warming-up']({ symbol, seen: String(analysis.barCount), needed: String(barsToJudge(core.settings())) });
    case 'quiet':
      return whyWords.quiet(short(noticeScore));
    case 'repeated':
      // A turn that came about while nobody watched leaves a signal to the other side as the last one.
      if (last === null || last.signal.action !== actionOf(analysis.score)) return whyWords['stood-at-start']({ symbol, score });
      return whyWords.repeated({ symbol, ...signalled(last, proposal, weakScore) });
    case 'mentioned':
      return whyWords.mentioned({ ...short(weakScore), side });
    case 'refused':
      return refusalsOf(last) === ''
        ? whyWords['not-proposed']({ symbol, side })
        : whyWords.refused({ symbol, side, reasons: refusalsOf(last) });
    default:
      return proposal === null || proposal.status === 'pending'
        ? whyWords.proposed({ symbol, side })
        : whyWords.decided({ symbol, side, fate: fateOfProposal(proposal) });
  }
}

function sideOf(last: JudgedSignal | null): string {
  return (last?.signal.action ?? '').toUpperCase();
}

/** When a signal was made, how strong it was, and what became of it. */
function signalled({ signal, verdict }: JudgedSignal, proposal: Proposal | null, weakScore: number) {
  const refused = Math.abs(signal.score) < weakScore ? whyFates.weak : whyFates.refused;
  const fate = proposal !== null ? fateOfProposal(proposal) : verdict?.isAccepted === false ? refused : whyFates.refused;
  return { time: clockTime(signal), score: scoreWords(signal.score), fate };
}

function fateOfProposal({ status, decidedBy, reason }: Proposal): string {
  const word = proposalStatusWords[status].toLowerCase();
  if (status === 'pending' || status === 'rejected' || status === 'expired') return word;
  const by = decidedBy === 'user' ? 'by-you' : decidedBy === 'auto' ? 'by-auto' : 'by-engine';
  return reason === null ? whyFates[by]({ status: word }) : `${whyFates[by]({ status: word })}: ${sayReason(reason)}`;
}

function refusalsOf(last: JudgedSignal | null): string {
  return (last?.verdict?.rejections ?? []).map(({ message }) => message).join('; ');
}

function wordsOf({ kind, contribution, reasons }: Contribution): string {
  const grounds = reasons.length === 0 ? whyCircumstances['no-grounds'] : reasons.join('; ');
  return whyCircumstances.adds({ analysis: capitalised(kind), part: scoreWords(contribution), grounds });
}

/** What else stands around a trade in this instrument now. */
function circumstancesOf({ analysis, core, index, instrument, last, proposal }: Question): string[] {
  const { books, clock, market } = core;
  const { symbol } = instrument;
  const words: string[] = [];
  const { state, reason } = books.tradingState;
  if (state !== 'active') words.push(whyCircumstances['trading-state']({ state, reason }));
  if (!isOpenAt(instrument.session, clock.now)) words.push(whyCircumstances.closed({ symbol }));
  else if (market.hasPrice(index) && !market.isFresh(index, clock.now)) words.push(whyCircumstances.stale({ symbol }));
  const position = books.positions.get(instrument.id);
  if (position !== undefined) words.push(whyCircumstances.held({ symbol, direction: position.direction }));
  if (last !== null && last.signal.tsEvent !== analysis.closeTime) {
    const { weakScore } = core.settings().signals;
    words.push(whyCircumstances['last-signal']({ side: sideOf(last), ...signalled(last, proposal, weakScore) }));
  }
  return words;
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** UTC, as there is no locale in the core. */
function clockTime({ tsEvent }: Signal): string {
  const minutes = Math.floor((tsEvent - Math.floor(tsEvent / DAY_MS) * DAY_MS) / MINUTE_MS);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
