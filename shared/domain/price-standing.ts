import type { OrderSide } from './order.ts';

/** Between which prices an order still makes sense; `null` where there is no bound. */
export interface PriceBounds<Value extends bigint | number> {
  readonly side: OrderSide;
  /** The worst price of the market at which it may still go out. */
  readonly furthest: Value | null;
  readonly stop: Value | null;
  readonly target: Value | null;
}

/**
 * `in-reach`: it can go out. `ran`: the market is further than the furthest price. `stop-reached`, `target-reached`: what it would open would
 * be closed at once, or has nothing left to gain.
 */
export type PriceStanding = 'in-reach' | 'ran' | 'stop-reached' | 'target-reached';

/** Tells how the market at `price` stands to an order. A better price is in reach until the stop. */
export function standingAt<Value extends bigint | number>(
  { side, furthest, stop, target }: PriceBounds<Value>,
  price: Value,
): PriceStanding {
  const isBuy = side === 'buy';
  if (target !== null && (isBuy ? price >= target : price <= target)) return 'target-reached';
  if (stop !== null && (isBuy ? price <= stop : price >= stop)) return 'stop-reached';
  if (furthest !== null && (isBuy ? price > furthest : price < furthest)) return 'ran';
  return 'in-reach';
}
