import { describe, expect, it } from 'vitest';
import { valueAccount } from '../../../../electron/engine/portfolio/valuation.ts';
import { type InstrumentId } from '../../../../shared/domain/ids.ts';
import { anInstrument, price, quantity } from '../../../support/builders.ts';
import { EngineHarness, settingsWith, type TestBar } from '../../../support/engine-harness.ts';
import { ABC, aTicket, liveOrder, liveOrders, opened, plain, positionIn, sentOrder } from '../../../support/trading-scenes.ts';

const even: TestBar = { open: 100, high: 100.5, low: 99.5, close: 100 };

function harness(change: Parameters<typeof settingsWith>[0] = {}): EngineHarness {
  const made = new EngineHarness({ settings: settingsWith({ paper: { spreadBasisPoints: 0, participation: 1 }, ...change }) });
  made.bar(even);
  return made;
}

const refused = (h: EngineHarness, change: Parameters<typeof aTicket>[0]) => {
  const result = h.command(aTicket(change));
  expect(liveOrders(h).filter(({ role }) => role === 'entry')).toEqual([]);
  return result;
};

describe('an order of the ticket', () => {
  it('is refused beyond the money that nothing else holds', () => {
    const h = harness({ risk: { maximumPosition: 1 } });
    expect(refused(h, { quantity: quantity('1001') })).toEqual({
      isDone: false,
      code: 'denied',
      message:
        'Insufficient balance: the order needs 100100.00, free are 100000.00; ' +
        'Position limit exceeded: the position would be worth 100100.00, the largest allowed is 100000.00; ' +
        'Risk limits exceeded: exposure would be 100100.00, the most allowed is 100000.00',
    });
    expect(h.factsOf('order-denied').map(({ instrumentId, proposalId }) => [instrumentId, proposalId])).toEqual([[ABC, null]]);
  });

  it('is refused beyond the largest position, and accepted exactly at it', () => {
    const h = harness();
    expect(refused(h, { quantity: quantity('201') })).toEqual({
      isDone: false,
      code: 'denied',
      message: 'Position limit exceeded: the position would be worth 20100.00, the largest allowed is 20000.00',
    });
    expect(h.command(aTicket({ quantity: quantity('200') }))).toMatchObject({ isDone: true });
  });

  it('counts a sale with a limit below the market at what it will bring', () => {
    const h = harness();
    expect(refused(h, { side: 'sell', type: 'limit', limitPrice: price('95'), quantity: quantity('201') })).toMatchObject({
      code: 'denied',
      message: 'Position limit exceeded: the position would be worth 20100.00, the largest allowed is 20000.00',
    });
    h.command(aTicket({ side: 'sell', type: 'limit', limitPrice: price('95'), quantity: quantity('100') }));
    expect(plain(valueAccount(h.core.books, h.core.instruments, h.core.market).reserved.amount)).toBe(10_000);
  });

  it.each([
    ['sell', '89.99', 'ABC: the limit of 89.99 is more than 10 % below the market at 100; the order would trade at any price'],
    ['buy', '110.01', 'ABC: the limit of 110.01 is more than 10 % above the market at 100; the order would trade at any price'],
  ] as const)('is refused to %s with a limit far beyond the market', (side, limit, message) => {
    const ticket = { side, type: 'limit', quantity: quantity('10') } as const;
    expect(refused(harness(), { ...ticket, limitPrice: price(limit) })).toMatchObject({ code: 'invalid-price', message });
    const away = side === 'buy' ? '50' : '200';
    expect(harness().command(aTicket({ ...ticket, limitPrice: price(away) }))).toMatchObject({ isDone: true });
  });

  it('counts what is held already towards the largest position', () => {
    const h = harness();
    opened(h, { quantity: quantity('150') });
    h.bar(even);
    expect(h.command(aTicket({ quantity: quantity('51') }))).toMatchObject({
      message: 'Position limit exceeded: the position would be worth 20100.00, the largest allowed is 20000.00',
    });
  });

  it('counts entries under way as money that is spent', () => {
    const h = harness({ risk: { maximumPosition: 1 } });
    h.command(aTicket({ type: 'limit', limitPrice: price('90'), quantity: quantity('1000') }));
    expect(h.command(aTicket({ quantity: quantity('101') }))).toMatchObject({
      message: expect.stringContaining('Insufficient balance: the order needs 10100.00, free are 10000.00') as string,
    });
  });

  it('is refused while the market is closed', () => {
    const instrument = anInstrument({ session: { kind: 'daily', openMinute: 0, closeMinute: 721, days: [0, 1, 2, 3, 4, 5, 6] } });
    const h = new EngineHarness({ instruments: [instrument] });
    h.flat(1);
    expect(h.command(aTicket())).toMatchObject({ message: 'Invalid market conditions: the market for ABC is closed' });
  });

  it('is refused on a price that is too old', () => {
    const two = [anInstrument(), anInstrument({ symbol: 'DEF' })];
    const h = new EngineHarness({ instruments: two });
    h.bar(even);
    for (let i = 0; i < 3; i += 1) h.bar({ ...even, instrument: 1 });
    expect(h.command(aTicket())).toMatchObject({
      code: 'denied',
      message: 'Invalid market conditions: the last price of ABC is 180 s old, the limit is 120 s',
    });
  });

  it('is refused before there is any price', () => {
    expect(new EngineHarness().command(aTicket())).toEqual({
      isDone: false,
      code: 'no-market-price',
      message: 'there is no price for ABC yet',
    });
  });

  it('is refused beyond the most positions', () => {
    const two = [anInstrument(), anInstrument({ symbol: 'DEF' })];
    const h = new EngineHarness({ instruments: two, settings: settingsWith({ risk: { maximumPositions: 1 } }) });
    h.bar({ ...even, instrument: 1 });
    h.bar(even);
    h.command(aTicket({ instrumentId: two[1].id }));
    expect(h.command(aTicket())).toMatchObject({
      message: 'Risk limits exceeded: 1 positions are open or under way, the most allowed is 1',
    });
  });

  it('may sell short only what can be sold short', () => {
    const h = new EngineHarness({ instruments: [anInstrument({ isShortable: false })] });
    h.bar(even);
    expect(refused(h, { side: 'sell' })).toMatchObject({ message: 'Sell ignored: no position in ABC, shorting not allowed' });
    const shortable = harness();
    shortable.command(aTicket({ side: 'sell' }));
    shortable.bar(even);
    expect(positionIn(shortable).direction).toBe('short');
  });

  it('is refused below the smallest value that the venue takes', () => {
    const h = new EngineHarness({
      instruments: [anInstrument({ minimumNotional: { ...anInstrument().minimumNotional, amount: 10n ** 15n } })],
    });
    h.bar(even);
    expect(refused(h, { quantity: quantity('9') })).toMatchObject({
      message: 'ABC: an order must be worth at least 1000.00, this one is worth 900.00',
    });
  });

  it('does not open against an entry that is under way on the other side', () => {
    const h = harness();
    h.command(aTicket({ type: 'limit', limitPrice: price('90') }));
    expect(h.command(aTicket({ side: 'sell', type: 'limit', limitPrice: price('110') }))).toEqual({
      isDone: false,
      code: 'denied',
      message: 'An order to buy ABC is under way: cancel it first',
    });
  });

  it.each([
    ['no quantity', { quantity: quantity('0') }, 'invalid-quantity'],
    ['half a unit', { quantity: quantity('0.5') }, 'invalid-quantity'],
    ['a limit order without its price', { type: 'limit' }, 'invalid-price'],
    ['a market order with a limit price', { limitPrice: price('100') }, 'invalid-price'],
    ['a limit price between two steps', { type: 'limit', limitPrice: price('99.999') }, 'invalid-price'],
    ['a stop above the price of a buy', { stop: price('101') }, 'invalid-price'],
    ['a target below the price of a buy', { target: price('99') }, 'invalid-price'],
    ['a stop below the price of a sale', { side: 'sell', stop: price('99') }, 'invalid-price'],
    ['a stop between two steps', { stop: price('98.005') }, 'invalid-price'],
    ['an instrument that is not traded', { instrumentId: 'XYZ.TEST' as InstrumentId }, 'not-found'],
  ] as const)('is refused with %s', (_title, change, code) => {
    expect(refused(harness(), change)).toMatchObject({ isDone: false, code });
  });

  it('does not open against a position that the venue has not told of, but whose stop it has', () => {
    const h = harness();
    h.areFillsLate = true;
    const entry = sentOrder(h, h.command(aTicket({ side: 'sell', type: 'limit', limitPrice: price('100') })));
    h.bar({ ...even, volume: 60 });
    h.command({ kind: 'cancel-order', clientOrderId: entry.clientOrderId });
    expect(refused(h, { quantity: quantity('10') })).toMatchObject({
      code: 'denied',
      message: 'An order to close ABC is still with the venue: wait for it or cancel it first',
    });
    h.tellFills();
    expect([positionIn(h).direction, liveOrders(h).map(({ role, open }) => [role, open])]).toEqual([
      'short',
      [
        ['stop-loss', 60],
        ['take-profit', 60],
      ],
    ]);
  });

  it('is given a stop and a target where the user names none', () => {
    const h = harness();
    h.command(aTicket());
    expect([plain(liveOrder(h, 'stop-loss').stopPrice ?? 0n), plain(liveOrder(h, 'take-profit').limitPrice ?? 0n)]).toEqual([97, 104.5]);
  });

  it.each([
    ['buy', '104', [97, 104.5]],
    ['sell', '96', [103, 95.5]],
  ] as const)('is given them from the market when its limit to %s is beyond it', (side, limit, expected) => {
    const h = harness();
    h.command(aTicket({ side, type: 'limit', limitPrice: price(limit) }));
    expect([plain(liveOrder(h, 'stop-loss').stopPrice ?? 0n), plain(liveOrder(h, 'take-profit').limitPrice ?? 0n)]).toEqual(expected);
    h.bar(even);
    expect(plain(positionIn(h).quantity)).toBe(100);
  });

  it('is refused with a stop between the market and its limit', () => {
    expect(refused(harness(), { type: 'limit', limitPrice: price('104'), stop: price('102') })).toMatchObject({ code: 'invalid-price' });
  });

  it('takes the stop and target that the user names', () => {
    const h = harness();
    h.command(aTicket({ side: 'sell', stop: price('103'), target: price('91') }));
    expect([plain(liveOrder(h, 'stop-loss').stopPrice ?? 0n), plain(liveOrder(h, 'take-profit').limitPrice ?? 0n)]).toEqual([103, 91]);
  });
});

