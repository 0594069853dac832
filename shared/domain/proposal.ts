import type { InstrumentId, ProposalId, SignalId } from './ids.ts';
import type { Money } from './money.ts';
import type { OrderSide, OrderType } from './order.ts';
import { type Price, priceFromUnits } from './price.ts';
import type { Quantity } from './quantity.ts';
import type { Reason } from './reason.ts';
import type { UtcMs } from './time.ts';

/** What a proposal would do to the position in its instrument. */
export const proposalIntents = ['open-long', 'open-short', 'close'] as const;
export type ProposalIntent = (typeof proposalIntents)[number];

/**
 * `pending`: waits for a decision. `approved`: became an order. `rejected`: the user said no.
 * `denied`: a check refused it at approval. `expired`: its time ran out. `withdrawn`: its ground
 * fell away (kill switch, position changed).
 */
export const proposalStatuses = ['pending', 'approved', 'rejected', 'denied', 'expired', 'withdrawn'] as const;
export type ProposalStatus = (typeof proposalStatuses)[number];

/** An exact order that waits for approval, with what it would cost to be wrong. */
export interface Proposal {
  readonly id: ProposalId;
  readonly signalId: SignalId;
  readonly instrumentId: InstrumentId;
  readonly intent: ProposalIntent;
  readonly side: OrderSide;
  readonly type: Extract<OrderType, 'market' | 'limit'>;
  readonly quantity: Quantity;
  /** The worst price to pay or take; `null` for a market order. */
  readonly limitPrice: Price | null;
  /** The market when the proposal was made. */
  readonly referencePrice: Price;
  /**
   * Approval is refused when the market is worse than the limit, for a market order worse than the reference, by more than this. A
   * better market is welcome until it is at the stop.
   */
  readonly priceTolerance: Price;
  readonly stop: Price | null;
  readonly target: Price | null;
  /** What the quantity was worth at the reference. */
  readonly notional: Money;
  /**
   * Lost if the entry fills at its worst, which is the limit, or for a market order a whole tolerance from the reference, and the stop at
   * its price, fees of both ways included; `null` when it closes.
   */
  readonly moneyAtRisk: Money | null;
  readonly confidence: number;
  readonly createdAt: UtcMs;
  readonly expiresAt: UtcMs;
  readonly status: ProposalStatus;
  readonly decidedBy: 'user' | 'auto' | 'engine' | null;
  /** Why it is over, where somebody else than the user ended it. */
  readonly reason: Reason | null;
  /** The proposal of the same signal whose place it took at the market; `null` for one that a signal led to. */
  readonly repricedFrom: ProposalId | null;
}

type PricedOrder = Pick<Proposal, 'limitPrice' | 'priceTolerance' | 'referencePrice' | 'side'>;

/** The worst price to count with: of the limit, or for a market order a whole tolerance from the reference. */
export function worstEntry({ limitPrice, priceTolerance, referencePrice, side }: PricedOrder): Price {
  return limitPrice ?? beyond(side, referencePrice, priceTolerance);
}

/** The worst price of the market at which an order may still go out. */
export function furthestPrice({ limitPrice, priceTolerance, referencePrice, side }: PricedOrder): Price {
  return beyond(side, limitPrice ?? referencePrice, priceTolerance);
}

function beyond(side: OrderSide, price: Price, distance: Price): Price {
  const moved = side === 'buy' ? price + distance : price - distance;
  // A price is above zero, however wide the tolerance is.
  return priceFromUnits(moved > 0n ? moved : 1n);
}
