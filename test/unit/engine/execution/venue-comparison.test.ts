import { describe, expect, it } from 'vitest';
import { restoreBooks, snapshotOf } from '../../../../electron/engine/books/books-snapshot.ts';
import type { VenueOrder, VenueStatement } from '../../../../electron/engine/ports/broker.ts';
import type { Fill } from '../../../../shared/domain/fill.ts';
import { type ClientOrderId, idFrom, type TradeId, type VenueBooksId } from '../../../../shared/domain/ids.ts';
import type { Order } from '../../../../shared/domain/order.ts';
import { price, quantity, usd } from '../../../support/builders.ts';
import { EngineHarness, settingsWith } from '../../../support/engine-harness.ts';
import { ABC, aTicket, liveOrders, opened, plain, positionIn, sentOrder } from '../../../support/trading-scenes.ts';

const settings = settingsWith({ paper: { spreadBasisPoints: 0, participation: 1 } });
const bracket = { stop: price('95'), target: price('110') };

/** What the harness's venue says of its books, with changes. */
function statementOf({ venue }: EngineHarness, change: Partial<VenueStatement> = {}): VenueStatement {
  const resting = [...venue.all()].filter(({ status }) => status === 'held' || status === 'working');
  const { orderCount, tradeCount } = venue;
  return { books: idFrom<VenueBooksId>('harness-books'), orderCount, tradeCount, resting, faults: [], ...change };
}

function started(change: Partial<VenueStatement> = {}): EngineHarness {
  const h = new EngineHarness({ settings });
  h.state('opened', statementOf(h, change));
  h.state('reconciled', statementOf(h, change));
  h.flat(3);
  return h;
}

function fillOf(order: Order, trade: string, change: Partial<Fill> = {}): Fill {
  return {
    tradeId: idFrom<TradeId>(trade),
    clientOrderId: order.clientOrderId,
    instrumentId: order.instrumentId,
    side: order.side,
    price: price('100'),
    quantity: quantity('10'),
    fee: usd('0.10'),
    liquidity: 'taker',
    tsEvent: order.tsInit,
    ...change,
  };
}

function reportFill(h: EngineHarness, fill: Fill): void {
  h.report({ kind: 'filled', clientOrderId: fill.clientOrderId, fill, tsEvent: h.now });
}

describe('a trade that is told again', () => {
  it.each<[string, Partial<Fill>]>([
    ['price', { price: price('101') }],
    ['quantity', { quantity: quantity('11') }],
    ['fee', { fee: usd('0.11') }],
  ])('with another %s is a dispute that names both and books nothing', (_, change) => {
    const h = started();
    h.isVenueSilent = true;
    const order = sentOrder(h, h.command(aTicket(bracket)));
    reportFill(h, fillOf(order, 'T1'));
    reportFill(h, fillOf(order, 'T1'));
    expect(h.books.tradingState.state).toBe('active');
    reportFill(h, fillOf(order, 'T1', change));
    expect(h.books.tradingState).toMatchObject({
      state: 'halted',
      cause: 'dispute',
      reason: expect.stringMatching(/trade T1 .*told before as .* told now as/),
    });
    expect(plain(positionIn(h).quantity)).toBe(10);
  });

  it('for another order is a dispute as well', () => {
    const h = started();
    h.isVenueSilent = true;
    const [one, other] = [1, 2].map(() => sentOrder(h, h.command(aTicket({ ...bracket, quantity: quantity('20') }))));
    reportFill(h, fillOf(one, 'T1'));
    reportFill(h, fillOf(other, 'T1'));
    expect(h.books.tradingState).toMatchObject({ state: 'halted', cause: 'dispute' });
    expect(h.books.fillCount).toBe(1);
  });

  it('is known after a restart too, from the snapshot of the books', () => {
    const before = started();
    before.isVenueSilent = true;
    const order = sentOrder(before, before.command(aTicket(bracket)));
    reportFill(before, fillOf(order, 'T1'));
    const h = new EngineHarness({ settings, books: restoreBooks(snapshotOf(before.books)), incarnation: 'nextrunx' });
    reportFill(h, fillOf(order, 'T1', { price: price('102') }));
    expect([h.books.fillCount, h.books.tradingState.state]).toEqual([1, 'halted']);
  });

  it('by other venue books under an id that was used before is another trade', () => {
    const h = started();
    h.isVenueSilent = true;
    const [one, other] = [1, 2].map(() => sentOrder(h, h.command(aTicket({ ...bracket, quantity: quantity('20') }))));
    reportFill(h, fillOf(one, 'T1'));
    h.state('opened', statementOf(h, { books: idFrom<VenueBooksId>('another-books') }));
    reportFill(h, fillOf(other, 'T1'));
    expect([h.books.fillCount, plain(positionIn(h).quantity)]).toEqual([2, 20]);
    expect(h.factsOf('order-disputed')).toEqual([]);
  });

  it('by an older copy of the books, exactly as before, is the same trade', () => {
    const h = started();
    h.isVenueSilent = true;
    const order = sentOrder(h, h.command(aTicket(bracket)));
    reportFill(h, fillOf(order, 'T1'));
    h.state('opened', statementOf(h));
    expect(h.books.venue.place).toBe(2);
    reportFill(h, fillOf(order, 'T1'));
    expect(h.books.fillCount).toBe(1);
  });
});

