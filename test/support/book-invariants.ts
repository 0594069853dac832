import { expect } from 'vitest';
import { Books } from '../../electron/engine/books/books.ts';
import { snapshotOf } from '../../electron/engine/books/books-snapshot.ts';
import { valueAccount } from '../../electron/engine/portfolio/valuation.ts';
import { decimalFromFloat, multiply } from '../../shared/domain/decimal.ts';
import type { InstrumentId } from '../../shared/domain/ids.ts';
import { remainingQuantity } from '../../shared/domain/order.ts';
import type { EngineHarness } from './engine-harness.ts';

/** What any account is, by what was filled alone. */
function fromFills(harness: EngineHarness): { readonly cash: bigint; readonly net: ReadonlyMap<InstrumentId, bigint> } {
  let cash = decimalFromFloat(100_000);
  const net = new Map<InstrumentId, bigint>();
  for (const { fill } of harness.factsOf('order-filled')) {
    const sign = fill.side === 'buy' ? 1n : -1n;
    net.set(fill.instrumentId, (net.get(fill.instrumentId) ?? 0n) + sign * fill.quantity);
    cash -= sign * multiply(fill.price, fill.quantity, 'half-even') + fill.fee.amount;
  }
  return { cash, net };
}

/** Fails unless money and positions are exactly what the fills say. Expects the default starting cash. */
export function expectExactBooks(harness: EngineHarness): void {
  const { books, core } = harness;
  const { cash, net } = fromFills(harness);
  const open = [...net].filter(([, quantity]) => quantity !== 0n);
  const held = [...books.positions.values()].map(({ instrumentId, direction, quantity }): [InstrumentId, bigint] => [
    instrumentId,
    direction === 'long' ? quantity : 0n - quantity,
  ]);
  expect(new Map(held)).toEqual(new Map(open));
  expect(books.ledger.isBalanced).toBe(true);
  expect(books.ledger.balance('cash').amount).toBe(cash);
  let equity = cash;
  for (const [id, quantity] of open) {
    const mark = core.market.markOf(core.instruments.indexOf(id) ?? -1);
    if (mark !== null) equity += multiply(mark, quantity, 'half-even');
  }
  expect(valueAccount(books, core.instruments, core.market).equity.amount).toBe(equity);
}

/** Fails when a stop, target or exit stands for more than is open, or when something is open without a stop that nobody took away. */
export function expectProtected(harness: EngineHarness): void {
  const { books } = harness;
  const live = [...books.orders.live()];
  for (const order of live) {
    if (order.role === 'entry' || order.isCancelRequested) continue;
    const isAwaited = live.some((entry) => entry.role === 'entry' && entry.groupId === order.groupId);
    const isNeeded = books.positions.has(order.instrumentId) || isAwaited;
    expect(isNeeded, `${order.role} ${order.clientOrderId} is ${order.status} with nothing to protect`).toBe(true);
  }
  for (const position of books.positions.values()) {
    const exits = live.filter((order) => order.instrumentId === position.instrumentId && order.role === 'exit' && !order.isCancelRequested);
    const leaving = exits.reduce((sum, order) => sum + remainingQuantity(order), 0n);
    expect(leaving <= position.quantity, `exits of ${position.instrumentId} stand for more than is open`).toBe(true);
    for (const role of ['stop-loss', 'take-profit'] as const) {
      const standing = live.filter(
        (order) => order.instrumentId === position.instrumentId && order.role === role && order.status !== 'held',
      );
      const open = standing.reduce((sum, order) => sum + order.quantity - order.filledQuantity, 0n);
      if (position.closing === null) expect(open, `${role} of ${position.instrumentId}`).toBe(position.quantity);
      for (const order of standing) expect(order.side).toBe(position.direction === 'long' ? 'sell' : 'buy');
    }
  }
}

/** Fails when stop and target of one group have closed more than their entry opened. */
export function expectExclusivePairs(harness: EngineHarness): void {
  const groups = new Map<string, { opened: bigint; closed: bigint }>();
  for (const { order } of harness.factsOf('order-submitted')) {
    groups.set(order.groupId, { opened: order.role === 'entry' ? 0n : order.quantity, closed: 0n });
  }
  for (const { fill } of harness.factsOf('order-filled')) {
    const order = harness.books.orders.get(fill.clientOrderId);
    const group = order === undefined ? undefined : groups.get(order.groupId);
    if (order === undefined || group === undefined || order.role === 'exit') continue;
    if (order.role === 'entry') group.opened += fill.quantity;
    else group.closed += fill.quantity;
  }
  for (const [id, { opened, closed }] of groups) expect(closed <= opened, `group ${id} closed more than it opened`).toBe(true);
}

/** Fails unless books and venue agree on which orders are alive, and never disputed one. */
export function expectVenueAgrees(harness: EngineHarness): void {
  const { books, venue } = harness;
  expect(harness.factsOf('order-disputed')).toEqual([]);
  const standing = [...venue.all()].filter(({ status }) => status === 'held' || status === 'working');
  const known = [...books.orders.live()];
  expect(standing.map(({ clientOrderId }) => clientOrderId).toSorted()).toEqual(known.map(({ clientOrderId }) => clientOrderId).toSorted());
}

/** Fails unless folding the facts anew gives the books that are live. */
export function expectFoldedBooks(harness: EngineHarness): void {
  const folded = new Books(harness.books.ledger.currency);
  for (const fact of harness.facts) folded.apply(fact);
  expect(snapshotOf(folded)).toEqual(snapshotOf(harness.books));
}
