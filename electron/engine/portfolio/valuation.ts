import { assert } from '../../../shared/base/assert.ts';
import type { InstrumentId } from '../../../shared/domain/ids.ts';
import { notionalOf } from '../../../shared/domain/instrument.ts';
import { addMoney, type Currency, type Money, subtractMoney, zeroMoney } from '../../../shared/domain/money.ts';
import { costliestPrice, type Order, remainingQuantity } from '../../../shared/domain/order.ts';
import type { Position } from '../../../shared/domain/position.ts';
import type { Books } from '../books/books.ts';
import type { InstrumentTable } from '../kernel/core-context.ts';
import type { MarketState } from '../market-data/market-state.ts';

/** What the account is worth at the latest prices; exact, in the account's currency. */
export interface Valuation {
  readonly cash: Money;
  /** Cash plus what closing every position at the latest price would bring, before fees. */
  readonly equity: Money;
  /** Values of all positions, long and short added without sign. */
  readonly exposure: Money;
  /** What entry orders that are not over would cost if they filled, or be worth as shorts, at the highest price that is likely. */
  readonly reserved: Money;
  /** What a new position may cost: equity less exposure less reserved. BitFlow trades without borrowed money. */
  readonly free: Money;
}

/** Values the account; a position without a price yet is valued at cost. */
export function valueAccount(books: Books, instruments: InstrumentTable, market: MarketState): Valuation {
  const cash = books.ledger.balance('cash');
  let equity = cash;
  let exposure = zeroMoney(cash.currency);
  for (const position of books.positions.values()) {
    const value = positionValue(position, instruments, market);
    exposure = addMoney(exposure, value);
    equity = position.direction === 'long' ? addMoney(equity, value) : subtractMoney(equity, value);
  }
  const reserved = reservedBy(books.orders.live(), instruments, market, cash.currency);
  return { cash, equity, exposure, reserved, free: subtractMoney(subtractMoney(equity, exposure), reserved) };
}

/** What the open quantity is worth at the latest price; zero or more. */
export function positionValue(position: Position, instruments: InstrumentTable, market: MarketState): Money {
  const index = instruments.indexOf(position.instrumentId);
  assert(index !== null, `a position names ${position.instrumentId}, which this market doesn't have`);
  const mark = market.markOf(index);
  return mark === null ? position.cost : notionalOf(instruments.list[index], mark, position.quantity);
}

/** Gain (above zero) or loss of the open quantity at the latest price, before fees. */
export function unrealisedOf(position: Position, instruments: InstrumentTable, market: MarketState): Money {
  const value = positionValue(position, instruments, market);
  return position.direction === 'long' ? subtractMoney(value, position.cost) : subtractMoney(position.cost, value);
}

/** What the entry orders of one instrument that are not over would cost if they filled. */
export function reservedIn(instrumentId: InstrumentId, books: Books, instruments: InstrumentTable, market: MarketState): Money {
  return reservedBy(books.orders.liveOf(instrumentId), instruments, market, books.ledger.currency);
}

function reservedBy(orders: Iterable<Order>, instruments: InstrumentTable, market: MarketState, currency: Currency): Money {
  let reserved = zeroMoney(currency);
  for (const order of orders) {
    if (order.role !== 'entry') continue;
    const index = instruments.indexOf(order.instrumentId);
    assert(index !== null, `an order names ${order.instrumentId}, which this market doesn't have`);
    const price = costliestPrice(order.side, order.limitPrice, market.markOf(index));
    if (price !== null) reserved = addMoney(reserved, notionalOf(instruments.list[index], price, remainingQuantity(order)));
  }
  return reserved;
}
