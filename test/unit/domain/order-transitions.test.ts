import { describe, expect, it } from 'vitest';
import { idFrom, type VenueOrderId } from '../../../shared/domain/ids.ts';
import { type Order, type OrderStatus, orderStatuses } from '../../../shared/domain/order.ts';
import { nextOrder, type OrderEvent } from '../../../shared/domain/order-transitions.ts';
import { utcMs } from '../../../shared/domain/time.ts';
import { anOrder, price, quantity } from '../../support/builders.ts';

const LATER = utcMs(5_000);

const events: { readonly [kind in OrderEvent['kind']]: Extract<OrderEvent, { kind: kind }> } = {
  accepted: { kind: 'accepted', venueOrderId: idFrom<VenueOrderId>('V2'), isHeld: false },
  activated: { kind: 'activated', quantity: quantity('100') },
  filled: { kind: 'filled', quantity: quantity('10') },
  'cancel-requested': { kind: 'cancel-requested' },
  cancelled: { kind: 'cancelled', reason: 'because' },
  'cancel-refused': { kind: 'cancel-refused', reason: 'because' },
  'replace-requested': { kind: 'replace-requested', price: price('9') },
  replaced: { kind: 'replaced', price: price('9') },
  'replace-refused': { kind: 'replace-refused', reason: 'because' },
  rejected: { kind: 'rejected', reason: 'because' },
  expired: { kind: 'expired' },
};

const filledIn: Readonly<Partial<Record<OrderStatus, string>>> = { 'partially-filled': '40', filled: '100' };

function orderIn(status: OrderStatus, change: Partial<Order> = {}): Order {
  return anOrder({ status, filledQuantity: quantity(filledIn[status] ?? '0'), ...change });
}

/** The status after one word of the venue, or `refused`. */
function after(status: OrderStatus, event: OrderEvent): string {
  const next = nextOrder(orderIn(status), event, LATER);
  return next.ok ? next.value.status : 'refused';
}

function taken(order: Order, event: OrderEvent): Order {
  const next = nextOrder(order, event, LATER);
  if (!next.ok) throw new Error(next.error.message);
  return next.value;
}

describe('the life of an order', () => {
  const table: Record<OrderEvent['kind'], readonly string[]> = {
    // In the order of orderStatuses: submitted, held, working, partially-filled, filled, cancelled, rejected, expired.
    accepted: ['working', 'held', 'working', 'partially-filled', 'filled', 'cancelled', 'rejected', 'expired'],
    activated: ['working', 'working', 'working', 'partially-filled', 'refused', 'refused', 'refused', 'refused'],
    filled: ['partially-filled', 'partially-filled', 'partially-filled', 'partially-filled', 'refused', 'cancelled', 'refused', 'expired'],
    'cancel-requested': ['submitted', 'held', 'working', 'partially-filled', 'refused', 'refused', 'refused', 'refused'],
    cancelled: ['cancelled', 'cancelled', 'cancelled', 'cancelled', 'refused', 'refused', 'refused', 'refused'],
    'cancel-refused': ['submitted', 'held', 'working', 'partially-filled', 'filled', 'cancelled', 'rejected', 'expired'],
    'replace-requested': ['submitted', 'held', 'working', 'partially-filled', 'refused', 'refused', 'refused', 'refused'],
    replaced: ['submitted', 'held', 'working', 'partially-filled', 'refused', 'refused', 'refused', 'refused'],
    'replace-refused': ['submitted', 'held', 'working', 'partially-filled', 'filled', 'cancelled', 'rejected', 'expired'],
    rejected: ['rejected', 'rejected', 'rejected', 'refused', 'refused', 'refused', 'refused', 'refused'],
    expired: ['expired', 'expired', 'expired', 'expired', 'refused', 'refused', 'refused', 'refused'],
  };

  it.each(Object.values(events))('goes on from every status as the table says when it is told: $kind', (event) => {
    expect(orderStatuses.map((status) => after(status, event))).toEqual(table[event.kind]);
  });
});

describe('words that come late', () => {
  it('an acceptance after a fill only adds the name that the venue gave', () => {
    const filled = anOrder({ status: 'partially-filled', venueOrderId: null, filledQuantity: quantity('40') });
    expect(taken(filled, events.accepted)).toEqual({ ...filled, venueOrderId: 'V2', tsUpdated: LATER });
  });

  it('a second acceptance does not rename the order', () => {
    expect(taken(anOrder(), events.accepted)).toEqual({ ...anOrder(), tsUpdated: LATER });
  });

  it('a fill after a cancellation counts, and the order stays cancelled', () => {
    const cancelled = anOrder({ status: 'cancelled', reason: 'on request' });
    expect(taken(cancelled, events.filled)).toEqual({ ...cancelled, filledQuantity: quantity('10'), tsUpdated: LATER });
  });

  it('a fill of all of it after a cancellation makes it filled', () => {
    const cancelled = anOrder({ status: 'cancelled' });
    expect(taken(cancelled, { kind: 'filled', quantity: quantity('100') })).toMatchObject({
      status: 'filled',
      filledQuantity: quantity('100'),
    });
  });
});

describe('what an order can not become', () => {
  it('filled beyond what was ordered, with the numbers said', () => {
    const almost = anOrder({ status: 'partially-filled', filledQuantity: quantity('95') });
    expect(nextOrder(almost, events.filled, LATER)).toEqual({
      ok: false,
      error: { code: 'overfill', message: 'order run-1 for 100 would be filled to 105' },
    });
  });

  it('filled by nothing', () => {
    expect(nextOrder(anOrder(), { kind: 'filled', quantity: quantity('0') }, LATER)).toMatchObject({
      ok: false,
      error: { code: 'impossible-transition' },
    });
  });

  it('smaller than what of it has filled', () => {
    const part = anOrder({ status: 'partially-filled', filledQuantity: quantity('40') });
    expect(nextOrder(part, { kind: 'activated', quantity: quantity('39') }, LATER)).toMatchObject({
      ok: false,
      error: { code: 'impossible-transition' },
    });
  });
});

describe('a held order', () => {
  it('stays held when the venue accepts it as one, and works with the size that its entry opened once that filled', () => {
    const sent = anOrder({ status: 'submitted', venueOrderId: null, role: 'stop-loss' });
    const held = taken(sent, { ...events.accepted, isHeld: true });
    expect(held.status).toBe('held');
    expect(taken(held, { kind: 'activated', quantity: quantity('30') })).toMatchObject({ status: 'working', quantity: quantity('30') });
  });
});

describe('a price that is to be replaced', () => {
  it.each([
    { type: 'stop', moved: 'stopPrice' },
    { type: 'limit', moved: 'limitPrice' },
  ] as const)('moves the $moved of a $type order once the venue says so, not before', ({ type, moved }) => {
    const before = anOrder({ type, [moved]: price('8') });
    const asked = taken(before, events['replace-requested']);
    expect(asked).toEqual({ ...before, requestedPrice: price('9'), tsUpdated: LATER });
    expect(taken(asked, events.replaced)).toEqual({ ...before, [moved]: price('9'), requestedPrice: null, tsUpdated: LATER });
  });

  it('stays as it was when the venue refuses, with the reason', () => {
    const before = anOrder({ type: 'stop', stopPrice: price('8'), requestedPrice: price('9') });
    expect(taken(before, events['replace-refused'])).toEqual({ ...before, requestedPrice: null, reason: 'because', tsUpdated: LATER });
  });
});
