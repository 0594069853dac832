import { describe, expect, it } from 'vitest';
import { snapshotOf } from '../../../../electron/engine/books/books-snapshot.ts';
import type { Fill } from '../../../../shared/domain/fill.ts';
import { type ClientOrderId, idFrom, type TradeId } from '../../../../shared/domain/ids.ts';
import type { Order } from '../../../../shared/domain/order.ts';
import { price, quantity, usd } from '../../../support/builders.ts';
import { EngineHarness, settingsWith, type TestBar } from '../../../support/engine-harness.ts';
import { ABC, aTicket, liveOrder, liveOrders, opened, plain, positionIn, sentOrder } from '../../../support/trading-scenes.ts';

const even: TestBar = { open: 100, high: 100.5, low: 99.5, close: 100 };
const bracket = { stop: price('95'), target: price('110') };

function harness(): EngineHarness {
  const h = new EngineHarness({ settings: settingsWith({ paper: { spreadBasisPoints: 0, participation: 1 } }) });
  h.bar(even);
  return h;
}

/** An entry that our venue never sees, so that the test speaks for it. */
function spokenFor(h: EngineHarness, change: Parameters<typeof aTicket>[0] = {}): Order {
  h.isVenueSilent = true;
  return sentOrder(h, h.command(aTicket({ ...bracket, ...change })));
}

