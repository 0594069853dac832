import type { MarketChoice } from '../host/market-choice.ts';
import { type MarketFlags, parseMarket as parsed } from '../platform/parse-market.ts';
import { UsageError } from './usage-error.ts';

export type { MarketFlags } from '../platform/parse-market.ts';

/** Reads `sim` or `csv:FILE[,FILE…]`. @throws {UsageError} */
export function parseMarket(flags: MarketFlags): MarketChoice {
  const market = parsed(flags);
  if (!market.ok) throw new UsageError(market.error);
  return market.value;
}
