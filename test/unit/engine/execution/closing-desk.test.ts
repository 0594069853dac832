import { describe, expect, it } from 'vitest';
import type { OrderRole } from '../../../../shared/domain/order.ts';
import { price, quantity } from '../../../support/builders.ts';
import { EngineHarness, settingsWith, type TestBar } from '../../../support/engine-harness.ts';
import { ABC, aTicket, liveOrder, liveOrders, opened, plain, positionIn, untilProposal } from '../../../support/trading-scenes.ts';

const even: TestBar = { open: 100, high: 100.5, low: 99.5, close: 100 };

function aLong(): EngineHarness {
  const h = new EngineHarness({ settings: settingsWith({ paper: { spreadBasisPoints: 0, participation: 1 } }) });
  h.bar(even);
  opened(h, { stop: price('95'), target: price('110') });
  return h;
}

/** A limit order to buy 100 of which 60 are open. */
function aHalfFilledLong(): EngineHarness {
  const h = new EngineHarness({ settings: settingsWith({ paper: { spreadBasisPoints: 0, participation: 1 } }) });
  h.bar(even);
  h.command(aTicket({ type: 'limit', limitPrice: price('100'), stop: price('95'), target: price('110') }));
  h.bar({ ...even, volume: 60 });
  return h;
}

/** The roles of the orders that the venue holds or works. */
function liveAtVenue(h: EngineHarness): OrderRole[] {
  return [...h.venue.all()].filter(({ status }) => status === 'held' || status === 'working').map(({ role }) => role);
}

const sell = (text: string) => aTicket({ side: 'sell', quantity: quantity(text) });
const close = { kind: 'close-position', instrumentId: ABC } as const;

describe('closing a position', () => {
  it('sends no exit before the venue has confirmed that stop and target are gone', () => {
    const h = aLong();
    h.isVenueSilent = true;
    h.command(close);
    expect(liveOrders(h).map(({ role }) => role)).toEqual(['stop-loss', 'take-profit']);
    h.wakeVenue();
    expect(liveOrders(h).map(({ role }) => role)).toEqual(['exit']);
  });

  it('sends no exit at all when the stop closed it while its cancellation was on the way', () => {
    const h = aLong();
    h.isVenueSilent = true;
    h.command(close);
    h.bar({ open: 94, high: 95, low: 93, close: 94 });
    h.wakeVenue();
    expect([h.books.positions.size, h.books.orders.liveCount]).toEqual([0, 0]);
    expect(h.factsOf('order-submitted').filter(({ order }) => order.role === 'exit')).toEqual([]);
    expect(h.factsOf('position-opened')).toHaveLength(1);
  });

  it('closes only what is left when the stop closed a part meanwhile', () => {
    const h = aLong();
    h.isVenueSilent = true;
    h.command(close);
    h.bar({ open: 94, high: 95, low: 93, close: 94, volume: 30 });
    h.wakeVenue();
    expect(plain(liveOrder(h, 'exit').quantity)).toBe(70);
    h.bar({ open: 94, high: 95, low: 93, close: 94 });
    expect(h.books.positions.size).toBe(0);
  });

  it('sends one exit, however often it is wished', () => {
    const h = aLong();
    h.command(close);
    h.command(close);
    h.command({ kind: 'flatten' });
    expect(h.factsOf('order-submitted').filter(({ order }) => order.role === 'exit')).toHaveLength(1);
  });

  it('closes all of it when that was wished while a part was on its way out', () => {
    const h = aLong();
    h.command(sell('30'));
    h.command(close);
    h.bar(even);
    h.bar(even);
    expect([h.books.positions.size, h.books.orders.liveCount]).toEqual([0, 0]);
  });

  it('goes on after a restart between the cancellations and the exit', () => {
    const h = aLong();
    h.isVenueSilent = true;
    h.command(close);
    const ids = liveOrders(h);
    expect(ids).toHaveLength(2);
    for (const { clientOrderId } of h.books.orders.liveOf(ABC)) {
      h.books.apply({ kind: 'order-cancelled', clientOrderId, reason: 'cancelled on request', at: h.now });
    }
    const next = new EngineHarness({ books: h.books });
    expect(liveOrders(next).map(({ role }) => role)).toEqual(['exit']);
  });

  it('puts stop and target back and halts when the venue refuses the exit', () => {
    const h = aLong();
    h.isVenueSilent = true;
    h.command(close);
    h.wakeVenue();
    const { clientOrderId } = liveOrder(h, 'exit');
    h.venue.cancel(clientOrderId, h.now);
    h.report({ kind: 'rejected', clientOrderId, reason: 'no connection to the exchange', tsEvent: h.now });
    expect(positionIn(h).closing).toBeNull();
    expect(liveOrders(h)).toEqual([
      { role: 'stop-loss', side: 'sell', status: 'working', open: 100, price: 95 },
      { role: 'take-profit', side: 'sell', status: 'working', open: 100, price: 110 },
    ]);
    expect(h.books.tradingState).toMatchObject({ state: 'halted', cause: 'dispute' });
  });

  it('keeps the pair that was put back exclusive: one fills, the other goes', () => {
    const h = aLong();
    h.command(sell('30'));
    h.bar(even);
    h.bar({ open: 109, high: 111, low: 108, close: 110.5 });
    expect([h.books.positions.size, h.books.orders.liveCount]).toEqual([0, 0]);
    expect([...h.books.trades.values()].map(({ exitReason, quantity: of }) => [exitReason, plain(of)])).toEqual([['target', 100]]);
  });
});

