import type { InstrumentView, ProposalView } from '../../../shared/contract/index.ts';
import type { Reason } from '../../../shared/domain/reason.ts';
import { useQuote } from '../../stores/hooks.ts';
import { standingOf } from './standing.ts';

/** Returns why a pending trade can't be approved at the market's latest price; `null` also while that is not known, since the engine has the last word. */
export function useStanding(proposal: ProposalView, instrument: InstrumentView): Reason | null {
  const last = useQuote(instrument.index)?.last;
  return last === undefined ? null : standingOf(proposal, last, instrument.symbol, instrument.pricePlaces);
}
