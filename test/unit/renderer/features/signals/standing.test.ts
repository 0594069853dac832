import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { argumentsOf } from '../../../../../renderer/features/signals/for-and-against.ts';
import { rewardToRisk } from '../../../../../renderer/features/signals/reward-to-risk.ts';
import { standingOf } from '../../../../../renderer/features/signals/standing.ts';
import { standingAt } from '../../../../../shared/domain/price-standing.ts';
import { sayReasonToReprice } from '../../../../../shared/words/reasons.ts';

const buy = {
  side: 'buy',
  limitPrice: '100.5',
  referencePrice: '100.2',
  priceTolerance: '0.03',
  furthestPrice: '100.53',
  stop: '99',
  target: '104',
} as const;

const words = (last: number): string | null => {
  const reason = standingOf(buy, last, 'NVK', 2);
  return reason === null ? null : sayReasonToReprice(reason);
};

describe('a pending buy', () => {
  it('can be approved up to its tolerance beyond the limit, and at every better price above the stop', () => {
    expect([words(100.53), words(100.5), words(99.5), words(99.01)]).toEqual([null, null, null, null]);
  });

  it('says how far price ran, against what it may', () => {
    expect(words(100.55)).toBe('Price ran 0.05 (limit 0.03). Re-price?');
    expect(words(98.9)).toBe('Stop 99.00 reached, last 98.90. Re-price?');
    expect(words(104.2)).toBe('Target 104.00 reached, last 104.20. Re-price?');
  });

  it('never says that price ran no further than it may', () => {
    fc.assert(
      fc.property(fc.integer({ min: 9_000, max: 11_000 }), (cents) => {
        const reason = standingOf(buy, cents / 100, 'NVK', 2);
        if (reason?.code === 'price-ran') expect(Number(reason.values.ran)).toBeGreaterThan(Number(reason.values.limit));
      }),
    );
  });

  it('mirrors a pending sell', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (price) => {
        const forBuy = standingAt({ side: 'buy', furthest: 210, stop: 100, target: 300 }, price);
        const forSell = standingAt({ side: 'sell', furthest: 190, stop: 300, target: 100 }, 400 - price);
        expect(forSell).toBe(forBuy);
      }),
    );
  });

  it('says what it may bring for what it risks', () => {
    expect(rewardToRisk(buy)).toBeCloseTo(3.5 / 1.5, 9);
    expect(rewardToRisk({ ...buy, stop: null })).toBeNull();
  });
});

describe('an explanation', () => {
  it('says first what speaks for a signal and then what against, the strongest first, rule by rule', () => {
    const vote = (rule: 'rsi' | 'macd' | 'averages', part: number) => ({ rule, vote: part, weight: 1, part, reason: `${rule} says so` });
    const { speaksFor, speaksAgainst } = argumentsOf({
      action: 'buy',
      contributions: [
        {
          kind: 'technical',
          score: 0.3,
          weight: 0.5,
          contribution: 0.15,
          reasons: ['rsi says so'],
          evidence: [],
          votes: [vote('rsi', -0.4), vote('macd', 0.6), vote('averages', 0.1)],
        },
        { kind: 'sentiment', score: 0.8, weight: 0.5, contribution: 0.4, reasons: ['good news'], evidence: [], votes: [] },
      ],
    });
    expect(speaksFor.map(({ name, part }) => [name, part])).toEqual([
      ['Sentiment', 0.4],
      ['MACD', 0.3],
      ['Averages', 0.05],
    ]);
    expect(speaksAgainst.map(({ name, part }) => [name, part])).toEqual([['RSI', -0.2]]);
  });
});