describe('an entry that is on its way to the venue when the position is closed', () => {
  it('is cancelled there and opens nothing, though the order and its cancellation leave in one go', () => {
    const h = aLong();
    h.isVenueSilent = true;
    h.command({ kind: 'protect-position', instrumentId: ABC, stop: price('99.95'), target: null });
    h.command(aTicket({ quantity: quantity('10'), stop: price('95'), target: price('110') }));
    h.bar({ open: 100, high: 100, low: 99.9, close: 99.9, volume: 0 });
    // The stop is moved first; from there the loss is beyond its maximum, and what was asked after the move is to be taken back.
    h.wakeVenue();
    expect(liveOrders(h).map(({ role }) => role)).toEqual(['exit']);
    expect(liveAtVenue(h)).toEqual(['exit']);
    h.bar(even);
    expect([h.books.positions.size, h.books.orders.liveCount]).toEqual([0, 0]);
    expect(h.factsOf('position-opened')).toHaveLength(1);
  });
});

describe('an exit that does not fit what is open any more', () => {
  /** The stop fills in part at the venue, which confirms its cancellation before it tells the fill. */
  function stoppedUnheard(h: EngineHarness, volume: number): void {
    h.areFillsLate = true;
    h.bar({ open: 94, high: 95, low: 93, close: 94, volume });
  }

  const exits = (h: EngineHarness) => liveOrders(h).map(({ role, open }) => [role, open]);

  it('is taken back and sent anew for what is left when the stop turns out to have closed a part', () => {
    const h = aLong();
    stoppedUnheard(h, 40);
    h.command(close);
    expect(exits(h)).toEqual([['exit', 100]]);
    h.tellFills();
    expect([exits(h), liveAtVenue(h)]).toEqual([[['exit', 60]], ['exit']]);
    h.bar(even);
    expect([h.books.positions.size, h.books.tradingState.state]).toEqual([0, 'active']);
    expect(h.factsOf('position-opened')).toHaveLength(1);
  });

  it('is taken back for good when nothing is left', () => {
    const h = aLong();
    stoppedUnheard(h, 40);
    h.command(close);
    h.bar({ ...even, volume: 60 });
    h.tellFills();
    expect([h.books.positions.size, h.books.orders.liveCount, liveAtVenue(h)]).toEqual([0, 0, []]);
    h.bar(even);
    expect(h.factsOf('position-opened')).toHaveLength(1);
  });

  it('is taken back when it was meant for a part and less than that is left', () => {
    const h = aLong();
    stoppedUnheard(h, 80);
    h.command(sell('30'));
    h.tellFills();
    expect(exits(h)).toEqual([['exit', 20]]);
    h.bar(even);
    expect([h.books.positions.size, h.books.orders.liveCount]).toEqual([0, 0]);
  });

  it('stays when what it is meant for is still open', () => {
    const h = aLong();
    stoppedUnheard(h, 70);
    h.command(sell('30'));
    const { clientOrderId } = liveOrder(h, 'exit');
    h.tellFills();
    expect(liveOrder(h, 'exit').clientOrderId).toBe(clientOrderId);
  });

  it('is asked back once, and waited for when the venue says that it is too late', () => {
    const h = aLong();
    stoppedUnheard(h, 40);
    h.command(close);
    const { clientOrderId } = liveOrder(h, 'exit');
    h.isVenueSilent = true;
    h.tellFills();
    h.report({ kind: 'cancel-refused', clientOrderId, reason: 'too late', tsEvent: h.now });
    expect(h.factsOf('order-cancel-requested').filter((fact) => fact.clientOrderId === clientOrderId)).toHaveLength(1);
    expect(liveOrder(h, 'exit').clientOrderId).toBe(clientOrderId);
  });

  it('is followed by another when the entry turns out to have opened more, since all of it was to be closed', () => {
    const h = aHalfFilledLong();
    h.areFillsLate = true;
    h.bar({ ...even, volume: 20 });
    h.command(close);
    h.tellFills();
    h.bar({ ...even, volume: 60 });
    expect(exits(h)).toEqual([['exit', 20]]);
    h.bar(even);
    expect([h.books.positions.size, h.books.orders.liveCount, h.books.tradingState.state]).toEqual([0, 0, 'active']);
  });
});

