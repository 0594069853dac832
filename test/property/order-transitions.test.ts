import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClientOrderId, idFrom, type VenueOrderId } from '../../shared/domain/ids.ts';
import { isTerminal, type Order, orderRoles, orderSides, orderTypes } from '../../shared/domain/order.ts';
import { nextOrder, type OrderEvent } from '../../shared/domain/order-transitions.ts';
import { priceFromUnits } from '../../shared/domain/price.ts';
import { quantityFromUnits } from '../../shared/domain/quantity.ts';
import { utcMs } from '../../shared/domain/time.ts';
import { anOrder } from '../support/builders.ts';

const quantity = fc.bigInt({ min: 0n, max: 12n }).map(quantityFromUnits);
const price = fc.bigInt({ min: 1n, max: 9n }).map(priceFromUnits);
const reason = fc.constantFrom('first', 'second');

const event: fc.Arbitrary<OrderEvent> = fc.oneof(
  fc.record({
    kind: fc.constant('accepted' as const),
    venueOrderId: fc.constantFrom('V1', 'V2').map((id) => idFrom<VenueOrderId>(id)),
    isHeld: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('activated' as const), quantity }),
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('filled' as const), quantity }) },
  fc.record({ kind: fc.constantFrom('cancel-requested' as const, 'expired' as const) }),
  fc.record({ kind: fc.constantFrom('replace-requested' as const, 'replaced' as const), price }),
  fc.record({
    kind: fc.constantFrom('cancelled' as const, 'cancel-refused' as const, 'replace-refused' as const, 'rejected' as const),
    reason,
  }),
);

const submitted: fc.Arbitrary<Order> = fc
  .record({
    side: fc.constantFrom(...orderSides),
    type: fc.constantFrom(...orderTypes),
    role: fc.constantFrom(...orderRoles),
    quantity: fc.bigInt({ min: 1n, max: 12n }).map(quantityFromUnits),
  })
  .map((change) => anOrder({ ...change, clientOrderId: idFrom<ClientOrderId>('run-7'), status: 'submitted', venueOrderId: null }));

/** Calls `check` with every step that a sequence of events takes; refused events leave the order as it was. */
function walk(start: Order, events: readonly OrderEvent[], check: (before: Order, event: OrderEvent, after: Order | null) => void): Order {
  let order = start;
  for (const [index, next] of events.entries()) {
    const result = nextOrder(Object.freeze(order), next, utcMs(index + 1));
    check(order, next, result.ok ? result.value : null);
    if (result.ok) order = result.value;
    else expect(['impossible-transition', 'overfill']).toContain(result.error.code);
  }
  return order;
}

function holds(check: (before: Order, event: OrderEvent, after: Order | null) => void): void {
  fc.assert(
    fc.property(submitted, fc.array(event, { maxLength: 15 }), (start, events) => void walk(start, events, check)),
    { numRuns: 1500 },
  );
}

describe('whatever a venue says of an order, in whatever sequence', () => {
  it('no more is filled than was ordered, and what is filled never becomes less', () => {
    holds((before, _event, after) => {
      if (after === null) return;
      expect(after.filledQuantity >= before.filledQuantity && after.filledQuantity <= after.quantity).toBe(true);
    });
  });

  it('what is filled is the sum of the fills that were taken', () => {
    fc.assert(
      fc.property(submitted, fc.array(event, { maxLength: 15 }), (start, events) => {
        let taken = 0n;
        const end = walk(start, events, (_before, next, after) => {
          if (next.kind === 'filled' && after !== null) taken += next.quantity;
        });
        expect(end.filledQuantity).toBe(taken);
      }),
      { numRuns: 1000 },
    );
  });

  it('an order that is over stays over, and only a late last fill changes how it ended', () => {
    holds((before, next, after) => {
      if (after === null || !isTerminal(before.status)) return;
      const isLastFill = next.kind === 'filled' && after.filledQuantity === after.quantity;
      expect(after.status).toBe(isLastFill ? 'filled' : before.status);
      if (isLastFill) expect(['cancelled', 'expired']).toContain(before.status);
    });
  });

  it('an order is filled exactly when all of it is, and rejected only with nothing filled', () => {
    holds((_before, next, after) => {
      if (after === null) return;
      if (after.status === 'filled') expect(after.filledQuantity).toBe(after.quantity);
      if (after.status === 'rejected') expect(after.filledQuantity).toBe(0n);
      if (next.kind === 'filled') expect(after.status === 'filled').toBe(after.filledQuantity === after.quantity);
    });
  });

  it('an order that is over waits for no cancellation and no new price', () => {
    holds((_before, _event, after) => {
      if (after === null || !isTerminal(after.status)) return;
      expect({ isCancelRequested: after.isCancelRequested, requestedPrice: after.requestedPrice }).toEqual({
        isCancelRequested: false,
        requestedPrice: null,
      });
    });
  });

  it('what the order is does not change: its name, side, type, role, group and the name that the venue gave it first', () => {
    holds((before, _event, after) => {
      if (after === null) return;
      const { clientOrderId, groupId, instrumentId, side, type, role, origin, tsInit } = before;
      expect(after).toMatchObject({ clientOrderId, groupId, instrumentId, side, type, role, origin, tsInit });
      if (before.venueOrderId !== null) expect(after.venueOrderId).toBe(before.venueOrderId);
    });
  });

  it('the same words give the same order', () => {
    fc.assert(
      fc.property(submitted, fc.array(event, { maxLength: 15 }), (start, events) => {
        const ignore = (): void => undefined;
        expect(walk(start, events, ignore)).toEqual(walk({ ...start }, events, ignore));
      }),
    );
  });
});
