import type { Settings } from '../../../shared/config/settings.ts';
import type {
  FillView,
  InstrumentView,
  OrderView,
  PositionView,
  ProposalView,
  TradeView,
  TradingView,
} from '../../../shared/contract/index.ts';
import { formatDecimal } from '../../../shared/domain/decimal.ts';
import type { Fill } from '../../../shared/domain/fill.ts';
import { type Instrument, pricePlaces, sizePlaces } from '../../../shared/domain/instrument.ts';
import type { Order } from '../../../shared/domain/order.ts';
import { averageEntry, type ClosedTrade, type Position } from '../../../shared/domain/position.ts';
import { furthestPrice, type Proposal } from '../../../shared/domain/proposal.ts';
import { sayReason } from '../../../shared/words/reasons.ts';
import type { Books } from '../../engine/books/books.ts';
import type { StoreFault } from '../../engine/ports/durable-store.ts';

/** From what the engine holds to what callers see: exact numbers become decimal strings, nothing else changes. */

function decimalOrNull(value: bigint | null): string | null {
  return value === null ? null : formatDecimal(value);
}

export function viewInstrument(instrument: Instrument, index: number): InstrumentView {
  const { session } = instrument;
  return {
    index,
    id: instrument.id,
    symbol: instrument.symbol,
    name: instrument.name,
    assetClass: instrument.assetClass,
    currency: instrument.quoteCurrency,
    priceIncrement: formatDecimal(instrument.priceIncrement),
    sizeIncrement: formatDecimal(instrument.sizeIncrement),
    minimumNotional: formatDecimal(instrument.minimumNotional.amount),
    pricePlaces: pricePlaces(instrument),
    sizePlaces: sizePlaces(instrument),
    isShortable: instrument.isShortable,
    session:
      session.kind === 'continuous' ? null : { openMinute: session.openMinute, closeMinute: session.closeMinute, days: [...session.days] },
  };
}

export function viewOrder(order: Order, books: Pick<Books, 'orders'>): OrderView {
  return {
    clientOrderId: order.clientOrderId,
    venueOrderId: order.venueOrderId,
    groupId: order.groupId,
    proposalId: order.proposalId,
    instrumentId: order.instrumentId,
    side: order.side,
    type: order.type,
    role: order.role,
    origin: order.origin,
    quantity: formatDecimal(order.quantity),
    filledQuantity: formatDecimal(order.filledQuantity),
    averageFillPrice: decimalOrNull(books.orders.averageFillPrice(order)),
    limitPrice: decimalOrNull(order.limitPrice),
    stopPrice: decimalOrNull(order.stopPrice),
    expiresAt: order.expiresAt,
    status: order.status,
    isCancelRequested: order.isCancelRequested,
    requestedPrice: decimalOrNull(order.requestedPrice),
    reason: order.reason,
    createdAt: order.tsInit,
    updatedAt: order.tsUpdated,
  };
}

export function viewFill(fill: Fill): FillView {
  return {
    tradeId: fill.tradeId,
    clientOrderId: fill.clientOrderId,
    instrumentId: fill.instrumentId,
    side: fill.side,
    price: formatDecimal(fill.price),
    quantity: formatDecimal(fill.quantity),
    fee: formatDecimal(fill.fee.amount),
    liquidity: fill.liquidity,
    at: fill.tsEvent,
  };
}

export function viewPosition(position: Position, books: Books): PositionView {
  const protection = books.orders.protectionOf(position.instrumentId);
  const stops = protection.flatMap((order) => (order.role === 'stop-loss' && order.stopPrice !== null ? [order.stopPrice] : []));
  const targets = protection.flatMap((order) => (order.role === 'take-profit' && order.limitPrice !== null ? [order.limitPrice] : []));
  const isLong = position.direction === 'long';
  return {
    id: position.id,
    instrumentId: position.instrumentId,
    direction: position.direction,
    quantity: formatDecimal(position.quantity),
    averageEntry: formatDecimal(averageEntry(position)),
    cost: formatDecimal(position.cost.amount),
    realised: formatDecimal(position.realised.amount - position.fees.amount),
    fees: formatDecimal(position.fees.amount),
    maximumLoss: formatDecimal(position.maximumLoss.amount),
    stop: decimalOrNull(isLong ? largest(stops) : smallest(stops)),
    target: decimalOrNull(isLong ? smallest(targets) : largest(targets)),
    stopHeldBy: stops.length > 0 ? 'venue' : 'engine',
    isClosing: position.closing !== null,
    openedAt: position.openedAt,
    updatedAt: position.updatedAt,
  };
}

export function viewTrade(trade: ClosedTrade): TradeView {
  return {
    positionId: trade.positionId,
    instrumentId: trade.instrumentId,
    direction: trade.direction,
    quantity: formatDecimal(trade.quantity),
    entryPrice: formatDecimal(trade.entryPrice),
    exitPrice: formatDecimal(trade.exitPrice),
    realised: formatDecimal(trade.realisedNet.amount),
    fees: formatDecimal(trade.fees.amount),
    openedAt: trade.openedAt,
    closedAt: trade.closedAt,
    exitReason: trade.exitReason,
  };
}

export function viewProposal(proposal: Proposal): ProposalView {
  return {
    id: proposal.id,
    signalId: proposal.signalId,
    instrumentId: proposal.instrumentId,
    intent: proposal.intent,
    side: proposal.side,
    type: proposal.type,
    quantity: formatDecimal(proposal.quantity),
    limitPrice: decimalOrNull(proposal.limitPrice),
    referencePrice: formatDecimal(proposal.referencePrice),
    priceTolerance: formatDecimal(proposal.priceTolerance),
    furthestPrice: proposal.intent === 'close' ? null : formatDecimal(furthestPrice(proposal)),
    stop: decimalOrNull(proposal.stop),
    target: decimalOrNull(proposal.target),
    notional: formatDecimal(proposal.notional.amount),
    moneyAtRisk: decimalOrNull(proposal.moneyAtRisk?.amount ?? null),
    confidence: proposal.confidence,
    createdAt: proposal.createdAt,
    expiresAt: proposal.expiresAt,
    status: proposal.status,
    decidedBy: proposal.decidedBy,
    reason: proposal.reason === null ? null : sayReason(proposal.reason),
    reasonCode: proposal.reason?.code ?? null,
    repricedFrom: proposal.repricedFrom,
  };
}

export function viewTrading(books: Books, settings: Settings, fault: StoreFault | null): TradingView {
  const { mode, autoConfidence } = settings.trading;
  if (fault !== null) return { state: 'halted', cause: 'journal-fault', reason: fault.message, mode, autoConfidence };
  return { ...books.tradingState, mode, autoConfidence };
}

function largest(values: readonly bigint[]): bigint | null {
  return values.length === 0 ? null : values.reduce((a, b) => (a > b ? a : b));
}

function smallest(values: readonly bigint[]): bigint | null {
  return values.length === 0 ? null : values.reduce((a, b) => (a < b ? a : b));
}