describe('a proposal to close', () => {
  it('is withdrawn when the position is gone', () => {
    const h = aLong();
    h.flat(130);
    const proposal = untilProposal(h, -0.2);
    expect(proposal).toMatchObject({ intent: 'close', side: 'sell', quantity: quantity('100'), stop: null, moneyAtRisk: null });
    h.command(close);
    h.bar({ ...even, open: 98, low: 97.9, close: 98 });
    expect(h.books.proposals.get(proposal.id)).toMatchObject({ status: 'withdrawn', reason: { code: 'position-closed', values: {} } });
    expect(h.command({ kind: 'approve-proposal', proposalId: proposal.id })).toMatchObject({ isDone: false, code: 'already-decided' });
  });

  it('is withdrawn when the position has another size, since that is not what it said it would close', () => {
    const h = aLong();
    h.flat(130);
    const proposal = untilProposal(h, -0.2);
    const at = plain(proposal.referencePrice);
    h.command(sell('40'));
    h.bar({ open: at, high: at + 0.1, low: at - 0.1, close: at });
    expect(plain(positionIn(h).quantity)).toBe(60);
    expect(h.books.proposals.get(proposal.id)).toMatchObject({ status: 'withdrawn', reason: { code: 'position-resized', values: {} } });
  });

  it('is withdrawn at approval when the position is on its way out already', () => {
    const h = aLong();
    h.flat(130);
    const proposal = untilProposal(h, -0.2);
    h.command(close);
    expect(h.command({ kind: 'approve-proposal', proposalId: proposal.id })).toEqual({
      isDone: false,
      code: 'no-position',
      message: 'ABC: Position is closing already',
    });
    expect(h.books.proposals.get(proposal.id)?.status).toBe('withdrawn');
  });

  it('is approved wherever the market went since then, since it only takes risk away', () => {
    const h = aLong();
    h.flat(130);
    const proposal = untilProposal(h, -0.2);
    const away = plain(proposal.referencePrice) - plain(proposal.priceTolerance) - 0.05;
    h.bar({ open: away, high: away + 0.1, low: away - 0.1, close: away });
    expect(h.command({ kind: 'approve-proposal', proposalId: proposal.id })).toMatchObject({ isDone: true });
    expect(positionIn(h).closing).not.toBeNull();
  });

  it('does not close another position that was opened the other way since then', () => {
    const h = aLong();
    h.flat(130);
    const proposal = untilProposal(h, -0.2);
    h.command(close);
    const at = plain(proposal.referencePrice);
    const here: TestBar = { open: at, high: at + 0.1, low: at - 0.1, close: at };
    h.bar(here);
    h.command(aTicket({ side: 'sell', quantity: quantity('10') }));
    h.bar(here);
    expect(positionIn(h).direction).toBe('short');
    expect(h.command({ kind: 'approve-proposal', proposalId: proposal.id })).toMatchObject({ isDone: false, code: 'already-decided' });
    expect(positionIn(h).closing).toBeNull();
  });

  it('names the exit as what was sent, and never the stop and target that are cancelled first', () => {
    const h = aLong();
    h.flat(130);
    const proposal = untilProposal(h, -0.2);
    expect(h.command({ kind: 'approve-proposal', proposalId: proposal.id })).toEqual({ isDone: true, message: 'approved', orderIds: [] });
    const bare = aLong();
    for (const order of bare.books.orders.protectionOf(ABC)) bare.command({ kind: 'cancel-order', clientOrderId: order.clientOrderId });
    bare.flat(130);
    const next = untilProposal(bare, -0.2);
    const result = bare.command({ kind: 'approve-proposal', proposalId: next.id });
    expect(result).toMatchObject({ orderIds: [liveOrder(bare, 'exit').clientOrderId] });
  });

  it('closes the position when it is approved', () => {
    const h = aLong();
    h.flat(130);
    const proposal = untilProposal(h, -0.2);
    h.command({ kind: 'approve-proposal', proposalId: proposal.id });
    const at = plain(proposal.referencePrice);
    h.bar({ open: at, high: at + 0.1, low: at - 0.1, close: at });
    expect([...h.books.trades.values()].map(({ exitReason }) => exitReason)).toEqual(['signal']);
  });
});
