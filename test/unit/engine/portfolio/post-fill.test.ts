import { describe, expect, it } from 'vitest';
import { type BookedFill, postFill } from '../../../../electron/engine/portfolio/post-fill.ts';
import type { Fill } from '../../../../shared/domain/fill.ts';
import { type ClientOrderId, idFrom, type LedgerEntryId, type PositionId, type TradeId } from '../../../../shared/domain/ids.ts';
import { isBalanced } from '../../../../shared/domain/ledger.ts';
import type { OrderSide } from '../../../../shared/domain/order.ts';
import { averageEntry, type Position } from '../../../../shared/domain/position.ts';
import { utcMs } from '../../../../shared/domain/time.ts';
import { anInstrument, price, quantity, USD, usd } from '../../../support/builders.ts';
import { plain } from '../../../support/trading-scenes.ts';

const instrument = anInstrument();

function book(before: Position | null, side: OrderSide, of: string, at: string, fee = '0'): BookedFill {
  const fill: Fill = {
    tradeId: idFrom<TradeId>('T1'),
    clientOrderId: idFrom<ClientOrderId>('run-1'),
    instrumentId: instrument.id,
    side,
    price: price(at),
    quantity: quantity(of),
    fee: usd(fee),
    liquidity: 'taker',
    tsEvent: utcMs(0),
  };
  const booked = postFill(fill, {
    instrument,
    before,
    newPositionId: () => idFrom<PositionId>('p-1'),
    newEntryId: () => idFrom<LedgerEntryId>('l-1'),
    maximumLossOf: () => usd('50'),
    exitReason: 'stop',
  });
  expect(isBalanced(booked.entry, USD)).toBe(true);
  return booked;
}

const after = ({ changes }: BookedFill): Position => {
  const last = changes.at(-1);
  if (last === undefined) throw new Error('nothing changed');
  return last.position;
};

const postings = ({ entry }: BookedFill) =>
  Object.fromEntries(entry.postings.map(({ account, amount }) => [account, plain(amount.amount)]));

describe('booking a fill', () => {
  it('opens a long: cash becomes inventory, and the fee is paid', () => {
    const booked = book(null, 'buy', '10', '100', '1');
    expect(postings(booked)).toEqual({ 'inventory:ABC.TEST': 1000, cash: -1001, fees: 1 });
    expect(after(booked)).toMatchObject({ direction: 'long', quantity: quantity('10'), cost: usd('1000'), fees: usd('1') });
  });

  it('opens a short: inventory is owed for cash', () => {
    const booked = book(null, 'sell', '10', '100', '1');
    expect(postings(booked)).toEqual({ 'inventory:ABC.TEST': -1000, cash: 999, fees: 1 });
    expect(after(booked).direction).toBe('short');
  });

  it('averages what is added', () => {
    const first = after(book(null, 'buy', '10', '100'));
    const both = after(book(first, 'buy', '30', '104'));
    expect([plain(averageEntry(both)), plain(both.peakQuantity), both.maximumLoss]).toEqual([103, 40, usd('100')]);
  });

  it('leaves what is still open its share of the largest loss', () => {
    const long = after(book(null, 'buy', '10', '100'));
    expect(after(book(long, 'sell', '4', '110')).maximumLoss).toEqual(usd('30'));
  });

  it('realises the gain of what was closed and keeps the rest at its cost', () => {
    const long = after(book(null, 'buy', '10', '100', '1'));
    const booked = book(long, 'sell', '4', '110', '2');
    expect(postings(booked)).toEqual({ cash: 438, 'inventory:ABC.TEST': -400, 'realised:ABC.TEST': -40, fees: 2 });
    expect(after(booked)).toMatchObject({ quantity: quantity('6'), cost: usd('600'), realised: usd('40'), fees: usd('3') });
  });

  it('loses on a short that is bought back dearer', () => {
    const short = after(book(null, 'sell', '10', '100'));
    const booked = book(short, 'buy', '10', '103');
    expect(postings(booked)).toEqual({ cash: -1030, 'inventory:ABC.TEST': 1000, 'realised:ABC.TEST': 30 });
    expect(booked.changes.map(({ kind }) => kind)).toEqual(['closed']);
  });

  it('tells the whole trade when a position is closed, fees taken off', () => {
    const long = after(book(null, 'buy', '10', '100', '1'));
    const half = after(book(long, 'sell', '5', '110', '1'));
    const [closed] = book(half, 'sell', '5', '120', '1').changes;
    expect(closed.kind === 'closed' ? closed.trade : null).toMatchObject({
      direction: 'long',
      quantity: quantity('10'),
      entryPrice: price('100'),
      exitPrice: price('115'),
      realisedNet: usd('147'),
      fees: usd('3'),
      exitReason: 'stop',
    });
  });

  it('leaves nothing of the cost behind where it does not divide', () => {
    const long = after(book(after(book(null, 'buy', '1', '100')), 'buy', '2', '100.01'));
    const one = after(book(long, 'sell', '1', '100'));
    const two = after(book(one, 'sell', '1', '100'));
    const [closed] = book(two, 'sell', '1', '100').changes;
    expect(closed.position.cost).toEqual(usd('0'));
    expect(closed.position.realised).toEqual(usd('-0.02'));
  });

  it('closes and opens the other way when more is sold than is held', () => {
    const long = after(book(null, 'buy', '10', '100'));
    const booked = book(long, 'sell', '15', '110', '3');
    expect(booked.changes.map(({ kind, position }) => [kind, position.direction, plain(position.quantity)])).toEqual([
      ['closed', 'long', 0],
      ['opened', 'short', 5],
    ]);
    expect(booked.changes.map(({ position }) => position.fees)).toEqual([usd('3'), usd('0')]);
    expect(postings(booked)).toEqual({ cash: 1647, 'inventory:ABC.TEST': -1550, 'realised:ABC.TEST': -100, fees: 3 });
  });
});