describe('orders at work at the venue that are not as ours are', () => {
  const change =
    (of: Partial<VenueOrder>) =>
    (order: VenueOrder): VenueOrder =>
      order.role === 'stop-loss' ? { ...order, ...of } : order;

  it.each<[string, Partial<VenueOrder>, RegExp]>([
    ['a stop price', { stopPrice: price('80') }, /stop price 80 instead of 95/],
    ['a quantity', { quantity: quantity('1') }, /quantity 1 instead of 100/],
    ['a status', { status: 'held' }, /status held instead of working/],
  ])('by %s are named, halt, and are sent anew', (_, of, words) => {
    const h = started();
    opened(h, bracket);
    const statement = statementOf(h);
    h.state('reconciled', { ...statement, resting: statement.resting.map(change(of)) });
    expect(h.books.tradingState).toMatchObject({ state: 'halted', cause: 'dispute', reason: expect.stringMatching(words) });
    expect(liveOrders(h)).toMatchObject([
      { role: 'stop-loss', status: 'working', open: 100, price: 95 },
      { role: 'take-profit', status: 'working', open: 100, price: 110 },
    ]);
    expect([...h.venue.all()].filter(({ status }) => status === 'working').map(({ role }) => role)).toEqual(['stop-loss', 'take-profit']);
    for (const moment of ['opened', 'reconciled'] as const) h.state(moment, statementOf(h));
    expect(h.books.venue.differences).toEqual([]);
  });

  it('that are over here are cancelled there', () => {
    const h = started();
    opened(h, bracket);
    const [stop] = h.books.orders.protectionOf(ABC);
    const statement = statementOf(h);
    h.command({ kind: 'cancel-order', clientOrderId: stop.clientOrderId });
    h.state('reconciled', statement);
    expect(h.factsOf('order-disowned').map(({ clientOrderId }) => clientOrderId)).toEqual([stop.clientOrderId]);
  });

  it('that are somebody else s are left alone until the user resumes', () => {
    const h = new EngineHarness({ settings });
    const other = aVenueOrder('elsewhere-1');
    h.state('opened', statementOf(h, { orderCount: 1, resting: [other] }));
    h.state('reconciled', statementOf(h, { orderCount: 1, resting: [other] }));
    expect(h.books.tradingState.state).toBe('halted');
    expect(h.factsOf('order-disowned')).toEqual([]);
    h.command({ kind: 'resume-trading' });
    expect(h.factsOf('order-disowned').map(({ clientOrderId }) => clientOrderId)).toEqual(['elsewhere-1']);
  });
});

describe('the same difference', () => {
  it('halts once, and again only where another comes to it', () => {
    const h = started({ faults: ['one thing is wrong'] });
    expect(h.books.tradingState).toMatchObject({ state: 'halted', reason: 'one thing is wrong' });
    h.command({ kind: 'resume-trading' });
    for (const moment of ['opened', 'reconciled'] as const) h.state(moment, statementOf(h, { faults: ['one thing is wrong'] }));
    expect(h.books.tradingState.state).toBe('active');
    h.state('reconciled', statementOf(h, { faults: ['one thing is wrong', 'another is too'] }));
    expect(h.books.tradingState.state).toBe('halted');
  });
});

function aVenueOrder(id: string): VenueOrder {
  return {
    clientOrderId: idFrom<ClientOrderId>(id),
    venueOrderId: idFrom('P1'),
    place: 1,
    groupId: idFrom<ClientOrderId>(id),
    instrumentId: ABC,
    side: 'buy',
    type: 'limit',
    role: 'entry',
    limitPrice: price('90'),
    stopPrice: null,
    quantity: quantity('10'),
    filledQuantity: quantity('0'),
    status: 'working',
  };
}
