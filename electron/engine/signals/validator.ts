import type { Instrument } from '../../../shared/domain/instrument.ts';
import { minutesToEdge } from '../../../shared/domain/session.ts';
import type { Rejection, Signal } from '../../../shared/domain/signal.ts';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import type { CoreContext } from '../kernel/core-context.ts';
import type { SeriesAnalysis } from './series-analysis.ts';

/**
 * Holds a signal against row A11 and against what is under way already. What the market state and the
 * risk limits say of the order is added where the order is drafted.
 */
export class SignalValidator {
  readonly #core: CoreContext;

  constructor(core: CoreContext) {
    this.#core = core;
  }

  /** Tells every reason against the signal itself. */
  rejections(signal: Signal, analysis: SeriesAnalysis, instrument: Instrument): Rejection[] {
    const { signals } = this.#core.settings();
    const rejections: Rejection[] = [];
    const strength = Math.abs(signal.score);
    if (strength < signals.weakScore) {
      rejections.push({ code: 'weak-signal', message: `Weak signal: a score of ${strength.toFixed(3)} is below ${signals.weakScore}` });
      return rejections;
    }
    // What closes a position is not held up by what makes opening one unwise.
    if (!this.#closes(signal)) rejections.push(...this.#circumstances(signal, analysis, instrument));
    const underWay = this.#underWay(signal);
    if (underWay !== null) rejections.push(underWay);
    return rejections;
  }

  /** What stands against opening anything now. */
  #circumstances(signal: Signal, analysis: SeriesAnalysis, instrument: Instrument): Rejection[] {
    const rejections: Rejection[] = [];
    const thin = this.#volumeFault(analysis, instrument);
    if (thin !== null) rejections.push({ code: 'volume-too-low', message: `Invalid market conditions: ${thin}` });
    rejections.push(...this.#filters(signal, analysis, instrument));
    const early = this.#coolDown(signal);
    if (early !== null) rejections.push(early);
    return rejections;
  }

  #coolDown({ action, instrumentId, tsEvent }: Signal): Rejection | null {
    const { cooldownBars } = this.#core.settings().signals;
    const accepted = this.#core.books.acceptedSignals.get(instrumentId);
    if (accepted === undefined || accepted.action !== action) return null;
    const bars = Math.round((tsEvent - accepted.tsEvent) / this.#core.barMs);
    if (bars >= cooldownBars) return null;
    return { code: 'cool-down', message: `The last ${action} signal is ${bars} bars old; the cool-down is ${cooldownBars} bars` };
  }

  /** Circumstances in which arguments are not to be trusted, each switched by a setting. */
  #filters(signal: Signal, analysis: SeriesAnalysis, instrument: Instrument): Rejection[] {
    const { signals } = this.#core.settings();
    const rejections: Rejection[] = [];
    if (analysis.agreement < signals.leastAgreement) {
      const message = `The analyses contradict each other: only ${percent(analysis.agreement)} of what they say is left, at least ${percent(signals.leastAgreement)} is asked for`;
      rejections.push({ code: 'conflicting-evidence', message });
    }
    const edge = minutesToEdge(instrument.session, signal.tsEvent);
    if (edge < signals.sessionEdgeMinutes) {
      const message = `Invalid market conditions: ${instrument.symbol} is ${Math.floor(edge)} minutes from the edge of its session, at least ${signals.sessionEdgeMinutes} are asked for`;
      rejections.push({ code: 'session-edge', message });
    }
    const spread = this.#spread(instrument);
    if (spread > signals.widestSpread) {
      const message = `Invalid market conditions: bid and ask of ${instrument.symbol} are ${spread.toFixed(1)} basis points apart, the most is ${signals.widestSpread}`;
      rejections.push({ code: 'spread-too-wide', message });
    }
    const against = analysis.sentiment.strongestAgainst(signal.action === 'buy' ? 1 : -1, {
      sinceMs: signal.tsEvent - signals.blackoutMinutes * MINUTE_MS,
      nowMs: signal.tsEvent,
    });
    if (against !== null) {
      const message = `News blackout: “${against.text}” speaks strongly against it and is less than ${signals.blackoutMinutes} minutes old`;
      rejections.push({ code: 'news-blackout', message });
    }
    return rejections;
  }

  #closes({ instrumentId, action }: Signal): boolean {
    const position = this.#core.books.positions.get(instrumentId);
    return position !== undefined && (position.direction === 'long') === (action === 'sell');
  }

  /** Between bid and ask now, in basis points of their middle; 0 while there are none. */
  #spread(instrument: Instrument): number {
    const { instruments, market } = this.#core;
    const index = instruments.indexOf(instrument.id);
    if (index === null) return 0;
    const [bid, ask] = [market.bid[index], market.ask[index]];
    return bid > 0 && ask > bid ? ((ask - bid) / ((ask + bid) / 2)) * 10_000 : 0;
  }

  #volumeFault(analysis: SeriesAnalysis, instrument: Instrument): string | null {
    const floor = instrument.volumeFloor;
    if (floor.kind === 'daily') {
      if (analysis.dayVolume.value >= floor.units) return null;
      return `${Math.round(analysis.dayVolume.value)} units of ${instrument.symbol} traded in 24 hours, the floor is ${floor.units}`;
    }
    const median = analysis.medianVolume.value;
    const least = median * floor.ratio;
    if (analysis.volume > 0 && analysis.volume >= least) return null;
    return `the bar traded ${shortNumber(analysis.volume)} of ${instrument.symbol}, the floor is ${shortNumber(least)} (${floor.ratio} × the usual volume)`;
  }

  #underWay(signal: Signal): Rejection | null {
    const { books, instruments } = this.#core;
    const symbol = instruments.get(signal.instrumentId)?.symbol ?? signal.instrumentId;
    const position = books.positions.get(signal.instrumentId);
    if (position?.closing !== undefined && position.closing !== null)
      return { code: 'already-positioned', message: `The position in ${symbol} is being closed` };
    if (position !== undefined && (position.direction === 'long') === (signal.action === 'buy')) {
      return { code: 'already-positioned', message: `${symbol} is held ${position.direction} already; signals don't add to positions` };
    }
    if (books.orders.liveOf(signal.instrumentId).some((order) => order.role === 'entry')) {
      return { code: 'proposal-pending', message: `An entry order for ${symbol} is under way` };
    }
    const pending = books.pendingProposalOf(signal.instrumentId);
    if (pending !== null && pending.side === signal.action)
      return { code: 'proposal-pending', message: `A proposal to ${signal.action} ${symbol} waits for a decision` };
    return null;
  }
}

function percent(ratio: number): string {
  return `${Math.round(ratio * 100)} %`;
}

function shortNumber(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}
