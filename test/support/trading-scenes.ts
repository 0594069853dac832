import type { CommandBody, CommandResult } from '../../shared/domain/command.ts';
import type { ClientOrderId } from '../../shared/domain/ids.ts';
import type { Order, OrderRole } from '../../shared/domain/order.ts';
import type { Position } from '../../shared/domain/position.ts';
import type { Proposal } from '../../shared/domain/proposal.ts';
import { anInstrument, quantity } from './builders.ts';
import type { EngineHarness } from './engine-harness.ts';

export const ABC = anInstrument().id;

type Ticket = Extract<CommandBody, { kind: 'place-order' }>;

/** A ticket to buy 100 ABC at market, with stop and target by default. */
export function aTicket(change: Partial<Omit<Ticket, 'kind'>> = {}): Ticket {
  return {
    kind: 'place-order',
    instrumentId: ABC,
    side: 'buy',
    type: 'market',
    quantity: quantity('100'),
    limitPrice: null,
    stop: null,
    target: null,
    ...change,
  };
}

/** Plays bars that each close `step` further from `from`, until a proposal waits for a decision. */
export function untilProposal(harness: EngineHarness, step: number, from = 100): Proposal {
  let price = from;
  for (let bars = 0; bars < 60; bars += 1) {
    price = harness.trend(1, step, price);
    const pending = harness.books.pendingProposalOf(ABC);
    if (pending !== null) return pending;
  }
  throw new Error('sixty bars in one direction led to no proposal');
}

/** Warms the analysis and plays up until a buy is proposed. */
export function aPendingBuy(harness: EngineHarness): Proposal {
  harness.flat(130);
  return untilProposal(harness, 0.2);
}

/** Opens a position with a ticket at market and plays the bar that fills it. */
export function opened(harness: EngineHarness, change: Partial<Omit<Ticket, 'kind'>> = {}): Position {
  const placed = harness.command(aTicket(change));
  if (!placed.isDone) throw new Error(placed.message);
  harness.flat(1);
  return positionIn(harness);
}

export function positionIn(harness: EngineHarness): Position {
  const position = harness.books.positions.get(ABC);
  if (position === undefined) throw new Error('nothing is open');
  return position;
}

/** The live orders of ABC by role, with quantity and price in plain numbers. */
export function liveOrders(
  harness: EngineHarness,
): { role: OrderRole; side: string; status: string; open: number; price: number | null }[] {
  return harness.books.orders.liveOf(ABC).map((order) => ({
    role: order.role,
    side: order.side,
    status: order.status,
    open: plain(order.quantity - order.filledQuantity),
    price: order.stopPrice === null ? (order.limitPrice === null ? null : plain(order.limitPrice)) : plain(order.stopPrice),
  }));
}

/** The one live order of ABC with this role. */
export function liveOrder(harness: EngineHarness, role: OrderRole): Order {
  const found = harness.books.orders.liveOf(ABC).filter((order) => order.role === role);
  if (found.length !== 1) throw new Error(`expected one live ${role}, found ${found.length}`);
  return found[0];
}

/** The order that a command sent. */
export function sentOrder(harness: EngineHarness, result: CommandResult): Order {
  const id: ClientOrderId | undefined = result.isDone ? result.orderIds[0] : undefined;
  const order = id === undefined ? undefined : harness.books.orders.get(id);
  if (order === undefined) throw new Error(`no order was sent: ${result.message}`);
  return order;
}

/** An exact number as a float, to compare where a test writes plain numbers. */
export function plain(units: bigint): number {
  return Number(units) / 1e12;
}
