import { describe, expect, it } from 'vitest';
import { restoreBooks, snapshotOf } from '../../../../electron/engine/books/books-snapshot.ts';
import type { Fill } from '../../../../shared/domain/fill.ts';
import { type ClientOrderId, idFrom, type TradeId } from '../../../../shared/domain/ids.ts';
import type { Order } from '../../../../shared/domain/order.ts';
import { price, quantity, usd } from '../../../support/builders.ts';
import { EngineHarness, settingsWith } from '../../../support/engine-harness.ts';
import { ABC, aTicket, liveOrder, liveOrders, opened, positionIn, sentOrder } from '../../../support/trading-scenes.ts';

const settings = settingsWith({ paper: { spreadBasisPoints: 0, participation: 1 } });

/** An open position as the record has it, and the exit that went out for it while nothing could be recorded. */
function lostExit(change: Partial<Order> = {}) {
  const before = new EngineHarness({ settings });
  before.flat(3);
  opened(before, { stop: price('95'), target: price('110') });
  const stop = liveOrder(before, 'stop-loss');
  const h = new EngineHarness({ settings, books: restoreBooks(snapshotOf(before.books)), incarnation: 'nextrunx' });
  h.isVenueSilent = true;
  h.flat(1);
  const exit: Order = {
    ...stop,
    clientOrderId: idFrom<ClientOrderId>('testrunx-zz'),
    groupId: idFrom<ClientOrderId>('testrunx-zz'),
    role: 'exit',
    type: 'market',
    stopPrice: null,
    ...change,
  };
  return { h, stop, exit, cash: before.books.ledger };
}

function fillOf(order: Order, of: string, at = '101'): Fill {
  return {
    tradeId: idFrom<TradeId>('T-late'),
    clientOrderId: order.clientOrderId,
    instrumentId: order.instrumentId,
    side: order.side,
    price: price(at),
    quantity: quantity(of),
    fee: usd('0.10'),
    liquidity: 'taker',
    tsEvent: order.tsInit,
  };
}

describe('an exit of ours that the record lacks', () => {
  it('closes the position it was for, with its fill in the ledger, and trading goes on', () => {
    const { h, stop, exit } = lostExit();
    h.recover(exit);
    h.report({ kind: 'filled', clientOrderId: exit.clientOrderId, fill: fillOf(exit, '100'), tsEvent: h.now });
    for (const { clientOrderId } of h.books.orders.liveOf(ABC))
      h.report({ kind: 'cancelled', clientOrderId, reason: 'cancelled on request', tsEvent: h.now });
    expect(h.books.positions.size).toBe(0);
    expect([h.books.orders.get(exit.clientOrderId)?.status, h.books.orders.get(stop.clientOrderId)?.status]).toEqual([
      'filled',
      'cancelled',
    ]);
    expect([...h.books.trades.values()].at(-1)).toMatchObject({
      exitReason: 'closed while nothing could be recorded',
      exitPrice: price('101'),
    });
    expect([h.books.ledger.isBalanced, h.books.tradingState.state]).toEqual([true, 'active']);
  });

  it('that has not filled yet is waited for: nothing else closes the position as well', () => {
    const { h, stop, exit } = lostExit();
    h.recover(exit);
    h.report({ kind: 'cancelled', clientOrderId: stop.clientOrderId, reason: 'cancelled on request', tsEvent: h.now });
    expect(liveOrders(h).filter(({ role }) => role === 'exit')).toHaveLength(1);
    expect(positionIn(h).closing).toMatchObject({ quantity: null, exitOrderId: exit.clientOrderId });
  });

  it('is taken up once, however often the venue names it', () => {
    const { h, exit } = lostExit();
    h.recover(exit);
    const facts = h.facts.length;
    h.recover(exit);
    expect(h.facts.length).toBe(facts);
  });

  it('leaves the rest open where it was for a part', () => {
    const { h, exit } = lostExit({ quantity: quantity('40') });
    h.recover(exit);
    h.report({ kind: 'filled', clientOrderId: exit.clientOrderId, fill: fillOf(exit, '40'), tsEvent: h.now });
    expect(positionIn(h).quantity).toBe(quantity('60'));
  });
});

describe('an order under a name of ours that can not be an exit', () => {
  it.each<[string, Partial<Order>]>([
    ['an entry', { role: 'entry', side: 'buy' }],
    ['an exit on the side that opens', { side: 'buy' }],
    ['an exit of more than is open', { quantity: quantity('101') }],
  ])('%s is taken up, since the venue has it, and halts trading', (_, change) => {
    const { h, exit } = lostExit(change);
    h.recover(exit);
    expect(h.books.tradingState).toMatchObject({ state: 'halted', cause: 'dispute' });
    expect(h.books.orders.get(exit.clientOrderId)).toMatchObject({ role: exit.role, side: exit.side, status: 'submitted' });
  });

  it('such as an exit where nothing is open halts as well', () => {
    const h = new EngineHarness({ settings });
    h.flat(2);
    h.isVenueSilent = true;
    const entry = sentOrder(h, h.command(aTicket()));
    h.recover({ ...entry, clientOrderId: idFrom<ClientOrderId>('testrunx-zz'), role: 'exit', side: 'sell' });
    expect(h.books.tradingState).toMatchObject({ state: 'halted', cause: 'dispute' });
  });
});
