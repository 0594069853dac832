import { divideRounded } from '../../../shared/domain/decimal.ts';
import type { Fill } from '../../../shared/domain/fill.ts';
import type { LedgerEntryId, PositionId } from '../../../shared/domain/ids.ts';
import { type Instrument, notionalOf } from '../../../shared/domain/instrument.ts';
import type { LedgerEntry, Posting } from '../../../shared/domain/ledger.ts';
import { addMoney, type Money, money, negateMoney, subtractMoney, zeroMoney } from '../../../shared/domain/money.ts';
import { averagePrice, type ClosedTrade, openingSide, type Position, type PositionDirection } from '../../../shared/domain/position.ts';
import { addQuantity, type Quantity, smallerQuantity, subtractQuantity, ZERO_QUANTITY } from '../../../shared/domain/quantity.ts';

/** What a fill needs to know of its surroundings to be booked. */
export interface FillContext {
  readonly instrument: Instrument;
  readonly before: Position | null;
  readonly newPositionId: () => PositionId;
  readonly newEntryId: () => LedgerEntryId;
  /** What the opened quantity may lose before the engine closes it. */
  readonly maximumLossOf: (quantity: Quantity) => Money;
  readonly exitReason: string;
}

export type PositionChange =
  | { readonly kind: 'opened'; readonly position: Position }
  | { readonly kind: 'changed'; readonly position: Position }
  | { readonly kind: 'closed'; readonly position: Position; readonly trade: ClosedTrade };

export interface BookedFill {
  readonly entry: LedgerEntry;
  /** In order; two when the fill closed one position and opened the opposite one. */
  readonly changes: readonly PositionChange[];
}

/**
 * Books one fill: a ledger entry that adds up to zero, and what became of the position. Cost leaves a
 * position in proportion to the quantity closed, rounded half-even, and whole with the last unit, so
 * that nothing of it is ever left behind. The fee belongs to the first position touched.
 */
export function postFill(fill: Fill, context: FillContext): BookedFill {
  const { instrument, before } = context;
  const postings = new Postings(fill.fee.currency);
  const changes: PositionChange[] = [];
  const direction: PositionDirection = fill.side === 'buy' ? 'long' : 'short';
  let rest = fill.quantity;
  let fee = fill.fee;
  let current = before;

  if (current !== null && openingSide(current.direction) !== fill.side) {
    const closing = smallerQuantity(rest, current.quantity);
    const change = close(fill, closing, fee, current, context, postings);
    changes.push(change);
    rest = subtractQuantity(rest, closing);
    fee = zeroMoney(fee.currency);
    current = change.kind === 'closed' ? null : change.position;
  }
  if (rest > 0n) changes.push(open(fill, rest, fee, current, direction, context, postings));
  postings.add('fees', fill.fee);
  postings.add('cash', negateMoney(fill.fee));
  const cause = { kind: 'fill', tradeId: fill.tradeId, instrumentId: instrument.id } as const;
  return { entry: { id: context.newEntryId(), tsEvent: fill.tsEvent, cause, postings: postings.list() }, changes };
}

function open(
  fill: Fill,
  quantity: Quantity,
  fee: Money,
  current: Position | null,
  direction: PositionDirection,
  context: FillContext,
  postings: Postings,
): PositionChange {
  const { instrument } = context;
  const value = notionalOf(instrument, fill.price, quantity);
  const signed = direction === 'long' ? value : negateMoney(value);
  postings.add(`inventory:${instrument.id}`, signed);
  postings.add('cash', negateMoney(signed));
  const maximumLoss = context.maximumLossOf(quantity);
  if (current !== null) {
    const total = addQuantity(current.quantity, quantity);
    return {
      kind: 'changed',
      position: {
        ...current,
        quantity: total,
        peakQuantity: total > current.peakQuantity ? total : current.peakQuantity,
        cost: addMoney(current.cost, value),
        maximumLoss: addMoney(current.maximumLoss, maximumLoss),
        fees: addMoney(current.fees, fee),
        entryQuantity: addQuantity(current.entryQuantity, quantity),
        entryNotional: addMoney(current.entryNotional, value),
        updatedAt: fill.tsEvent,
      },
    };
  }
  const zero = zeroMoney(value.currency);
  return {
    kind: 'opened',
    position: {
      id: context.newPositionId(),
      instrumentId: instrument.id,
      direction,
      quantity,
      peakQuantity: quantity,
      cost: value,
      maximumLoss,
      realised: zero,
      fees: fee,
      closing: null,
      openedAt: fill.tsEvent,
      updatedAt: fill.tsEvent,
      entryQuantity: quantity,
      entryNotional: value,
      exitQuantity: ZERO_QUANTITY,
      exitNotional: zero,
    },
  };
}

function close(fill: Fill, quantity: Quantity, fee: Money, current: Position, context: FillContext, postings: Postings): PositionChange {
  const { instrument } = context;
  const value = notionalOf(instrument, fill.price, quantity);
  const cost = costOf(current, quantity);
  const isLong = current.direction === 'long';
  const gain = isLong ? subtractMoney(value, cost) : subtractMoney(cost, value);
  postings.add('cash', isLong ? value : negateMoney(value));
  postings.add(`inventory:${instrument.id}`, isLong ? negateMoney(cost) : cost);
  postings.add(`realised:${instrument.id}`, negateMoney(gain));
  const position: Position = {
    ...current,
    quantity: subtractQuantity(current.quantity, quantity),
    cost: subtractMoney(current.cost, cost),
    maximumLoss: remainingLoss(current, quantity),
    realised: addMoney(current.realised, gain),
    fees: addMoney(current.fees, fee),
    exitQuantity: addQuantity(current.exitQuantity, quantity),
    exitNotional: addMoney(current.exitNotional, value),
    updatedAt: fill.tsEvent,
  };
  if (position.quantity > 0n) return { kind: 'changed', position };
  const trade: ClosedTrade = {
    positionId: position.id,
    instrumentId: position.instrumentId,
    direction: position.direction,
    quantity: position.entryQuantity,
    entryPrice: averagePrice(position.entryNotional, position.entryQuantity),
    exitPrice: averagePrice(position.exitNotional, position.exitQuantity),
    realisedNet: subtractMoney(position.realised, position.fees),
    fees: position.fees,
    openedAt: position.openedAt,
    closedAt: fill.tsEvent,
    exitReason: context.exitReason,
  };
  return { kind: 'closed', position: { ...position, closing: null }, trade };
}

/** What is left may lose its share of what all of it might have lost. */
function remainingLoss({ maximumLoss, quantity }: Position, closed: Quantity): Money {
  const left = subtractQuantity(quantity, closed);
  return money(divideRounded(maximumLoss.amount * left, quantity, 'ceil'), maximumLoss.currency);
}

function costOf(position: Position, quantity: Quantity): Money {
  if (quantity === position.quantity) return position.cost;
  return money(divideRounded(position.cost.amount * quantity, position.quantity, 'half-even'), position.cost.currency);
}

/** Collects postings, one per account, leaving out those that come to nothing. */
class Postings {
  readonly #amounts = new Map<Posting['account'], Money>();
  readonly #zero: Money;

  constructor(currency: Money['currency']) {
    this.#zero = zeroMoney(currency);
  }

  add(account: Posting['account'], amount: Money): void {
    this.#amounts.set(account, addMoney(this.#amounts.get(account) ?? this.#zero, amount));
  }

  list(): Posting[] {
    return [...this.#amounts].filter(([, amount]) => amount.amount !== 0n).map(([account, amount]) => ({ account, amount }));
  }
}
