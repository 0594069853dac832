import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MatchingBook } from '../../electron/engine/execution/matching/matching-book.ts';
import { type ClientOrderId, idFrom } from '../../shared/domain/ids.ts';
import type { Order } from '../../shared/domain/order.ts';
import { type Price, priceFromUnits } from '../../shared/domain/price.ts';
import { type Quantity, quantityFromFloat, quantityFromUnits, quantityToFloat } from '../../shared/domain/quantity.ts';
import { utcMs } from '../../shared/domain/time.ts';
import { anInstrument, anOrder, units } from '../support/builders.ts';

/** Steps that don't divide nicely, so that rounding has something to do. */
const instrument = anInstrument({ priceIncrement: priceFromUnits(units('0.07')), sizeIncrement: quantityFromUnits(units('0.003')) });
const onStep = (steps: number): Price => priceFromUnits(instrument.priceIncrement * BigInt(steps));

const cents = (min: number, max: number) => fc.integer({ min: min * 100, max: max * 100 }).map((whole) => whole / 100);

const sliceOf = fc
  .record({
    open: cents(50, 150),
    up: cents(0, 20),
    down: cents(0, 20),
    end: cents(0, 1),
    halfSpread: fc.constantFrom(0, 0.004, 0.5),
    volume: fc.oneof(fc.constant(0), cents(0, 500)),
    isBar: fc.boolean(),
  })
  .map(({ open, up, down, end, halfSpread, volume, isBar }) => {
    const high = isBar ? open + up : open;
    const low = isBar ? open - down : open;
    return { isBar, time: 1, open, high, low, close: low + end * (high - low), bid: open - halfSpread, ask: open + halfSpread, volume };
  });

const orderOf = fc.record({
  side: fc.constantFrom('buy', 'sell'),
  type: fc.constantFrom('market', 'limit', 'stop'),
  steps: fc.integer({ min: 700, max: 2_200 }),
  sizes: fc.integer({ min: 1, max: 100_000 }),
});

describe('a venue that fills orders', () => {
  it('never fills more than was ordered or than its share of the volume, and never at a worse price than the limit', () => {
    const property = fc.property(
      fc.array(orderOf, { minLength: 1, maxLength: 5 }),
      fc.array(sliceOf, { minLength: 1, maxLength: 12 }),
      fc.constantFrom(0.01, 0.1, 1),
      (drafts, slices, participation) => {
        const book = new MatchingBook({ instruments: [instrument], participation, orders: [], orderCount: 0, tradeCount: 0 });
        const orders = drafts.map(({ side, type, steps, sizes }, i): Order => {
          const clientOrderId = idFrom<ClientOrderId>(`o-${i}`);
          const at = onStep(steps);
          const quantity = quantityFromUnits(instrument.sizeIncrement * BigInt(sizes));
          const limitPrice = type === 'limit' ? at : null;
          const role = type === 'stop' ? 'stop-loss' : 'exit';
          return anOrder({ clientOrderId, side, type, role, quantity, limitPrice, stopPrice: type === 'stop' ? at : null });
        });
        for (const order of orders) book.submit(order, [], utcMs(0));
        const filled = new Map<ClientOrderId, bigint>();
        for (const slice of slices) {
          let taken = 0n;
          for (const report of book.work(0, slice)) {
            if (report.kind !== 'filled') continue;
            const order = orders.find(({ clientOrderId }) => clientOrderId === report.clientOrderId);
            const { price, quantity } = report.fill;
            expect(price % instrument.priceIncrement).toBe(0n);
            expect(quantity > 0n && quantity % instrument.sizeIncrement === 0n).toBe(true);
            const limit = order?.limitPrice ?? null;
            if (limit !== null) expect(order?.side === 'buy' ? price <= limit : price >= limit).toBe(true);
            taken += quantity;
            filled.set(report.clientOrderId, (filled.get(report.clientOrderId) ?? 0n) + quantity);
          }
          const share: Quantity = quantityFromFloat(participation * slice.volume, instrument.sizeIncrement, 'ceil');
          expect(quantityToFloat(quantityFromUnits(taken))).toBeLessThanOrEqual(quantityToFloat(share));
        }
        for (const order of orders) expect((filled.get(order.clientOrderId) ?? 0n) <= order.quantity).toBe(true);
      },
    );
    fc.assert(property, { numRuns: 400 });
  });
});
