import { formatDecimal } from '../../../shared/domain/decimal.ts';
import type { Order } from '../../../shared/domain/order.ts';
import type { Position } from '../../../shared/domain/position.ts';
import type { Proposal } from '../../../shared/domain/proposal.ts';
import { encodeJson } from '../json-codec.ts';

/** The values of one row, in the order of its table's columns. */
export type TableRow = readonly (string | number | null)[];

export function orderRow(order: Order): TableRow {
  return [
    order.clientOrderId,
    order.venueOrderId,
    order.groupId,
    order.proposalId,
    order.instrumentId,
    order.side,
    order.type,
    order.role,
    order.origin,
    formatDecimal(order.quantity),
    formatDecimal(order.filledQuantity),
    decimalOrNull(order.limitPrice),
    decimalOrNull(order.stopPrice),
    order.expiresAt,
    order.status,
    order.isCancelRequested ? 1 : 0,
    decimalOrNull(order.requestedPrice),
    order.reason,
    order.tsInit,
    order.tsUpdated,
  ];
}

export function positionRow(position: Position): TableRow {
  return [
    position.id,
    position.instrumentId,
    position.direction,
    formatDecimal(position.quantity),
    formatDecimal(position.cost.amount),
    formatDecimal(position.realised.amount),
    formatDecimal(position.fees.amount),
    formatDecimal(position.maximumLoss.amount),
    position.cost.currency,
    position.openedAt,
    position.updatedAt,
    encodeJson(position),
  ];
}

export function proposalRow(proposal: Proposal): TableRow {
  const { id, signalId, instrumentId, status, createdAt } = proposal;
  return [id, signalId, instrumentId, status, createdAt, encodeJson(proposal)];
}

function decimalOrNull(value: bigint | null): string | null {
  return value === null ? null : formatDecimal(value);
}
