import { describe, expect, it } from 'vitest';
import { balance } from '../../../../electron/engine/risk/balance.ts';
import { openPositions } from '../../../../electron/engine/risk/open-positions.ts';
import { positionSize } from '../../../../electron/engine/risk/position-size.ts';
import { partOf, type RiskQuestion } from '../../../../electron/engine/risk/pre-trade-rule.ts';
import { totalExposure } from '../../../../electron/engine/risk/total-exposure.ts';
import { money } from '../../../../shared/domain/money.ts';
import { anInstrument, USD, usd } from '../../../support/builders.ts';
import { settingsWith } from '../../../support/engine-harness.ts';

function question(change: Partial<RiskQuestion> = {}): RiskQuestion {
  return {
    instrumentId: anInstrument().id,
    notional: usd('1000'),
    held: usd('0'),
    isAdding: false,
    openPositions: 0,
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
      message: 'Insufficient balance: the order needs 10000.000000000001, free are 10000.00',
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
