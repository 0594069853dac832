import type { InstrumentId, ProposalId, SignalId } from './ids.ts';
import type { Money } from './money.ts';
import type { OrderSide, OrderType } from './order.ts';
import type { Price } from './price.ts';
import type { Quantity } from './quantity.ts';
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
  /** Approval is refused when the market is further than this from the reference. */
  readonly priceTolerance: Price;
  readonly stop: Price | null;
  readonly target: Price | null;
  /** What the quantity was worth at the reference. */
  readonly notional: Money;
  /**
   * Lost if the entry fills at its worst, a whole tolerance from the reference, and the stop at its price, fees of both ways
   * included; `null` when it closes.
   */
  readonly moneyAtRisk: Money | null;
  readonly confidence: number;
  readonly createdAt: UtcMs;
  readonly expiresAt: UtcMs;
  readonly status: ProposalStatus;
  readonly decidedBy: 'user' | 'auto' | 'engine' | null;
  readonly reason: string | null;
}
