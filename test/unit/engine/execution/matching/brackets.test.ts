import { describe, expect, it } from 'vitest';
import { price, quantity } from '../../../../support/builders.ts';
import { EngineHarness, settingsWith } from '../../../../support/engine-harness.ts';
import { ABC, aTicket, liveOrders, opened, plain, positionIn } from '../../../../support/trading-scenes.ts';

/** Without spread and fees, so that prices are what the bars say. */
function harness(): EngineHarness {
  const made = new EngineHarness({ settings: settingsWith({ paper: { spreadBasisPoints: 0, participation: 0.1 } }) });
  made.flat(1);
  return made;
}

const bar = (open: number, high: number, low: number, close: number, volume = 10_000) => ({ open, high, low, close, volume });
const bracket = { stop: price('95'), target: price('110') };

describe('stop and target of an entry', () => {
  it('are held until the entry fills, and then stand for what it opened', () => {
    const h = harness();
    h.command(aTicket(bracket));
    expect(liveOrders(h).map(({ role, status }) => `${role} ${status}`)).toEqual(['entry working', 'stop-loss held', 'take-profit held']);

    h.bar(bar(100, 100.5, 99.5, 100, 600));

    expect(liveOrders(h)).toEqual([
      { role: 'entry', side: 'buy', status: 'partially-filled', open: 40, price: null },
      { role: 'stop-loss', side: 'sell', status: 'working', open: 60, price: 95 },
      { role: 'take-profit', side: 'sell', status: 'working', open: 60, price: 110 },
    ]);
  });

  it('cancel each other: the target fills, the stop goes', () => {
    const h = harness();
    opened(h, bracket);
    h.bar(bar(101, 111, 100.5, 109));
    expect([...h.books.trades.values()].map(({ exitReason, exitPrice }) => ({ exitReason, exitPrice: plain(exitPrice) }))).toEqual([
      { exitReason: 'target', exitPrice: 110 },
    ]);
    expect(liveOrders(h)).toEqual([]);
  });

  it('count a bar that touched both as the stop', () => {
    const h = harness();
    opened(h, bracket);
    h.bar(bar(100, 112, 94, 111));
    expect([...h.books.trades.values()].map(({ exitReason, exitPrice }) => ({ exitReason, exitPrice: plain(exitPrice) }))).toEqual([
      { exitReason: 'stop', exitPrice: 95 },
    ]);
    expect(liveOrders(h)).toEqual([]);
  });

  it('fill the stop at the open when the market opens beyond it', () => {
    const h = harness();
    opened(h, bracket);
    h.bar(bar(90, 92, 88, 91));
    expect([...h.books.trades.values()].map(({ exitPrice }) => plain(exitPrice))).toEqual([90]);
  });

  it('shrink the target by what the stop has closed', () => {
    const h = harness();
    opened(h, bracket);
    h.bar(bar(96, 96, 94, 96, 300));
    expect(liveOrders(h)).toEqual([
      { role: 'stop-loss', side: 'sell', status: 'partially-filled', open: 70, price: 95 },
      { role: 'take-profit', side: 'sell', status: 'working', open: 70, price: 110 },
    ]);
    h.bar(bar(96, 96, 95.5, 96));
    expect(h.books.positions.size).toBe(0);
    expect(liveOrders(h)).toEqual([]);
  });

  it('shrink the stop by what the target has closed', () => {
    const h = harness();
    opened(h, bracket);
    h.bar(bar(109, 111, 109, 109, 300));
    expect(liveOrders(h)).toEqual([
      { role: 'stop-loss', side: 'sell', status: 'working', open: 70, price: 95 },
      { role: 'take-profit', side: 'sell', status: 'partially-filled', open: 70, price: 110 },
    ]);
  });

  it('give up the rest of an entry once its stop was reached, so that nothing opens without a stop', () => {
    const h = harness();
    h.command(aTicket({ ...bracket, type: 'limit', limitPrice: price('100') }));
    h.bar(bar(100, 100.5, 99, 99.5, 400));
    expect(plain(positionIn(h).quantity)).toBe(40);

    h.bar(bar(94, 94.5, 93, 94, 400));
    h.bar(bar(94, 94.5, 93, 94));

    expect(h.books.positions.get(ABC)).toBeUndefined();
    expect(liveOrders(h)).toEqual([]);
  });

  it('never stand for more than is open when target and entry fill in turns', () => {
    const h = harness();
    h.command(aTicket({ stop: price('95'), target: price('101'), type: 'limit', limitPrice: price('100') }));
    h.bar(bar(100, 100.5, 99.5, 100, 400));
    h.bar(bar(100.5, 102, 100.2, 101, 200));
    h.bar(bar(100, 100.5, 99.5, 100));
    h.bar(bar(101.5, 103, 101, 102));
    h.bar(bar(94, 94, 90, 91));
    expect(h.factsOf('position-opened').map(({ position }) => position.direction)).toEqual(['long']);
    expect(h.books.positions.get(ABC)).toBeUndefined();
    expect(liveOrders(h)).toEqual([]);
  });

  it('are cancelled with an entry that never filled', () => {
    const h = harness();
    const placed = h.command(aTicket({ type: 'limit', limitPrice: price('90'), stop: price('85'), target: price('99') }));
    const [clientOrderId] = placed.isDone ? placed.orderIds : [];
    h.command({ kind: 'cancel-order', clientOrderId });
    expect(liveOrders(h)).toEqual([]);
    expect(h.venue.hasWork).toBe(false);
  });

  it('stay in place for what was opened when the rest of the entry is cancelled', () => {
    const h = harness();
    const placed = h.command(aTicket({ ...bracket, type: 'limit', limitPrice: price('100') }));
    h.bar(bar(100, 100.5, 99.8, 100, 400));
    const [clientOrderId] = placed.isDone ? placed.orderIds : [];
    h.command({ kind: 'cancel-order', clientOrderId });
    expect(liveOrders(h)).toEqual([
      { role: 'stop-loss', side: 'sell', status: 'working', open: 40, price: 95 },
      { role: 'take-profit', side: 'sell', status: 'working', open: 40, price: 110 },
    ]);
  });

  it('stop out within the bar that opened the position, when that bar went on to the stop', () => {
    const h = harness();
    h.command(aTicket({ ...bracket, quantity: quantity('50') }));
    h.bar(bar(100, 100.5, 94, 94.5));
    expect([...h.books.trades.values()].map(({ exitReason, exitPrice }) => ({ exitReason, exitPrice: plain(exitPrice) }))).toEqual([
      { exitReason: 'stop', exitPrice: 95 },
    ]);
  });
});
