import { describe, expect, it } from 'vitest';
import { price, quantity } from '../../../support/builders.ts';
import { EngineHarness, settingsWith, type TestBar } from '../../../support/engine-harness.ts';
import { ABC, aTicket, opened, plain, positionIn } from '../../../support/trading-scenes.ts';

const at = (close: number): TestBar => ({ open: close, high: close, low: close, close });

/** Holds 1000 ABC bought at 100, all of the account, with a stop far away. */
function invested(risk: NonNullable<Parameters<typeof settingsWith>[0]>['risk'] = {}): EngineHarness {
  const h = new EngineHarness({
    settings: settingsWith({
      paper: { spreadBasisPoints: 0, participation: 1 },
      risk: { maximumPosition: 1, dailyLoss: 1, drawdownWarning: 1, maximumDrawdown: 1, maximumLossMultiple: 10, ...risk },
    }),
  });
  h.bar(at(100));
  h.command(aTicket({ quantity: quantity('1000'), stop: price('20'), target: price('900') }));
  h.bar(at(100));
  return h;
}

const close = { kind: 'close-position', instrumentId: ABC } as const;

describe('the daily loss limit', () => {
  it('allows only closing from the limit on, until the next UTC day', () => {
    const h = invested({ dailyLoss: 0.03 });
    h.bar(at(97.01));
    expect(h.books.tradingState.state).toBe('active');
    h.bar(at(97));
    expect(h.books.tradingState).toEqual({
      state: 'reducing',
      cause: 'daily-loss',
      reason: 'the account lost 3.00 % today, the limit is 3.00 %; nothing new is opened before the next UTC day',
    });
    expect(h.factsOf('risk-limit-exceeded').map(({ rule }) => rule)).toEqual(['daily-loss']);
    expect(h.command(aTicket({ quantity: quantity('1') }))).toMatchObject({
      code: 'denied',
      message: expect.stringMatching(/^Trading is reducing/) as string,
    });
    expect(positionIn(h).closing).toBeNull();
    h.command(aTicket({ side: 'sell', quantity: quantity('1') }));
    h.bar(at(97));
    expect(plain(positionIn(h).quantity)).toBe(999);
  });

  it('is said once, and lifts by itself on the next day, measured from that day', () => {
    const h = new EngineHarness({
      barMs: 3_600_000,
      settings: settingsWith({ paper: { spreadBasisPoints: 0, participation: 1 }, risk: { maximumPosition: 1, dailyLoss: 0.05 } }),
    });
    h.bar(at(100));
    h.command(aTicket({ quantity: quantity('1000'), stop: price('20'), target: price('900') }));
    h.bar(at(100));
    h.bar(at(94));
    h.bar(at(93));
    expect(h.factsOf('risk-limit-exceeded')).toHaveLength(1);
    for (let hour = 0; hour < 9; hour += 1) h.bar(at(93));
    expect(h.books.tradingState).toEqual({ state: 'active', cause: 'start', reason: 'a new trading day began' });
    expect(h.factsOf('trading-day-started').at(-1)).toMatchObject({ equity: 93_000 });
    h.bar(at(90));
    expect(h.books.tradingState.state).toBe('active');
  });

  it('takes a loss that was realised into account', () => {
    const h = invested({ dailyLoss: 0.03 });
    h.command(close);
    h.bar(at(96));
    h.command(aTicket({ quantity: quantity('10') }));
    h.bar(at(96));
    expect(h.books.tradingState.state).toBe('reducing');
  });
});

