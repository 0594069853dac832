import { divide } from './decimal.ts';
import type { ClientOrderId, InstrumentId, PositionId } from './ids.ts';
import type { Money } from './money.ts';
import type { OrderOrigin, OrderSide } from './order.ts';
import { type Price, priceFromUnits } from './price.ts';
import type { Quantity } from './quantity.ts';
import type { UtcMs } from './time.ts';

export const positionDirections = ['long', 'short'] as const;
export type PositionDirection = (typeof positionDirections)[number];

/**
 * A position on its way out: protective orders are cancelled first, then the exit is sent, so that the
 * two never close it twice. What they protected is put back for what stays open.
 */
export interface Closing {
  /** How much to close; `null` for all of it, zero where only its stop and target are put in place again. */
  readonly quantity: Quantity | null;
  readonly reason: string;
  readonly origin: OrderOrigin;
  readonly stop: Price | null;
  readonly target: Price | null;
  /** The exit, once it was sent. */
  readonly exitOrderId: ClientOrderId | null;
}

/** What we hold, or owe, of one instrument; at most one per instrument is open. */
export interface Position {
  readonly id: PositionId;
  readonly instrumentId: InstrumentId;
  readonly direction: PositionDirection;
  /** Above zero while open. */
  readonly quantity: Quantity;
  /** What was paid (long) or taken in (short) for what is still open, without fees; zero or more. */
  readonly cost: Money;
  /** The most that was ever open. */
  readonly peakQuantity: Quantity;
  /** Beyond this unrealised loss the engine closes it, whatever became of the stop (row A13). */
  readonly maximumLoss: Money;
  /** Gains minus losses of what was closed, before fees. */
  readonly realised: Money;
  /** All fees paid for this position so far. */
  readonly fees: Money;
  /** Set from the wish to close until it has happened. */
  readonly closing: Closing | null;
  readonly openedAt: UtcMs;
  readonly updatedAt: UtcMs;
  /** Sums over everything bought and sold, for the averages of the closed trade. */
  readonly entryQuantity: Quantity;
  readonly entryNotional: Money;
  readonly exitQuantity: Quantity;
  readonly exitNotional: Money;
}

/** A position that was closed again, with what came of it. */
export interface ClosedTrade {
  readonly positionId: PositionId;
  readonly instrumentId: InstrumentId;
  readonly direction: PositionDirection;
  readonly quantity: Quantity;
  /** Average prices, rounded half-even to twelve places. */
  readonly entryPrice: Price;
  readonly exitPrice: Price;
  /** Gains minus losses minus fees. */
  readonly realisedNet: Money;
  readonly fees: Money;
  readonly openedAt: UtcMs;
  readonly closedAt: UtcMs;
  /** What closed it last: the stop, the target, the user, a signal, the kill switch. */
  readonly exitReason: string;
}

/** Returns what one unit cost, rounded half-even to twelve places; `quantity` must be above zero. */
export function averagePrice(notional: Money, quantity: Quantity): Price {
  return priceFromUnits(divide(notional.amount, quantity, 'half-even'));
}

/** Returns the average entry price of what is open. */
export function averageEntry(position: Position): Price {
  return averagePrice(position.cost, position.quantity);
}

export function openingSide(direction: PositionDirection): OrderSide {
  return direction === 'long' ? 'buy' : 'sell';
}

export function closingSide(direction: PositionDirection): OrderSide {
  return direction === 'long' ? 'sell' : 'buy';
}
