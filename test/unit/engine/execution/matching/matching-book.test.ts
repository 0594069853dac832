import { describe, expect, it } from 'vitest';
import type { MarketSlice } from '../../../../../electron/engine/execution/matching/market-slice.ts';
import { MatchingBook } from '../../../../../electron/engine/execution/matching/matching-book.ts';
import type { VenueReport } from '../../../../../electron/engine/ports/broker.ts';
import { type ClientOrderId, idFrom } from '../../../../../shared/domain/ids.ts';
import type { Instrument } from '../../../../../shared/domain/instrument.ts';
import type { Order } from '../../../../../shared/domain/order.ts';
import { utcMs } from '../../../../../shared/domain/time.ts';
import { anInstrument, anOrder, price, quantity, units } from '../../../../support/builders.ts';
import { plain } from '../../../../support/trading-scenes.ts';

const AT = utcMs(0);

function bookOf(instrument: Instrument = anInstrument(), participation = 1): MatchingBook {
  return new MatchingBook({ instruments: [instrument], participation, orders: [], orderCount: 0, tradeCount: 0 });
}

/** A bar with a spread of 0.10 around its open. */
function bar(open: number, high: number, low: number, close: number, volume = 1_000): MarketSlice {
  return { isBar: true, time: 60_000, open, high, low, close, bid: open - 0.05, ask: open + 0.05, volume };
}

const tick = (at: number, volume = 1_000): MarketSlice => ({ ...bar(at, at, at, at, volume), isBar: false });

const limit = (side: Order['side'], at: string, of = '100') =>
  anOrder({ side, type: 'limit', limitPrice: price(at), quantity: quantity(of), status: 'submitted' });

const fills = (reports: readonly VenueReport[]) =>
  reports.flatMap((report) =>
    report.kind === 'filled' ? [{ quantity: plain(report.fill.quantity), price: plain(report.fill.price), by: report.fill.liquidity }] : [],
  );

function work(order: Order, ...slices: readonly MarketSlice[]) {
  const book = bookOf();
  book.submit(order, [], AT);
  return slices.map((slice) => fills(book.work(0, slice)));
}

describe('an order at market', () => {
  it('pays the ask and takes the bid of the open', () => {
    expect(work(anOrder({ side: 'buy' }), bar(100, 105, 99, 104))).toEqual([[{ quantity: 100, price: 100.05, by: 'taker' }]]);
    expect(work(anOrder({ side: 'sell' }), bar(100, 105, 99, 104))).toEqual([[{ quantity: 100, price: 99.95, by: 'taker' }]]);
  });

  it('never gets a better price by rounding', () => {
    const slice = { ...bar(100, 100, 100, 100), bid: 99.996, ask: 100.004 };
    expect(work(anOrder({ side: 'buy' }), slice)[0][0].price).toBe(100.01);
    expect(work(anOrder({ side: 'sell' }), slice)[0][0].price).toBe(99.99);
  });
});

describe('a limit order', () => {
  it('takes the quote of an open that is better than its limit', () => {
    expect(work(limit('buy', '101'), bar(100, 102, 99, 101))).toEqual([[{ quantity: 100, price: 100.05, by: 'taker' }]]);
    expect(work(limit('sell', '99'), bar(100, 102, 99, 101))).toEqual([[{ quantity: 100, price: 99.95, by: 'taker' }]]);
  });

  it('fills at its own price once the market traded through it, as the maker', () => {
    expect(work(limit('buy', '99'), bar(100, 101, 98.9, 100))).toEqual([[{ quantity: 100, price: 99, by: 'maker' }]]);
    expect(work(limit('sell', '101'), bar(100, 101.1, 99, 100))).toEqual([[{ quantity: 100, price: 101, by: 'maker' }]]);
  });

  it('does not fill where the market only touched it', () => {
    expect(work(limit('buy', '99'), bar(100, 101, 99, 100))).toEqual([[]]);
    expect(work(limit('sell', '101'), bar(100, 101, 99, 100))).toEqual([[]]);
  });

  it('fills on ticks only when the quote meets it, and as the maker when it was resting', () => {
    expect(work(limit('buy', '99'), tick(100), tick(99.04), tick(98.9))).toEqual([[], [], [{ quantity: 100, price: 99, by: 'maker' }]]);
  });
});

describe('a stop', () => {
  const stop = (side: Order['side'], at: string) => anOrder({ side, type: 'stop', role: 'stop-loss', stopPrice: price(at) });

  it('fills at its price less half the spread when it is reached within a bar', () => {
    expect(work(stop('sell', '95'), bar(100, 101, 94, 96))).toEqual([[{ quantity: 100, price: 94.95, by: 'taker' }]]);
    expect(work(stop('buy', '105'), bar(100, 106, 99, 104))).toEqual([[{ quantity: 100, price: 105.05, by: 'taker' }]]);
  });

  it('fills at the open of a bar that opened beyond it', () => {
    expect(work(stop('sell', '95'), bar(90, 96, 89, 95))).toEqual([[{ quantity: 100, price: 89.95, by: 'taker' }]]);
    expect(work(stop('buy', '105'), bar(110, 111, 104, 105))).toEqual([[{ quantity: 100, price: 110.05, by: 'taker' }]]);
  });

  it('goes on at market once it was reached, though the price came back', () => {
    expect(work(stop('sell', '95'), bar(96, 97, 94, 96, 40), bar(99, 100, 98, 99))).toEqual([
      [{ quantity: 40, price: 94.95, by: 'taker' }],
      [{ quantity: 60, price: 98.95, by: 'taker' }],
    ]);
  });

  it('stays asleep until it is reached', () => {
    expect(work(stop('sell', '95'), bar(100, 101, 95.01, 96), tick(95.06))).toEqual([[], []]);
  });
});

