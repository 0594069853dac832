import type { ProposalView } from '../../../shared/contract/index.ts';
import { standingAt } from '../../../shared/domain/price-standing.ts';
import type { Reason } from '../../../shared/domain/reason.ts';
import { formatNumber } from '../../components/format.ts';

/** Returns why a pending trade can't be approved at a price of the market, or `null` while it can. The engine decides by the same rule. */
export function standingOf(
  proposal: Pick<ProposalView, 'side' | 'furthestPrice' | 'limitPrice' | 'referencePrice' | 'priceTolerance' | 'stop' | 'target'>,
  last: number,
  symbol: string,
  places: number,
): Reason | null {
  const { side, furthestPrice } = proposal;
  if (furthestPrice === null) return null;
  const bounds = { side, furthest: Number(furthestPrice), stop: orNull(proposal.stop), target: orNull(proposal.target) };
  const price = (value: number): string => formatNumber(value, places);
  switch (standingAt(bounds, last)) {
    case 'in-reach':
      return null;
    case 'stop-reached':
      return { code: 'stop-reached', values: { symbol, stop: price(bounds.stop ?? last), last: price(last) } };
    case 'target-reached':
      return { code: 'target-reached', values: { symbol, target: price(bounds.target ?? last), last: price(last) } };
    default: {
      const ran = Math.abs(last - Number(proposal.limitPrice ?? proposal.referencePrice));
      return { code: 'price-ran', values: { symbol, ran: price(ran), limit: price(Number(proposal.priceTolerance)) } };
    }
  }
}

function orNull(text: string | null): number | null {
  return text === null ? null : Number(text);
}
