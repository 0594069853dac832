import { describe, expect, it } from 'vitest';
import { type FilledOrder, fillMessage } from '../../../../renderer/app/fill-message.ts';
import type { FillView, OrderView, TradeView } from '../../../../shared/contract/index.ts';
import { utcMs } from '../../../../shared/domain/time.ts';

const ORDER = {
  clientOrderId: 'o1',
  proposalId: null,
  instrumentId: 'NVK.SIM',
  side: 'buy',
  role: 'entry',
  origin: 'user',
  quantity: '264',
  filledQuantity: '13',
  averageFillPrice: '263.9612345',
} as OrderView;
const FILL = { clientOrderId: 'o1', instrumentId: 'NVK.SIM', price: '264.02', quantity: '13', at: 5_000 } as FillView;

const told = (change: Partial<OrderView>, rest: Partial<FilledOrder> = {}) =>
  fillMessage({ fill: FILL, order: { ...ORDER, ...change }, trades: [], symbol: 'NVK', pricePlaces: 2, moneyPlaces: 2, ...rest });

describe('what is told of an order that filled', () => {
  it('is one message for all its slices, with how much of it is done', () => {
    const slice = told({});
    expect(slice).toMatchObject({ title: 'NVK: Bought 13 of 264', description: 'Average fill 263.96 so far' });
    const whole = told({ filledQuantity: '264' });
    expect(whole).toMatchObject({ title: 'NVK: Bought 264 at 263.96', description: 'The whole order is filled: entry' });
    expect(whole.id).toBe(slice.id);
  });

  it('takes the place of the message of the command that sent it', () => {
    expect(told({}).replaces).toEqual(['buy NVK.SIM']);
    expect(told({ proposalId: 'p7', origin: 'auto' }).replaces).toEqual(['approve p7']);
    expect(told({ origin: 'engine' }).replaces).toEqual([]);
  });

  it('is, of what closed a position, what it came to after fees, to the places of its currency', () => {
    const trade = { positionId: 'x1', instrumentId: 'NVK.SIM', closedAt: 5_000, realised: '-12.345678' } as TradeView;
    const stop = { side: 'sell', role: 'stop-loss', quantity: '13' } as const;
    expect(told(stop, { trades: [trade] })).toMatchObject({
      title: 'NVK: Position closed, \u221212.35',
      description: 'Sold 13 at 263.96: stop. The result is after fees.',
      replaces: ['close x1'],
    });
    // An earlier trade of the same instrument is not what this order closed.
    expect(told(stop, { trades: [{ ...trade, closedAt: utcMs(4_000) }] }).title).toBe('NVK: Sold 13 at 263.96');
  });
});
