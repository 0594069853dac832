import { describe, expect, it } from 'vitest';
import { balance } from '../../../../electron/engine/risk/balance.ts';
import { dailyLoss, dayLossOf } from '../../../../electron/engine/risk/daily-loss.ts';
import { drawdown, drawdownOf } from '../../../../electron/engine/risk/drawdown.ts';
import { knownValue } from '../../../../electron/engine/risk/known-value.ts';
import { openPositions } from '../../../../electron/engine/risk/open-positions.ts';
import { positionSize } from '../../../../electron/engine/risk/position-size.ts';
import { partOf, type RiskQuestion } from '../../../../electron/engine/risk/pre-trade-rule.ts';
import { totalExposure } from '../../../../electron/engine/risk/total-exposure.ts';
import { money } from '../../../../shared/domain/money.ts';
import { anInstrument, USD, usd } from '../../../support/builders.ts';
import { START, settingsWith } from '../../../support/engine-harness.ts';

function question(change: Partial<RiskQuestion> = {}): RiskQuestion {
  return {
    instrumentId: anInstrument().id,
    notional: usd('1000'),
    held: usd('0'),
    isAdding: false,
    openPositions: 0,
    isValued: true,
    dayLoss: 0,
    drawdown: 0,
    valuation: { cash: usd('10000'), equity: usd('10000'), exposure: usd('0'), reserved: usd('0'), free: usd('10000') },
    limits: settingsWith().risk,
    ...change,
  };
}

const withLimits = (risk: Partial<RiskQuestion['limits']>): RiskQuestion['limits'] => settingsWith({ risk }).risk;

describe('a limit of the account', () => {
  it('is a part of it, rounded down so that rounding never widens it', () => {
    expect(partOf(money(10n, USD), 0.19)).toEqual(money(1n, USD));
    expect(partOf(money(-10n, USD), 0.19)).toEqual(money(-2n, USD));
  });
});

describe('balance', () => {
  it('lets an order go that takes the last free cent, and refuses one that takes a unit more', () => {
    expect(balance(question({ notional: usd('10000') }))).toBeNull();
    expect(balance(question({ notional: money(usd('10000').amount + 1n, USD) }))).toEqual({
      code: 'insufficient-balance',
      message: 'Insufficient balance: the order needs 10000.01, free are 10000.00',
    });
  });
});

describe('position size', () => {
  it('holds the position that would be, not only the order, against the limit', () => {
    expect(positionSize(question({ notional: usd('500'), held: usd('1500') }))).toBeNull();
    expect(positionSize(question({ notional: usd('500.01'), held: usd('1500') }))).toEqual({
      code: 'position-limit-exceeded',
      message: 'Position limit exceeded: the position would be worth 2000.01, the largest allowed is 2000.00',
    });
  });
});

describe('total exposure', () => {
  it('adds what is open, what is under way and what is asked for', () => {
    const valuation = { cash: usd('0'), equity: usd('10000'), exposure: usd('3000'), reserved: usd('1500'), free: usd('5500') };
    const limits = withLimits({ maximumExposure: 0.5 });
    expect(totalExposure(question({ valuation, limits, notional: usd('500') }))).toBeNull();
    expect(totalExposure(question({ valuation, limits, notional: usd('500.01') }))).toEqual({
      code: 'risk-limit-exceeded',
      message: 'Risk limits exceeded: exposure would be 5000.01, the most allowed is 5000.00',
    });
  });
});

describe('open positions', () => {
  it('refuses one more than the most allowed, but not adding to one of them', () => {
    const limits = withLimits({ maximumPositions: 2 });
    expect(openPositions(question({ limits, openPositions: 1 }))).toBeNull();
    expect(openPositions(question({ limits, openPositions: 2 }))?.code).toBe('risk-limit-exceeded');
    expect(openPositions(question({ limits, openPositions: 2, isAdding: true }))).toBeNull();
  });
});

describe('the limits of the account', () => {
  const day = { day: START, equity: 10_000, peakEquity: 12_000, isLossLimitReached: false };

  it('measure the loss from what the day began with, and drawdown from the highest value', () => {
    expect([dayLossOf(day, 9_700), dayLossOf(day, 10_100), dayLossOf(null, 9_700), dayLossOf({ ...day, equity: 0 }, -5)]).toEqual([
      0.03, -0.01, 0, 0,
    ]);
    expect([drawdownOf(day, 9_000), drawdownOf(day, 12_500), drawdownOf(null, 9_000), drawdownOf({ ...day, peakEquity: 0 }, -5)]).toEqual([
      0.25, 0, 0, 0,
    ]);
  });

  it('refuse what opens from the limit on, not before', () => {
    const limits = withLimits({ dailyLoss: 0.03, maximumDrawdown: 0.15 });
    expect([dailyLoss(question({ limits, dayLoss: 0.0299 })), drawdown(question({ limits, drawdown: 0.1499 }))]).toEqual([null, null]);
    expect(dailyLoss(question({ limits, dayLoss: 0.03 }))).toEqual({
      code: 'risk-limit-exceeded',
      message: 'Risk limits exceeded: the account lost 3.00 % today, the limit is 3.00 %',
    });
    expect(drawdown(question({ limits, drawdown: 0.15 }))).toEqual({
      code: 'risk-limit-exceeded',
      message: 'Risk limits exceeded: the account is 15.00 % below its highest value, the limit is 15.00 %',
    });
  });

  it('refuse what opens while a position has no price, since they can not be held then', () => {
    expect(knownValue(question())).toBeNull();
    expect(knownValue(question({ isValued: false }))?.code).toBe('risk-limit-exceeded');
  });
});