describe('an order against what is held', () => {
  it('reduces it and leaves the rest under its stop and target', () => {
    const h = harness();
    opened(h, { stop: price('95'), target: price('110') });
    h.command(aTicket({ side: 'sell', quantity: quantity('30') }));
    h.bar(even);
    expect(plain(positionIn(h).quantity)).toBe(70);
    expect(liveOrders(h)).toEqual([
      { role: 'stop-loss', side: 'sell', status: 'working', open: 70, price: 95 },
      { role: 'take-profit', side: 'sell', status: 'working', open: 70, price: 110 },
    ]);
  });

  it('closes it when it is as large', () => {
    const h = harness();
    opened(h);
    h.command(aTicket({ side: 'sell' }));
    h.bar(even);
    expect([h.books.positions.size, h.books.orders.liveCount]).toEqual([0, 0]);
  });

  it.each([
    ['more than is held', { quantity: quantity('101') }, /an order can't close and turn a position at once$/],
    ['a limit order', { type: 'limit', limitPrice: price('110') }, /move its target instead/],
  ] as const)('is refused with %s', (_title, change, reason) => {
    const h = harness();
    opened(h);
    expect(h.command(aTicket({ side: 'sell', ...change }))).toMatchObject({
      isDone: false,
      message: expect.stringMatching(reason) as string,
    });
    expect(plain(positionIn(h).quantity)).toBe(100);
  });

  it('is refused while the position is being closed already, and so is adding to it', () => {
    const h = harness();
    opened(h, { quantity: quantity('50') });
    h.command({ kind: 'close-position', instrumentId: ABC });
    expect(h.command(aTicket({ side: 'sell', quantity: quantity('10') }))).toMatchObject({
      message: 'the position in ABC is being closed',
    });
    expect(h.command(aTicket({ quantity: quantity('10') }))).toMatchObject({ message: 'The position in ABC is being closed' });
  });
});

describe('the preview of an order', () => {
  it('says what the order would be and changes nothing', () => {
    const h = harness();
    const facts = h.facts.length;
    const { ok, ...preview } = h.core.ticket.preview(aTicket({ stop: price('96'), target: price('108') }));
    expect(ok).toBe(true);
    expect(preview).toEqual({
      value: {
        intent: 'open',
        notional: { currency: 'USD', amount: 10_000n * 10n ** 12n },
        stop: price('96'),
        target: price('108'),
        moneyAtRisk: { currency: 'USD', amount: 400n * 10n ** 12n },
        refusals: [],
      },
    });
    expect(h.facts.length).toBe(facts);
  });

  it('tells the same refusals as the order itself', () => {
    const h = harness();
    const ticket = aTicket({ quantity: quantity('500'), stop: price('101') });
    const preview = h.core.ticket.preview(ticket);
    const placed = h.command(ticket);
    expect(preview.ok && preview.value.refusals.map(({ message }) => message).join('; ')).toBe(placed.message);
  });
});

describe('what is sent', () => {
  it('names the user as its origin and has no end', () => {
    const h = harness();
    expect(sentOrder(h, h.command(aTicket({ type: 'limit', limitPrice: price('99') })))).toMatchObject({
      origin: 'user',
      role: 'entry',
      expiresAt: null,
      limitPrice: price('99'),
      status: 'working',
    });
  });
});
