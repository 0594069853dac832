import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, utcMs } from '../../../../shared/domain/time.ts';
import { price } from '../../../support/builders.ts';
import { EngineHarness, settingsWith } from '../../../support/engine-harness.ts';
import { ABC, aPendingBuy, aTicket, opened } from '../../../support/trading-scenes.ts';

const later = (h: EngineHarness): ReturnType<typeof utcMs> => utcMs(h.now + 3 * HOUR_MS);
const entries = (h: EngineHarness) => h.factsOf('order-submitted').filter(({ order }) => order.role === 'entry');

describe('a market that is behind the clock', () => {
  it('lets nobody open anything, and tells how far behind it is', () => {
    const h = new EngineHarness();
    h.flat(40);
    h.catchUp(later(h));
    const refused = h.command(aTicket());
    expect(refused).toEqual({
      isDone: false,
      code: 'denied',
      message: 'Catching up: 3 h 0 min behind; no new trades until prices are fresh',
    });
    h.flat(30);
    expect(h.command(aTicket())).toMatchObject({ message: 'Catching up: 2 h 30 min behind; no new trades until prices are fresh' });
    expect(entries(h)).toEqual([]);
  });

  it('lets no proposal be approved, which ends by time and not by the question', () => {
    const h = new EngineHarness();
    const { id, expiresAt } = aPendingBuy(h);
    h.catchUp(later(h));
    expect(h.command({ kind: 'approve-proposal', proposalId: id })).toMatchObject({ isDone: false, code: 'denied' });
    expect(h.books.proposals.get(id)?.status).toBe('pending');
    while (h.now < expiresAt) h.flat(1);
    expect(h.books.proposals.get(id)).toMatchObject({ status: 'expired', reason: { code: 'time-over', values: {} } });
    expect(entries(h)).toEqual([]);
  });

  it('makes no signals and no proposals of bars that are past, whoever approves', () => {
    for (const mode of ['manual', 'auto'] as const) {
      const trading = { mode, autoConfidence: 0.01 };
      const control = new EngineHarness({ settings: settingsWith({ trading }) });
      const h = new EngineHarness({ settings: settingsWith({ trading }) });
      for (const one of [control, h]) one.flat(60);
      h.catchUp(later(h));
      for (const one of [control, h]) for (let swing = 0; swing < 4; swing += 1) one.trend(30, swing % 2 === 0 ? 0.4 : -0.4);
      expect(control.factsOf('signal-generated').length).toBeGreaterThan(0);
      expect([h.factsOf('signal-generated'), h.factsOf('proposal-created'), entries(h)]).toEqual([[], [], []]);
    }
  });

  it('goes on holding stops, closing, cancelling and killing', () => {
    const h = new EngineHarness();
    h.flat(40);
    opened(h);
    h.catchUp(later(h));
    h.command({ kind: 'protect-position', instrumentId: ABC, stop: price('99.00'), target: null });
    h.bar({ open: 98, high: 98, low: 97, close: 97 });
    expect(h.books.positions.size).toBe(0);
    h.catchUp(null);
    h.flat(1);
    opened(h);
    h.catchUp(later(h));
    expect(h.command({ kind: 'close-position', instrumentId: ABC })).toMatchObject({ isDone: true });
    h.flat(2);
    expect(h.books.positions.size).toBe(0);
    expect(h.command({ kind: 'flatten' })).toMatchObject({ isDone: true });
    expect(h.command({ kind: 'kill', isFlattening: true })).toMatchObject({ isDone: true });
  });

  it('closes at the maximum loss although no stop is there any more', () => {
    const h = new EngineHarness();
    h.flat(40);
    opened(h);
    const live = Array.from(h.books.orders.live(), ({ clientOrderId }) => clientOrderId);
    for (const clientOrderId of live) h.command({ kind: 'cancel-order', clientOrderId });
    h.catchUp(later(h));
    h.bar({ open: 80, high: 80, low: 70, close: 70 });
    h.flat(1, 70);
    expect(h.books.positions.size).toBe(0);
  });

  it('is said to begin and to end once, and goes on with the current bar', () => {
    const settings = settingsWith({ trading: { mode: 'auto', autoConfidence: 0.01 } });
    const h = new EngineHarness({ settings });
    h.flat(60);
    const dueAt = later(h);
    h.catchUp(dueAt);
    h.catchUp(utcMs(dueAt + MINUTE_MS));
    h.flat(60);
    h.catchUp(null);
    h.catchUp(null);
    expect(h.facts.filter(({ kind }) => kind.startsWith('catch-up-')).map(({ kind }) => kind)).toEqual([
      'catch-up-began',
      'catch-up-ended',
    ]);
    h.trend(30, 0.2);
    expect(entries(h).length).toBeGreaterThan(0);
  });

  it('does not send again an entry that the venue never had', () => {
    const h = new EngineHarness();
    h.flat(40);
    h.isVenueSilent = true;
    h.command(aTicket());
    h.loseHeld();
    h.catchUp(later(h));
    h.reconcile();
    expect(h.factsOf('order-resent')).toEqual([]);
    const [{ order }] = entries(h);
    expect(h.books.orders.get(order.clientOrderId)).toMatchObject({ status: 'cancelled' });
    expect(h.books.orders.get(order.clientOrderId)?.reason).toContain('Catching up');
  });
});