function fillOf(order: Order, trade: string, of: string, at = '100'): Fill {
  return {
    tradeId: idFrom<TradeId>(trade),
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

function reportFill(h: EngineHarness, order: Order, trade: string, of: string): void {
  h.report({ kind: 'filled', clientOrderId: order.clientOrderId, fill: fillOf(order, trade, of), tsEvent: h.now });
}

const statusOf = (h: EngineHarness, { clientOrderId }: Order) => h.books.orders.get(clientOrderId)?.status;

describe('what a venue says of an order', () => {
  it('ends it when it is rejected, with its stop and target, and holds no money back for it any more', () => {
    const h = harness();
    const order = spokenFor(h);
    for (const { clientOrderId } of h.books.orders.liveOf(ABC)) {
      h.report({ kind: 'rejected', clientOrderId, reason: 'account is restricted', tsEvent: h.now });
    }
    expect(h.books.orders.get(order.clientOrderId)).toMatchObject({ status: 'rejected', reason: 'account is restricted' });
    expect([h.books.orders.liveCount, h.books.tradingState.state]).toEqual([0, 'active']);
    h.loseHeld();
    expect(h.command(aTicket({ quantity: quantity('190') }))).toMatchObject({ isDone: true });
  });

  it('ends it when it expired at the venue', () => {
    const h = harness();
    const order = spokenFor(h);
    h.report({ kind: 'expired', clientOrderId: order.clientOrderId, tsEvent: h.now });
    expect(statusOf(h, order)).toBe('expired');
  });

  it('counts a fill once, however often it is told', () => {
    const h = harness();
    const order = spokenFor(h);
    reportFill(h, order, 'T1', '40');
    const once = snapshotOf(h.books);
    reportFill(h, order, 'T1', '40');
    expect(snapshotOf(h.books)).toEqual(once);
    reportFill(h, order, 'T2', '40');
    expect(plain(positionIn(h).quantity)).toBe(80);
  });

  it('counts a fill that crossed with the cancellation', () => {
    const h = harness();
    const order = spokenFor(h);
    h.command({ kind: 'cancel-order', clientOrderId: order.clientOrderId });
    reportFill(h, order, 'T1', '40');
    h.report({ kind: 'cancelled', clientOrderId: order.clientOrderId, reason: 'cancelled on request', tsEvent: h.now });
    expect(plain(positionIn(h).quantity)).toBe(40);
    expect(statusOf(h, order)).toBe('cancelled');
    expect(h.books.tradingState.state).toBe('active');
  });

  it('counts a fill that is told after the cancellation, and trading goes on', () => {
    const h = harness();
    const order = spokenFor(h);
    h.report({ kind: 'cancelled', clientOrderId: order.clientOrderId, reason: 'cancelled on request', tsEvent: h.now });
    reportFill(h, order, 'T1', '40');
    expect(plain(positionIn(h).quantity)).toBe(40);
    expect(h.books.tradingState.state).toBe('active');
  });

  it('closes at once what a fill opened after its stop was taken away, since nothing would protect it', () => {
    const h = harness();
    const order = spokenFor(h);
    for (const { clientOrderId } of h.books.orders.liveOf(ABC)) {
      h.report({ kind: 'cancelled', clientOrderId, reason: 'cancelled on request', tsEvent: h.now });
    }
    reportFill(h, order, 'S1', '40');
    h.loseHeld();
    h.reconcile();
    h.bar(even);
    expect(h.books.positions.size).toBe(0);
    expect([...h.books.trades.values()].map((trade) => [plain(trade.quantity), trade.exitReason])).toEqual([[40, 'nothing protected it']]);
  });

  it('takes a fill before the acceptance, and the acceptance then only adds the name', () => {
    const h = harness();
    const order = spokenFor(h);
    reportFill(h, order, 'T1', '100');
    h.report({ kind: 'accepted', clientOrderId: order.clientOrderId, venueOrderId: idFrom('V9'), isHeld: false, tsEvent: h.now });
    expect(statusOf(h, order)).toBe('filled');
  });

  it('leaves the order working when the venue refuses to cancel it', () => {
    const h = harness();
    const order = spokenFor(h);
    h.report({ kind: 'accepted', clientOrderId: order.clientOrderId, venueOrderId: idFrom('V9'), isHeld: false, tsEvent: h.now });
    h.command({ kind: 'cancel-order', clientOrderId: order.clientOrderId });
    h.report({ kind: 'cancel-refused', clientOrderId: order.clientOrderId, reason: 'too late', tsEvent: h.now });
    expect(h.books.orders.get(order.clientOrderId)).toMatchObject({ status: 'working', isCancelRequested: false, reason: 'too late' });
    h.command({ kind: 'cancel-order', clientOrderId: order.clientOrderId });
    expect(h.factsOf('order-cancel-requested')).toHaveLength(2);
  });
});

describe('a position that loses its stop', () => {
  const reasons = (h: EngineHarness) => [...h.books.trades.values()].map((trade) => trade.exitReason);

  it('is closed when the venue ended the stop by itself', () => {
    const h = harness();
    opened(h, bracket);
    const { clientOrderId } = liveOrder(h, 'stop-loss');
    h.report({ kind: 'expired', clientOrderId, tsEvent: h.now });
    h.bar(even);
    expect(reasons(h)).toEqual(['nothing protected it']);
  });

  it('stays open when the user cancelled the stop, and its maximum loss closes it', () => {
    const h = harness();
    opened(h, bracket);
    h.command({ kind: 'cancel-order', clientOrderId: liveOrder(h, 'stop-loss').clientOrderId });
    h.bar({ open: 94, high: 94, low: 93, close: 93 });
    expect(positionIn(h).closing).toBeNull();
    h.bar({ open: 93, high: 93, low: 92, close: 92 });
    h.bar(even);
    expect(reasons(h)).toEqual(['maximum loss']);
  });

  it('stays open under the stop of another entry when the target of the first has filled', () => {
    const h = harness();
    opened(h, { quantity: quantity('50'), stop: price('95'), target: price('102') });
    opened(h, { quantity: quantity('50'), ...bracket });
    h.bar({ open: 101, high: 103, low: 101, close: 101 });
    expect([plain(positionIn(h).quantity), positionIn(h).closing]).toEqual([50, null]);
  });
});

describe('a report that can not be true', () => {
  it('halts trading when more is filled than was ordered, and books none of it', () => {
    const h = harness();
    const order = spokenFor(h);
    reportFill(h, order, 'T1', '101');
    expect(h.books.positions.size).toBe(0);
    expect(h.books.tradingState).toEqual({
      state: 'halted',
      cause: 'dispute',
      reason: `order ${order.clientOrderId}: order ${order.clientOrderId} for 100 would be filled to 101`,
    });
  });

  it('halts trading when an order fills that these books never had', () => {
    const h = harness();
    const ghost = { ...spokenFor(h), clientOrderId: idFrom<ClientOrderId>('ghost-1') };
    reportFill(h, ghost, 'T1', '1');
    expect(h.books.tradingState).toMatchObject({ state: 'halted', cause: 'dispute' });
    expect(h.books.positions.size).toBe(0);
  });

  it('halts trading when the venue has an order that these books never had', () => {
    const h = harness();
    const ghost = { ...spokenFor(h), clientOrderId: idFrom<ClientOrderId>('ghost-2') };
    h.report({ kind: 'accepted', clientOrderId: ghost.clientOrderId, venueOrderId: idFrom('V9'), isHeld: false, tsEvent: h.now });
    expect(h.books.tradingState).toMatchObject({ state: 'halted', cause: 'dispute' });
  });

  it('halts trading when an order that filled in part is called rejected', () => {
    const h = harness();
    const order = spokenFor(h);
    reportFill(h, order, 'T1', '10');
    h.report({ kind: 'rejected', clientOrderId: order.clientOrderId, reason: 'no', tsEvent: h.now });
    expect(h.books.tradingState.state).toBe('halted');
    expect(statusOf(h, order)).toBe('partially-filled');
  });

  it('leaves no trace when it tells nothing new, or names nothing of ours', () => {
    const h = harness();
    opened(h);
    const stop = liveOrder(h, 'stop-loss');
    const facts = h.facts.length;
    const about = { clientOrderId: stop.clientOrderId, tsEvent: h.now };
    h.report({ ...about, kind: 'accepted', venueOrderId: idFrom('V9'), isHeld: true });
    h.report({ ...about, kind: 'activated', quantity: stop.quantity });
    h.report({ ...about, kind: 'cancel-refused', reason: 'nobody asked' });
    h.report({ ...about, kind: 'replaced', price: price('1') });
    h.report({ kind: 'cancelled', clientOrderId: idFrom('ghost-1'), reason: 'gone', tsEvent: h.now });
    expect(h.facts.length).toBe(facts);
  });
});

describe('after a restart', () => {
  it('sends an order again under its own name when the venue never had it', () => {
    const h = harness();
    const order = spokenFor(h);
    h.loseHeld();
    h.reconcile();
    expect(h.factsOf('order-resent').map(({ clientOrderId }) => clientOrderId)).toEqual([order.clientOrderId]);
    h.bar(even);
    expect(plain(positionIn(h).quantity)).toBe(100);
    expect(liveOrders(h).map(({ role, status }) => `${role} ${status}`)).toEqual(['stop-loss working', 'take-profit working']);
  });

  it.each([
    [
      'the market moved further than the tolerance',
      (h: EngineHarness) => h.bar({ open: 103, high: 103, low: 103, close: 103 }),
      /^.*: Price ran 3 \(limit /,
    ],
    [
      'its stop is beyond the market',
      (h: EngineHarness) => h.bar({ open: 99.8, high: 99.8, low: 99.8, close: 99.8 }),
      /the stop must be below/,
    ],
    [
      'the limits are lower',
      (h: EngineHarness) => h.settings(settingsWith({ risk: { maximumPosition: 0.05 } })),
      /Position limit exceeded/,
    ],
  ])('lets an entry go with its stop and target that the venue never had when %s', (_title, happen, why) => {
    const h = harness();
    const order = spokenFor(h, { stop: price('99.9') });
    h.loseHeld();
    happen(h);
    h.reconcile();
    expect(h.factsOf('order-resent')).toEqual([]);
    expect(h.books.orders.liveCount).toBe(0);
    const reason = h.books.orders.get(order.clientOrderId)?.reason;
    expect(reason).toMatch(why);
    expect(reason).toMatch(/^it never reached the venue before the engine stopped, and is not sent any more: /);
  });

  it('sends an entry again that uses the limits up by itself: it does not count twice', () => {
    const h = harness();
    h.settings(settingsWith({ risk: { maximumPositions: 1 } }));
    spokenFor(h, { quantity: quantity('200') });
    h.loseHeld();
    h.reconcile();
    expect(h.factsOf('order-resent')).toHaveLength(1);
  });

  it('decides on an entry that the venue never had once there is a market again', () => {
    const before = harness();
    const order = spokenFor(before);
    const h = new EngineHarness({ books: before.books, incarnation: 'nextrunx' });
    h.reconcile();
    expect([statusOf(h, order), h.factsOf('order-resent').length]).toEqual(['submitted', 0]);
    h.bar(even);
    h.reconcile();
    expect([statusOf(h, order), h.factsOf('order-resent').length]).toEqual(['working', 1]);
  });

  it('sends an exit again wherever the market is', () => {
    const h = harness();
    opened(h, bracket);
    for (const { clientOrderId } of h.books.orders.protectionOf(ABC)) h.command({ kind: 'cancel-order', clientOrderId });
    h.isVenueSilent = true;
    h.command({ kind: 'close-position', instrumentId: ABC });
    h.loseHeld();
    h.bar({ open: 99, high: 99, low: 99, close: 99 });
    h.reconcile();
    h.bar(even);
    expect(h.books.positions.size).toBe(0);
  });

  it('closes a position whose stop and target the venue never had and was to cancel', () => {
    const h = harness();
    opened(h, bracket);
    for (const { clientOrderId } of h.books.orders.protectionOf(ABC)) h.command({ kind: 'cancel-order', clientOrderId });
    h.isVenueSilent = true;
    h.command({ kind: 'protect-position', instrumentId: ABC, ...bracket });
    h.command({ kind: 'close-position', instrumentId: ABC });
    h.loseHeld();
    h.reconcile();
    expect(liveOrders(h).map(({ role }) => role)).toEqual(['exit']);
    h.bar(even);
    expect([h.books.positions.size, h.books.orders.liveCount]).toEqual([0, 0]);
  });

  it('lets an entry go that the venue never had when trading was halted meanwhile', () => {
    const h = harness();
    spokenFor(h);
    h.command({ kind: 'kill', isFlattening: false });
    h.loseHeld();
    h.reconcile();
    expect(h.factsOf('order-resent')).toEqual([]);
    expect(h.books.orders.liveCount).toBe(0);
  });

  it('halts when the venue does not know an order any more that it had accepted', () => {
    const h = harness();
    opened(h);
    h.report({ kind: 'unknown', clientOrderId: liveOrder(h, 'stop-loss').clientOrderId, tsEvent: h.now });
    expect(h.books.tradingState).toMatchObject({ state: 'halted', cause: 'dispute' });
  });

  it('brings the books to where the venue went alone: opened in part, then stopped out', () => {
    const h = harness();
    h.command(aTicket({ ...bracket, type: 'limit', limitPrice: price('100') }));
    const slice = { isBar: true, time: h.now, open: 100, high: 100.5, low: 99.9, close: 100, bid: 100, ask: 100, volume: 60 };
    h.venue.work(0, slice);
    h.venue.work(0, { ...slice, open: 94, high: 94, low: 93, close: 93, bid: 94, ask: 94, volume: 1_000 });
    h.reconcile();
    expect([h.books.positions.size, h.books.orders.liveCount, h.books.tradingState.state]).toEqual([0, 0, 'active']);
    expect([...h.books.trades.values()].map((trade) => [plain(trade.quantity), trade.exitReason])).toEqual([[60, 'stop']]);
  });

  it('brings the books to where the venue went alone: a stop that grew with its entry and then filled', () => {
    const h = harness();
    h.command(aTicket({ ...bracket, type: 'limit', limitPrice: price('100') }));
    h.bar({ open: 100, high: 100.5, low: 99.9, close: 100, volume: 40 });
    const slice = { isBar: true, time: h.now, open: 100, high: 100.5, low: 99.9, close: 100, bid: 100, ask: 100, volume: 60 };
    h.venue.work(0, slice);
    h.venue.work(0, { ...slice, open: 94, high: 94, low: 93, close: 93, bid: 94, ask: 94, volume: 1_000 });
    h.reconcile();
    expect([h.books.positions.size, h.books.orders.liveCount, h.books.tradingState.state]).toEqual([0, 0, 'active']);
  });
});
