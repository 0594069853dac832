import type { Execution, MarketSlice } from './market-slice.ts';
import { limitFloat, type RestingOrder, stopFloat } from './resting-order.ts';

/**
 * Returns where a slice fills an order, or `null`.
 *
 * Market and triggered stop orders take the quote at the open of the slice. A stop that is reached within
 * a bar fills at its price less half the spread; one that the bar opened beyond fills at that open. A
 * limit order that the open meets takes the open's quote; one that rests fills at its own price once the
 * market has traded through it, not when it only touched it.
 */
export function fillPrice(order: RestingOrder, slice: MarketSlice): Execution | null {
  const isBuy = order.side === 'buy';
  const quote = isBuy ? slice.ask : slice.bid;
  if (order.type === 'market' || order.isTriggered) return { price: quote, isMaker: false };
  return order.type === 'stop'
    ? stopExecution(stopFloat(order), isBuy, quote, slice)
    : limitExecution(limitFloat(order), order.isResting, isBuy, quote, slice);
}

function stopExecution(stop: number, isBuy: boolean, quote: number, slice: MarketSlice): Execution | null {
  const isBeyondAtOpen = isBuy ? slice.open >= stop || quote >= stop : slice.open <= stop || quote <= stop;
  if (isBeyondAtOpen) return { price: quote, isMaker: false };
  const isReached = isBuy ? slice.high >= stop : slice.low <= stop;
  if (!isReached) return null;
  const halfSpread = (slice.ask - slice.bid) / 2;
  return { price: isBuy ? stop + halfSpread : stop - halfSpread, isMaker: false };
}

function limitExecution(limit: number, isResting: boolean, isBuy: boolean, quote: number, slice: MarketSlice): Execution | null {
  const isMet = isBuy ? quote <= limit : quote >= limit;
  if (isMet) return isResting && !slice.isBar ? { price: limit, isMaker: true } : { price: quote, isMaker: isResting };
  const isThrough = slice.isBar && (isBuy ? slice.low < limit : slice.high > limit);
  return isThrough ? { price: limit, isMaker: true } : null;
}
