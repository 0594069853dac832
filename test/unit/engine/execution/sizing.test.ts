import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largestQuantity, moneyAtRisk, protectionAt, protectionFault } from '../../../../electron/engine/execution/sizing.ts';
import { notionalOf } from '../../../../shared/domain/instrument.ts';
import { priceFromUnits } from '../../../../shared/domain/price.ts';
import { quantityFromUnits } from '../../../../shared/domain/quantity.ts';
import { anInstrument, price, quantity, units, usd } from '../../../support/builders.ts';

const plain = anInstrument();
const withFees = anInstrument({ fees: { makerRatio: 0n, takerRatio: units('0.001'), feeIncrement: units('0.01') } });

describe('stop and target at their distances', () => {
  it('move to the price step away from the entry, so that rounding never brings them nearer', () => {
    const distances = { stop: 1.001, target: 2.001 };
    expect(protectionAt(plain, 'buy', price('100'), distances)).toEqual({ stop: price('98.99'), target: price('102.01') });
    expect(protectionAt(plain, 'sell', price('100'), distances)).toEqual({ stop: price('101.01'), target: price('97.99') });
  });

  it('stand at least one step off, however small the range', () => {
    expect(protectionAt(plain, 'buy', price('100'), { stop: 0, target: 0 })).toEqual({ stop: price('99.99'), target: price('100.01') });
  });

  it('are none where one of them would not be above zero', () => {
    expect(protectionAt(plain, 'buy', price('1'), { stop: 1, target: 1 })).toBeNull();
    expect(protectionAt(plain, 'sell', price('1'), { stop: 1, target: 1 })).toBeNull();
  });

  it('always pass the check that orders are held against', () => {
    const property = fc.property(
      fc.constantFrom('buy' as const, 'sell' as const),
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 0, max: 100_000 }),
      fc.integer({ min: 0, max: 100_000 }),
      (side, cents, stop, target) => {
        const entry = priceFromUnits(plain.priceIncrement * BigInt(cents));
        const made = protectionAt(plain, side, entry, { stop: stop / 1_000, target: target / 1_000 });
        if (made !== null) expect(protectionFault(plain, side, entry, made.stop, made.target)).toBeNull();
      },
    );
    fc.assert(property, { numRuns: 300 });
  });
});

describe('money at risk', () => {
  it('is the way to the stop and the fees of both ways', () => {
    expect(moneyAtRisk(plain, price('100'), price('97'), quantity('10'))).toEqual(usd('30'));
    expect(moneyAtRisk(withFees, price('100'), price('97'), quantity('10'))).toEqual(usd('31.97'));
    expect(moneyAtRisk(withFees, price('97'), price('100'), quantity('10'))).toEqual(usd('31.97'));
  });
});

describe('the largest quantity', () => {
  const entry = price('100');
  const sized = (budget: string, risk: string, costliest = entry): bigint =>
    largestQuantity(plain, { entry, stop: price('98'), risk: usd(risk), costliest, budget: usd(budget) });

  it('is held by the money at risk or by the budget, whichever is less', () => {
    expect(sized('100000', '501')).toBe(quantity('250'));
    expect(sized('999.99', '501')).toBe(quantity('9'));
  });

  it('counts against the budget at the highest price that is likely', () => {
    expect(sized('1000', '501', price('125'))).toBe(quantity('8'));
  });

  it('is none without budget or risk, or where one step is too much', () => {
    for (const [budget, risk] of [
      ['0', '500'],
      ['-5', '500'],
      ['1000', '0'],
      ['99', '500'],
      ['1000', '1.99'],
    ] as const)
      expect(sized(budget, risk)).toBe(0n);
  });

  it('never costs more than the budget or risks more than the risk, and one step more would', () => {
    const instrument = anInstrument({ sizeIncrement: quantityFromUnits(units('0.001')) });
    const property = fc.property(
      fc.integer({ min: 100, max: 100_000 }),
      fc.integer({ min: 1, max: 99 }),
      fc.integer({ min: 1, max: 10_000_000 }),
      fc.integer({ min: 1, max: 100_000 }),
      (cents, away, budgetCents, riskCents) => {
        const at = priceFromUnits(instrument.priceIncrement * BigInt(cents));
        const stop = priceFromUnits(instrument.priceIncrement * BigInt(cents - away));
        const budget = usd((budgetCents / 100).toFixed(2));
        const risk = usd((riskCents / 100).toFixed(2));
        const fits = (size: bigint): boolean => {
          const of = quantityFromUnits(size);
          const cost = notionalOf(instrument, at, of, 'ceil').amount;
          return cost <= budget.amount && moneyAtRisk(instrument, at, stop, of).amount <= risk.amount;
        };
        const largest = largestQuantity(instrument, { entry: at, stop, risk, costliest: at, budget });
        expect([fits(largest), fits(largest + instrument.sizeIncrement)]).toEqual([true, false]);
      },
    );
    fc.assert(property, { numRuns: 300 });
  });
});
