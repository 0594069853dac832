import { describe, expect, it } from 'vitest';
import type { Price } from '../../../../shared/domain/price.ts';
import { price } from '../../../support/builders.ts';
import { EngineHarness, settingsWith, type TestBar } from '../../../support/engine-harness.ts';
import { ABC, liveOrder, liveOrders, opened, plain, positionIn } from '../../../support/trading-scenes.ts';

const even: TestBar = { open: 100, high: 100.5, low: 99.5, close: 100 };

function held(side: 'buy' | 'sell' = 'buy'): EngineHarness {
  const h = new EngineHarness({ settings: settingsWith({ paper: { spreadBasisPoints: 0, participation: 1 } }) });
  h.bar(even);
  opened(h, side === 'buy' ? { stop: price('95'), target: price('110') } : { side, stop: price('105'), target: price('90') });
  h.bar(even);
  return h;
}

const move = (h: EngineHarness, stop: string | null, target: string | null) =>
  h.command({
    kind: 'protect-position',
    instrumentId: ABC,
    stop: stop === null ? null : price(stop),
    target: target === null ? null : price(target),
  });

const standing = (h: EngineHarness) => liveOrders(h).map((order) => order.price);

describe('moving stop and target of a position', () => {
  it('moves both where the venue has them', () => {
    const h = held();
    expect(move(h, '97', '120')).toEqual({ isDone: true, message: 'stop and target sent', orderIds: [] });
    expect(standing(h)).toEqual([97, 120]);
    h.bar({ open: 98, high: 98, low: 96.5, close: 97 });
    expect([...h.books.trades.values()].map(({ exitPrice }) => plain(exitPrice))).toEqual([97]);
  });

  it('keeps what is not named', () => {
    const h = held();
    move(h, '96.50', null);
    move(h, null, '111');
    expect(standing(h)).toEqual([96.5, 111]);
  });

  it('measures the maximum loss from the new stop', () => {
    const h = held();
    expect(plain(positionIn(h).maximumLoss.amount)).toBe(750);
    move(h, '98', null);
    expect(plain(positionIn(h).maximumLoss.amount)).toBe(300);
  });

  it.each([
    ['a stop above the market of a long', 'buy', '101', null],
    ['a stop at the market', 'buy', '100', null],
    ['a target below the market of a long', 'buy', null, '99'],
    ['a stop below the market of a short', 'sell', '99', null],
    ['a target above the market of a short', 'sell', null, '101'],
    ['a stop between two steps', 'buy', '94.999', null],
  ] as const)('refuses %s and moves nothing', (_title, side, stop, target) => {
    const h = held(side);
    const before = standing(h);
    expect(move(h, stop, target)).toMatchObject({ isDone: false, code: 'invalid-price' });
    expect(standing(h)).toEqual(before);
    expect(h.factsOf('order-replace-requested')).toEqual([]);
  });

  it('is refused when it names neither stop nor target', () => {
    const h = held();
    expect(move(h, null, null)).toMatchObject({ isDone: false, code: 'invalid-price' });
  });

  it('is refused where nothing is open and while the position is being closed', () => {
    const h = held();
    h.command({ kind: 'close-position', instrumentId: ABC });
    expect(move(h, '96', null)).toMatchObject({ code: 'not-cancellable' });
    h.bar(even);
    expect(move(h, '96', null)).toMatchObject({ code: 'no-position' });
  });

  it('puts a stop and a target in place again that the user had cancelled', () => {
    const h = held();
    for (const { clientOrderId } of h.books.orders.liveOf(ABC)) h.command({ kind: 'cancel-order', clientOrderId });
    expect(liveOrders(h)).toEqual([]);
    move(h, '96', '112');
    expect(liveOrders(h)).toEqual([
      { role: 'stop-loss', side: 'sell', status: 'working', open: 100, price: 96 },
      { role: 'take-profit', side: 'sell', status: 'working', open: 100, price: 112 },
    ]);
  });

  it('leaves the stop where it was when the venue refuses the move', () => {
    const h = held();
    h.isVenueSilent = true;
    move(h, '97', null);
    expect(liveOrder(h, 'stop-loss').requestedPrice).toBe(price('97'));
    const { clientOrderId } = liveOrder(h, 'stop-loss');
    h.report({ kind: 'replace-refused', clientOrderId, reason: 'too late', tsEvent: h.now });
    expect(liveOrder(h, 'stop-loss')).toMatchObject({ stopPrice: price('95'), requestedPrice: null, reason: 'too late' });
  });

  it('asks the venue once for the same price', () => {
    const h = held();
    h.isVenueSilent = true;
    move(h, '97', null);
    move(h, '97', null);
    const asked: Price[] = h.factsOf('order-replace-requested').map((fact) => fact.price);
    expect(asked).toEqual([price('97')]);
  });
});
