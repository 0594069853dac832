import { describe, expect, it } from 'vitest';
import type { CommandBody } from '../../../../shared/domain/command.ts';
import { type ClientOrderId, idFrom } from '../../../../shared/domain/ids.ts';
import { anInstrument, price, quantity } from '../../../support/builders.ts';
import { EngineHarness } from '../../../support/engine-harness.ts';
import { ABC, aPendingBuy, aTicket, liveOrder, liveOrders, opened, sentOrder } from '../../../support/trading-scenes.ts';

function harness(): EngineHarness {
  const made = new EngineHarness();
  made.flat(1);
  return made;
}

describe('a command that comes twice', () => {
  it('gets the same answer and does nothing the second time', () => {
    const h = harness();
    const first = h.command(aTicket(), 'same');
    const factsBefore = h.facts.length;
    expect(h.command(aTicket(), 'same')).toEqual(first);
    expect(h.facts.length).toBe(factsBefore);
    expect(liveOrders(h)).toHaveLength(3);
  });

  it('gets the same refusal even when it would be allowed by now', () => {
    const h = harness();
    const refused = h.command({ kind: 'close-position', instrumentId: ABC }, 'close-1');
    opened(h);
    expect(h.command({ kind: 'close-position', instrumentId: ABC }, 'close-1')).toEqual(refused);
    expect(h.books.positions.get(ABC)?.closing).toBeNull();
  });

  it.each<[string, CommandBody]>([
    ['of another kind', { kind: 'flatten' }],
    ['of the same kind with another quantity', aTicket({ quantity: quantity('7') })],
    ['of the same kind with a price more', aTicket({ stop: price('90') })],
  ])('is refused when the id comes back with a command %s', (_title, other) => {
    const h = harness();
    h.command(aTicket(), 'same');
    const factsBefore = h.facts.length;
    expect(h.command(other, 'same')).toEqual({
      isDone: false,
      code: 'command-id-reused',
      message: 'command id same was used for another command before (place-order)',
    });
    expect(h.facts.length).toBe(factsBefore);
  });

  it('is still known after the books were taken up by a new run', () => {
    const h = harness();
    const first = h.command(aTicket(), 'same');
    const next = new EngineHarness({ books: h.books });
    expect(next.command(aTicket(), 'same')).toEqual(first);
    expect(next.factsOf('order-submitted')).toEqual([]);
  });
});

describe('cancelling an order', () => {
  it('takes it and what waits for it out of the market', () => {
    const h = harness();
    const order = sentOrder(h, h.command(aTicket({ type: 'limit', limitPrice: price('90') })));
    expect(h.command({ kind: 'cancel-order', clientOrderId: order.clientOrderId })).toEqual({
      isDone: true,
      message: 'cancellation sent',
      orderIds: [order.clientOrderId],
    });
    expect(liveOrders(h)).toEqual([]);
  });

  it('asks the venue once, however often it is wished', () => {
    const h = harness();
    const order = sentOrder(h, h.command(aTicket()));
    h.isVenueSilent = true;
    h.command({ kind: 'cancel-order', clientOrderId: order.clientOrderId });
    h.command({ kind: 'cancel-order', clientOrderId: order.clientOrderId });
    expect(h.factsOf('order-cancel-requested')).toHaveLength(1);
  });

  it('is refused for an order that is over, and for one that never was', () => {
    const h = harness();
    const order = sentOrder(h, h.command(aTicket()));
    h.flat(1);
    expect(h.command({ kind: 'cancel-order', clientOrderId: order.clientOrderId })).toMatchObject({ code: 'not-cancellable' });
    expect(h.command({ kind: 'cancel-order', clientOrderId: idFrom<ClientOrderId>('never') })).toEqual({
      isDone: false,
      code: 'not-found',
      message: 'there is no order never',
    });
  });
});

describe('flatten', () => {
  it('closes every position, cancels every entry and leaves nothing working', () => {
    const two = [anInstrument(), anInstrument({ symbol: 'DEF' })];
    const h = new EngineHarness({ instruments: two });
    h.bar({ instrument: 1, open: 50, high: 50, low: 50, close: 50 });
    h.flat(1);
    opened(h);
    h.command(aTicket({ instrumentId: two[1].id, type: 'limit', limitPrice: price('40') }));
    expect(h.command({ kind: 'flatten' })).toEqual({ isDone: true, message: 'closing 1 position', orderIds: [] });
    h.flat(1);
    expect([h.books.positions.size, h.books.orders.liveCount, h.books.tradingState.state]).toEqual([0, 0, 'active']);
    expect([...h.books.trades.values()].map(({ exitReason }) => exitReason)).toEqual(['flattened by the user']);
  });

  it('says so when nothing was open', () => {
    expect(harness().command({ kind: 'flatten' })).toEqual({ isDone: true, message: 'nothing was open', orderIds: [] });
  });
});

