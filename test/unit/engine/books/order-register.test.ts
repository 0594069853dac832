import { describe, expect, it } from 'vitest';
import { OrderRegister } from '../../../../electron/engine/books/order-register.ts';
import { InvariantError } from '../../../../shared/base/invariant-error.ts';
import { type ClientOrderId, idFrom } from '../../../../shared/domain/ids.ts';
import type { Order } from '../../../../shared/domain/order.ts';
import { utcMs } from '../../../../shared/domain/time.ts';
import { anInstrument, anOrder, quantity } from '../../../support/builders.ts';

const LATER = utcMs(5_000);

function numbered(n: number, change: Partial<Order> = {}): Order {
  return anOrder({ clientOrderId: idFrom<ClientOrderId>(`run-${n}`), ...change });
}

function idsOf(orders: Iterable<Order>): string[] {
  return [...orders].map((order) => order.clientOrderId);
}

describe('the register of orders', () => {
  it('lists live orders until they are over, and keeps them after', () => {
    const register = new OrderRegister();
    for (const n of [1, 2, 3]) register.put(numbered(n));
    register.change(numbered(2).clientOrderId, { kind: 'cancelled', reason: 'on request' }, LATER);
    expect({ live: idsOf(register.live()), all: idsOf(register.all()), count: register.liveCount }).toEqual({
      live: ['run-1', 'run-3'],
      all: ['run-1', 'run-2', 'run-3'],
      count: 2,
    });
  });

  it('finds the live orders of one instrument and those that protect it', () => {
    const register = new OrderRegister();
    const other = anInstrument({ symbol: 'XYZ' }).id;
    register.put(numbered(1));
    register.put(numbered(2, { role: 'stop-loss' }));
    register.put(numbered(3, { role: 'take-profit', status: 'cancelled' }));
    register.put(numbered(4, { role: 'stop-loss', instrumentId: other }));
    expect(idsOf(register.liveOf(anInstrument().id))).toEqual(['run-1', 'run-2']);
    expect(idsOf(register.protectionOf(anInstrument().id))).toEqual(['run-2']);
  });

  it('refuses a change of an order that it never had, and one that the order excludes', () => {
    const register = new OrderRegister();
    expect(() => register.change(numbered(9).clientOrderId, { kind: 'expired' }, LATER)).toThrow(InvariantError);
    register.put(numbered(1));
    expect(() => register.change(numbered(1).clientOrderId, { kind: 'filled', quantity: quantity('101') }, LATER)).toThrow(InvariantError);
    expect(register.get(numbered(1).clientOrderId)).toEqual(numbered(1));
  });

  it('forgets the oldest orders that are over, never one that is live', () => {
    const register = new OrderRegister();
    register.put(numbered(0));
    for (let n = 1; n <= 6_000; n += 1) register.put(numbered(n, { status: 'filled' }));
    const kept = idsOf(register.all());
    expect({ count: kept.length, first: kept[0], second: kept[1], last: kept.at(-1) }).toEqual({
      count: 5_000,
      first: 'run-0',
      second: 'run-1002',
      last: 'run-6000',
    });
  });
});