describe('what a slice can fill', () => {
  it('is its share of the volume, in whole steps; the rest fills later', () => {
    const book = bookOf(anInstrument(), 0.1);
    book.submit(anOrder({ quantity: quantity('100') }), [], AT);
    const parts = [399, 0, 9, 10_000].map((volume) => fills(book.work(0, bar(100, 100, 100, 100, volume))).map((fill) => fill.quantity));
    expect(parts).toEqual([[39], [], [], [61]]);
  });

  it('is shared by all orders in the order they came', () => {
    const book = bookOf(anInstrument(), 0.1);
    book.submit(anOrder({ clientOrderId: idFrom<ClientOrderId>('first') }), [], AT);
    book.submit(anOrder({ clientOrderId: idFrom<ClientOrderId>('second') }), [], AT);
    const reports = book.work(0, bar(100, 100, 100, 100, 1_500));
    expect(reports.map((report) => [report.clientOrderId, ...fills([report]).map((fill) => fill.quantity)])).toEqual([
      ['first', 100],
      ['second', 50],
    ]);
  });

  it('goes to stops before anything else', () => {
    const book = bookOf(anInstrument(), 0.1);
    book.submit(anOrder({ clientOrderId: idFrom<ClientOrderId>('entry') }), [], AT);
    book.submit(
      anOrder({ clientOrderId: idFrom<ClientOrderId>('stop'), side: 'sell', type: 'stop', role: 'stop-loss', stopPrice: price('99') }),
      [],
      AT,
    );
    expect(book.work(0, bar(98, 98, 98, 98, 1_000)).map((report) => report.clientOrderId)).toEqual(['stop']);
  });
});

describe('fees', () => {
  it('are the taker or maker ratio of what was traded, rounded up to the fee increment', () => {
    const instrument = anInstrument({ fees: { makerRatio: units('0.0005'), takerRatio: units('0.001'), feeIncrement: units('0.01') } });
    const feesOf = (order: Order, slice: MarketSlice) => {
      const book = bookOf(instrument);
      book.submit(order, [], AT);
      return book.work(0, slice).map((report) => (report.kind === 'filled' ? plain(report.fill.fee.amount) : null));
    };
    expect(feesOf(anOrder({ quantity: quantity('3') }), bar(100, 100, 100, 100))).toEqual([0.31]);
    expect(feesOf(limit('buy', '99', '3'), bar(100, 100, 98, 99))).toEqual([0.15]);
  });
});

describe('the venue refuses', () => {
  it.each([
    ['a price between two steps', { type: 'limit', limitPrice: price('99.999') }, 'a price is not a multiple of the price increment'],
    ['half a unit', { quantity: quantity('0.5') }, 'expected a quantity in steps of 1, found 0.5'],
    ['nothing', { quantity: quantity('0') }, 'expected a quantity in steps of 1, found 0'],
    [
      'too small an order',
      { type: 'limit', limitPrice: price('0.5'), quantity: quantity('1') },
      'expected an order worth at least 1.00, found 0.50',
    ],
    ['what is not traded there', { instrumentId: anInstrument({ symbol: 'XYZ' }).id }, 'XYZ.TEST is not traded here'],
  ] as const)('%s, with everything attached to it', (_title, change, reason) => {
    const stop = anOrder({ clientOrderId: idFrom<ClientOrderId>('stop'), role: 'stop-loss' });
    expect(bookOf().submit(anOrder(change), [stop], AT)).toEqual([
      { kind: 'rejected', clientOrderId: 'run-1', reason, tsEvent: AT },
      { kind: 'rejected', clientOrderId: 'stop', reason, tsEvent: AT },
    ]);
  });

  it('to cancel or move what is filled, and does not know what it never had', () => {
    const book = bookOf();
    const { clientOrderId } = anOrder();
    book.submit(anOrder(), [], AT);
    book.work(0, bar(100, 100, 100, 100));
    const kinds = (reports: readonly VenueReport[]) => reports.map(({ kind }) => kind);
    expect(kinds(book.cancel(clientOrderId, AT))).toEqual(['cancel-refused']);
    expect(kinds(book.replace(clientOrderId, price('99'), AT))).toEqual(['replace-refused']);
    expect(kinds(book.cancel(idFrom<ClientOrderId>('never'), AT))).toEqual(['unknown']);
    expect(kinds(book.replace(idFrom<ClientOrderId>('never'), price('99'), AT))).toEqual(['unknown']);
  });
});

describe('an order that is sent twice', () => {
  it('is one order, and the second answer tells what became of it', () => {
    const book = bookOf();
    book.submit(anOrder(), [], AT);
    const [filled] = book.work(0, bar(100, 100, 100, 100));
    expect(book.submit(anOrder(), [], AT)).toEqual([
      { kind: 'accepted', clientOrderId: 'run-1', venueOrderId: 'P1', isHeld: false, tsEvent: AT },
      filled,
    ]);
    expect(book.work(0, bar(100, 100, 100, 100))).toEqual([]);
  });
});

describe('a matching book that is taken up again', () => {
  it('goes on where it was: a triggered stop fills, numbers are not given twice', () => {
    const before = bookOf();
    before.submit(anOrder({ side: 'sell', type: 'stop', role: 'stop-loss', stopPrice: price('95') }), [], AT);
    before.work(0, bar(96, 97, 94, 96, 40));
    const { orderCount, tradeCount } = before;
    const after = new MatchingBook({ instruments: [anInstrument()], participation: 1, orders: [...before.all()], orderCount, tradeCount });
    expect(after.work(0, bar(99, 100, 98, 99))).toMatchObject([{ kind: 'filled', fill: { tradeId: 'T2', quantity: quantity('60') } }]);
  });
});
