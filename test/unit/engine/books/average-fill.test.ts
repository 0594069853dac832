import { describe, expect, it } from 'vitest';
import { restoreBooks, snapshotOf } from '../../../../electron/engine/books/books-snapshot.ts';
import { OrderRegister } from '../../../../electron/engine/books/order-register.ts';
import type { Fill } from '../../../../shared/domain/fill.ts';
import { utcMs } from '../../../../shared/domain/time.ts';
import { anOrder, price, quantity } from '../../../support/builders.ts';
import { EngineHarness } from '../../../support/engine-harness.ts';
import { aPendingBuy } from '../../../support/trading-scenes.ts';

const fill = (of: ReturnType<typeof anOrder>, at: string, size: string): Fill =>
  ({ clientOrderId: of.clientOrderId, price: price(at), quantity: quantity(size) }) as Fill;

describe('the average fill of an order', () => {
  it('is weighed by the quantities, and none before the first fill', () => {
    const register = new OrderRegister();
    const order = anOrder({ quantity: quantity('10'), status: 'working' });
    register.put(order);
    expect(register.averageFillPrice(order)).toBeNull();
    register.fill(fill(order, '100', '1'), utcMs(1));
    register.fill(fill(order, '104', '3'), utcMs(2));
    const now = register.get(order.clientOrderId);
    expect(now === undefined ? null : register.averageFillPrice(now)).toBe(price('103'));
  });

  it('is known after the books were restored', () => {
    const h = new EngineHarness();
    const { id } = aPendingBuy(h);
    h.command({ kind: 'approve-proposal', proposalId: id });
    h.trend(3, 0.2, 103);
    const filled = [...h.books.orders.all()].filter(({ filledQuantity }) => filledQuantity > 0n);
    const again = restoreBooks(snapshotOf(h.books));
    for (const order of filled) expect(again.orders.averageFillPrice(order)).toBe(h.books.orders.averageFillPrice(order));
  });
});