describe('drawdown', () => {
  it('warns first, then halts until the user resumes, measured from the highest value', () => {
    const h = invested({ drawdownWarning: 0.1, maximumDrawdown: 0.15 });
    h.bar(at(120));
    h.bar(at(108.01));
    expect(h.factsOf('drawdown-warned')).toEqual([]);
    h.bar(at(108));
    h.bar(at(107));
    expect(h.factsOf('drawdown-warned').map(({ drawdownRatio, limitRatio }) => ({ drawdownRatio, limitRatio }))).toEqual([
      { drawdownRatio: 0.1, limitRatio: 0.15 },
    ]);
    expect(h.books.tradingState.state).toBe('active');

    h.bar(at(102));
    expect(h.books.tradingState).toEqual({
      state: 'halted',
      cause: 'drawdown',
      reason: 'the account is 15.00 % below its highest value, the limit is 15.00 %; trading waits until you resume it',
    });
    expect(h.command(aTicket({ quantity: quantity('1') }))).toMatchObject({ code: 'denied' });
  });

  it('lets a halted account close', () => {
    const h = invested({ drawdownWarning: 0.1, maximumDrawdown: 0.15 });
    h.bar(at(80));
    expect(h.books.tradingState.state).toBe('halted');
    h.command(close);
    h.bar(at(80));
    expect(h.books.positions.size).toBe(0);
  });

  it('measures from the value at which the user resumed, and warns anew', () => {
    const h = invested({ drawdownWarning: 0.1, maximumDrawdown: 0.15 });
    h.bar(at(80));
    h.command({ kind: 'resume-trading' });
    h.bar(at(72.5));
    expect(h.books.tradingState.state).toBe('active');
    h.bar(at(72));
    expect(h.factsOf('drawdown-warned')).toHaveLength(2);
    h.bar(at(68));
    expect(h.books.tradingState).toMatchObject({ state: 'halted', cause: 'drawdown' });
  });

  it('outweighs the daily loss: it halts an account that could only close', () => {
    const h = invested({ dailyLoss: 0.03, drawdownWarning: 0.1, maximumDrawdown: 0.15 });
    h.bar(at(96));
    expect(h.books.tradingState.state).toBe('reducing');
    h.bar(at(85));
    expect(h.books.tradingState.state).toBe('halted');
  });
});

describe('the maximum loss of a position', () => {
  /** Holds 100 ABC at 100, stop at 95, so that 5 × 100 × 1.5 is the most it may lose; the stop itself is lost. */
  function unprotected(): EngineHarness {
    const h = new EngineHarness({ settings: settingsWith({ paper: { spreadBasisPoints: 0, participation: 1 } }) });
    h.bar(at(100));
    h.command(aTicket({ stop: price('95'), target: price('120') }));
    h.bar(at(100));
    for (const { clientOrderId } of h.books.orders.liveOf(ABC)) h.command({ kind: 'cancel-order', clientOrderId });
    return h;
  }

  it('closes it whatever became of its stop', () => {
    const h = unprotected();
    h.bar(at(92.51));
    expect(positionIn(h).closing).toBeNull();
    h.bar(at(92.5));
    expect(positionIn(h).closing).toMatchObject({ reason: 'maximum loss', quantity: null, origin: 'engine' });
    h.bar(at(92));
    expect([...h.books.trades.values()].map(({ exitReason }) => exitReason)).toEqual(['maximum loss']);
    expect(h.factsOf('risk-limit-exceeded').map(({ rule, message }) => [rule, message])).toEqual([
      ['maximum-loss', 'the position reached its maximum loss of 750.00 and is closed'],
    ]);
  });

  it('closes while trading is halted', () => {
    const h = unprotected();
    h.command({ kind: 'kill', isFlattening: false });
    h.bar(at(90));
    h.bar(at(90));
    expect(h.books.positions.size).toBe(0);
  });

  it('holds for shorts as well', () => {
    const h = new EngineHarness({ settings: settingsWith({ paper: { spreadBasisPoints: 0, participation: 1 } }) });
    h.bar(at(100));
    opened(h, { side: 'sell', stop: price('105'), target: price('80') });
    for (const { clientOrderId } of h.books.orders.liveOf(ABC)) h.command({ kind: 'cancel-order', clientOrderId });
    h.bar(at(107.6));
    h.bar(at(107.6));
    expect([...h.books.trades.values()].map(({ exitReason, direction }) => [direction, exitReason])).toEqual([['short', 'maximum loss']]);
  });
});

describe('an account with nothing left', () => {
  it('is halted, and the margin call is said once', () => {
    const h = new EngineHarness({
      settings: settingsWith({
        paper: { spreadBasisPoints: 0, participation: 1 },
        risk: { maximumPosition: 1, dailyLoss: 1, drawdownWarning: 1, maximumDrawdown: 1, maximumLossMultiple: 10 },
      }),
    });
    h.bar(at(100));
    h.command(aTicket({ side: 'sell', quantity: quantity('900'), stop: price('180'), target: price('10') }));
    h.bar(at(100));
    for (const { clientOrderId } of h.books.orders.liveOf(ABC)) h.command({ kind: 'cancel-order', clientOrderId });
    h.bar(at(211));
    expect(h.factsOf('margin-called')).toEqual([]);
    h.bar(at(215));
    h.bar(at(216));
    expect(h.books.tradingState.state).toBe('halted');
    expect(h.factsOf('margin-called').map(({ message }) => message)).toEqual([
      'the account is worth -3500.00, nothing is left to cover its positions',
    ]);
  });
});
