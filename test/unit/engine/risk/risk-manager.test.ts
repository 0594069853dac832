import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../../shared/domain/fact.ts';
import type { Fill } from '../../../../shared/domain/fill.ts';
import { type ClientOrderId, idFrom, type TradeId } from '../../../../shared/domain/ids.ts';
import { allocateBars } from '../../../../shared/domain/market-block.ts';
import { DAY_MS, utcMs } from '../../../../shared/domain/time.ts';
import { anInstrument, price, quantity, usd } from '../../../support/builders.ts';
import { EngineHarness, START, settingsWith, type TestBar } from '../../../support/engine-harness.ts';
import { ABC, aPendingBuy, aTicket, opened, plain, positionIn } from '../../../support/trading-scenes.ts';

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

const PAUSED = { wallMs: 0, marketMs: 0, speed: 1, isPaused: true, isAway: false } as const;

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

  it('is held when the last position is stopped out, with nothing left for prices to move', () => {
    const h = new EngineHarness({
      settings: settingsWith({ paper: { spreadBasisPoints: 0, participation: 1 }, risk: { maximumPosition: 1, maximumLossMultiple: 10 } }),
    });
    h.bar(at(100));
    h.command(aTicket({ quantity: quantity('900'), stop: price('99'), target: price('200') }));
    h.bar(at(100));
    h.bar(at(90));
    expect(h.books.positions.size).toBe(0);
    expect(h.books.tradingState).toMatchObject({ state: 'reducing', cause: 'daily-loss' });
    expect(h.command(aTicket({ quantity: quantity('1') }))).toMatchObject({ code: 'denied' });
  });

  it('is held when it is lowered while nothing is open', () => {
    const h = invested({ dailyLoss: 0.1 });
    h.command(close);
    h.bar(at(96));
    expect(h.books.tradingState.state).toBe('active');
    h.settings(settingsWith({ risk: { dailyLoss: 0.03 } }));
    expect(h.books.tradingState.state).toBe('reducing');
  });

  it('is not lifted by resuming, nor by the kill switch and resuming, nor by what is won back', () => {
    const h = invested({ dailyLoss: 0.03 });
    h.bar(at(96));
    const reason = 'the account lost 4.00 % today, the limit is 3.00 %; nothing new is opened before the next UTC day';
    expect(h.command({ kind: 'resume-trading' })).toEqual({
      isDone: false,
      code: 'denied',
      message: `trading stays reducing: ${reason}`,
    });
    h.bar(at(99));
    h.command({ kind: 'kill', isFlattening: false });
    expect(h.command({ kind: 'resume-trading' })).toEqual({
      isDone: false,
      code: 'denied',
      message: 'trading is reducing: the daily loss limit was reached today; nothing new is opened before the next UTC day',
    });
    expect(h.books.tradingState).toMatchObject({ state: 'reducing', cause: 'daily-loss' });
    expect(h.books.tradingDay).toMatchObject({ equity: 100_000, isLossLimitReached: true });
    expect(h.factsOf('risk-limit-exceeded')).toHaveLength(1);
  });

  it('reached while trading is halted still counts when the user resumes', () => {
    const h = invested({ dailyLoss: 0.03 });
    h.command({ kind: 'kill', isFlattening: false });
    h.bar(at(96));
    h.bar(at(98));
    expect(h.books.tradingState).toMatchObject({ state: 'halted', cause: 'kill-switch' });
    h.command({ kind: 'resume-trading' });
    expect(h.books.tradingState).toMatchObject({ state: 'reducing', cause: 'daily-loss' });
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

describe('the trading day after a restart over midnight', () => {
  /** Holds 900 ABC bought at 100, then starts again a day later with the price at 103. */
  function nextDay(): { readonly h: EngineHarness; readonly warmUp: () => readonly Fact[] } {
    const before = invested();
    const h = new EngineHarness({
      books: before.books,
      incarnation: 'nextrunx',
      settings: settingsWith({ paper: { spreadBasisPoints: 0 } }),
    });
    const later = utcMs(START + DAY_MS);
    const block = allocateBars(1);
    block.closeTime[0] = later;
    for (const column of [block.open, block.high, block.low, block.close]) column[0] = 103;
    return { h, warmUp: () => h.core.take({ kind: 'warm-up', at: later, block }).facts };
  }

  it('begins with what positions are worth, not with what they cost', () => {
    const { h, warmUp } = nextDay();
    warmUp();
    expect(h.books.tradingDay).toMatchObject({ day: utcMs(START - (START % DAY_MS) + DAY_MS), equity: 103_000 });
  });

  it('is waited for, and nothing is opened before, while a position has no price', () => {
    const { h } = nextDay();
    const { facts } = h.core.take({ kind: 'playback', at: utcMs(START + DAY_MS), playback: PAUSED });
    expect(facts).toEqual([]);
    expect(h.command(aTicket({ quantity: quantity('1') }))).toMatchObject({ isDone: false });
    expect(h.books.tradingDay).toMatchObject({ equity: 100_000 });
  });
});

describe('orders under way', () => {
  it('count as held: entries of one instrument that together exceed the largest position are refused', () => {
    const h = new EngineHarness();
    h.bar(at(100));
    const buy = aTicket({ type: 'limit', limitPrice: price('99'), quantity: quantity('190'), stop: price('98') });
    expect(h.command(buy)).toMatchObject({ isDone: true });
    expect(h.command(buy)).toMatchObject({ isDone: false, message: expect.stringMatching(/^Position limit exceeded/) as string });
    expect(h.command({ ...buy, quantity: quantity('11') })).toMatchObject({ isDone: true });
  });

  it('do not count twice: another entry of the same instrument is no further position', () => {
    const h = new EngineHarness({ settings: settingsWith({ risk: { maximumPositions: 1 } }) });
    h.bar(at(100));
    const buy = aTicket({ type: 'limit', limitPrice: price('99'), quantity: quantity('10'), stop: price('98') });
    expect([h.command(buy).isDone, h.command(buy).isDone]).toEqual([true, true]);
  });
});

describe('trading that stops being active', () => {
  const entry = aTicket({ type: 'limit', limitPrice: price('50'), quantity: quantity('10'), stop: price('40'), target: price('200') });
  const statesOf = (h: EngineHarness): string[] => [...h.books.orders.live()].map(({ role }) => role);

  it.each<[string, Parameters<typeof invested>[0], number]>([
    ['a daily loss', { dailyLoss: 0.03 }, 96],
    ['a drawdown', { drawdownWarning: 0.1, maximumDrawdown: 0.15 }, 80],
  ])('by %s takes back what could still open, and keeps stops and targets', (_what, risk, last) => {
    const h = invested(risk);
    h.command({ kind: 'close-position', instrumentId: ABC });
    h.bar(at(100));
    opened(h, { quantity: quantity('900'), stop: price('20'), target: price('900') });
    h.command(entry);
    expect(statesOf(h)).toContain('entry');
    h.bar(at(last));
    expect(h.books.tradingState.state).not.toBe('active');
    expect(statesOf(h)).toEqual(['stop-loss', 'take-profit']);
    expect(h.factsOf('order-cancel-requested').at(-1)?.reason).toBe(
      `trading is ${h.books.tradingState.state}: ${h.books.tradingState.reason}`,
    );
  });

  it('by a dispute with the venue withdraws proposals to open', () => {
    const h = new EngineHarness();
    const { id } = aPendingBuy(h);
    const unknown = idFrom<ClientOrderId>('unknown-1');
    const fill: Fill = {
      tradeId: idFrom<TradeId>('T9'),
      clientOrderId: unknown,
      instrumentId: anInstrument().id,
      side: 'buy',
      price: price('100'),
      quantity: quantity('1'),
      fee: usd('0'),
      liquidity: 'taker',
      tsEvent: h.now,
    };
    h.report({ kind: 'filled', clientOrderId: unknown, tsEvent: h.now, fill });
    expect(h.books.tradingState).toMatchObject({ state: 'halted', cause: 'dispute' });
    expect(h.books.proposals.get(id)).toMatchObject({ status: 'withdrawn', decidedBy: 'engine' });
  });
});

describe('drawdown', () => {
  it('is measured from a peak that is recorded, in steps, and outlasts a restart', () => {
    const h = invested();
    h.bar(at(100.2));
    expect(h.factsOf('peak-equity-moved')).toEqual([]);
    h.bar(at(110));
    h.bar(at(110.1));
    expect(h.factsOf('peak-equity-moved').map(({ peakEquity }) => peakEquity)).toEqual([110_000]);
    const next = new EngineHarness({
      books: h.books,
      incarnation: 'nextrunx',
      settings: settingsWith({ risk: { dailyLoss: 1, maximumDrawdown: 0.15 } }),
    });
    next.bar(at(93.6));
    expect(next.books.tradingState.state).toBe('active');
    next.bar(at(93.5));
    expect(next.books.tradingState).toMatchObject({ state: 'halted', cause: 'drawdown' });
  });

  it('that the user resumed from is measured anew, and what the day began with stays', () => {
    const h = invested({ drawdownWarning: 0.1, maximumDrawdown: 0.15 });
    h.bar(at(80));
    expect(h.command({ kind: 'resume-trading' })).toMatchObject({ isDone: true, message: 'trading resumed' });
    expect(h.books.tradingDay).toMatchObject({ equity: 100_000, peakEquity: 80_000 });
    expect(h.factsOf('trading-day-started')).toHaveLength(1);
  });

  it('keeps its peak over the kill switch and resuming', () => {
    const h = invested({ drawdownWarning: 0.1, maximumDrawdown: 0.15 });
    h.bar(at(90));
    h.command({ kind: 'kill', isFlattening: false });
    h.command({ kind: 'resume-trading' });
    expect(h.books.tradingDay).toMatchObject({ equity: 100_000, peakEquity: 100_000 });
    h.bar(at(85));
    expect(h.books.tradingState).toMatchObject({ state: 'halted', cause: 'drawdown' });
  });

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
