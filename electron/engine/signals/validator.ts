import type { Instrument } from '../../../shared/domain/instrument.ts';
import type { Rejection, Signal } from '../../../shared/domain/signal.ts';
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
    const thin = this.#volumeFault(analysis, instrument);
    if (thin !== null) rejections.push({ code: 'volume-too-low', message: `Invalid market conditions: ${thin}` });
    const underWay = this.#underWay(signal);
    if (underWay !== null) rejections.push(underWay);
    const accepted = this.#core.books.acceptedSignals.get(signal.instrumentId);
    if (accepted !== undefined && accepted.action === signal.action) {
      const bars = Math.round((signal.tsEvent - accepted.tsEvent) / this.#core.barMs);
      if (bars < signals.cooldownBars) {
        rejections.push({
          code: 'cool-down',
          message: `The last ${signal.action} signal is ${bars} bars old; the cool-down is ${signals.cooldownBars} bars`,
        });
      }
    }
    return rejections;
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

function shortNumber(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}