describe('the kill switch', () => {
  it('halts, cancels entries and keeps stop and target of what is open', () => {
    const h = harness();
    opened(h);
    h.command(aTicket({ type: 'limit', limitPrice: price('90'), quantity: quantity('10'), stop: price('80') }));
    const before = liveOrders(h).filter(({ status, role }) => role !== 'entry' && status === 'working');

    const result = h.command({ kind: 'kill', isFlattening: false });

    expect(result).toEqual({
      isDone: true,
      message: 'trading halted, 1 entry order cancelled, stops and targets stay in place',
      orderIds: [],
    });
    expect(h.books.tradingState).toEqual({
      state: 'halted',
      cause: 'kill-switch',
      reason: 'the kill switch was pressed',
    });
    expect(liveOrders(h)).toEqual(before);
    expect(before.map(({ role }) => role)).toEqual(['stop-loss', 'take-profit']);
  });

  it('closes everything as well where that is asked for', () => {
    const h = harness();
    opened(h);
    h.command({ kind: 'kill', isFlattening: true });
    h.flat(1);
    expect([h.books.positions.size, h.books.orders.liveCount, h.books.tradingState.state]).toEqual([0, 0, 'halted']);
  });

  it('withdraws what waits for a decision', () => {
    const h = new EngineHarness();
    const { id } = aPendingBuy(h);
    h.command({ kind: 'kill', isFlattening: false });
    expect(h.books.proposals.get(id)).toMatchObject({
      status: 'withdrawn',
      reason: { code: 'trading-stopped', values: { why: 'the kill switch was pressed' } },
    });
  });

  it('refuses what would open until the user resumes; closing goes on', () => {
    const h = harness();
    opened(h);
    h.command({ kind: 'kill', isFlattening: false });
    expect(h.command(aTicket({ quantity: quantity('10') }))).toEqual({
      isDone: false,
      code: 'denied',
      message: 'Trading is halted: the kill switch was pressed',
    });
    expect(h.command(aTicket({ side: 'sell', quantity: quantity('40') }))).toMatchObject({ isDone: true });
    h.flat(1);
    h.command({ kind: 'close-position', instrumentId: ABC });
    h.flat(1);
    expect(h.books.positions.size).toBe(0);
    h.command({ kind: 'resume-trading' });
    expect(h.books.tradingState).toEqual({ state: 'active', cause: 'user', reason: 'resumed by the user' });
    expect(h.command(aTicket())).toMatchObject({ isDone: true });
  });
});

describe('resuming', () => {
  it('is refused while trading is active, and leaves the day and the peak alone', () => {
    const h = harness();
    const day = h.books.tradingDay;
    expect(h.command({ kind: 'resume-trading' })).toEqual({
      isDone: false,
      code: 'denied',
      message: 'trading is active already, there is nothing to resume',
    });
    expect(h.books.tradingDay).toEqual(day);
    expect(h.factsOf('trading-state-changed')).toEqual([]);
  });

  it('after the kill switch does not erase what the day brought', () => {
    const h = harness();
    opened(h);
    const day = h.books.tradingDay;
    h.command({ kind: 'kill', isFlattening: true });
    h.bar({ open: 98, high: 98, low: 98, close: 98 });
    expect(h.command({ kind: 'resume-trading' })).toMatchObject({ isDone: true });
    expect(h.books.tradingDay).toEqual(day);
  });
});

describe('closing a position', () => {
  it('takes its stop and target away first, then closes all of it', () => {
    const h = harness();
    opened(h);
    h.command({ kind: 'close-position', instrumentId: ABC });
    expect(liveOrder(h, 'exit')).toMatchObject({ side: 'sell', type: 'market', quantity: quantity('100'), origin: 'user' });
    expect(liveOrders(h)).toHaveLength(1);
    h.flat(1);
    expect(h.books.positions.size).toBe(0);
  });

  it('is refused where nothing is open', () => {
    expect(harness().command({ kind: 'close-position', instrumentId: ABC })).toEqual({
      isDone: false,
      code: 'no-position',
      message: `there is no open position in ${ABC}`,
    });
  });
});
