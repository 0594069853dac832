import { describe, expect, it } from 'vitest';
import { formatAge } from '../../../../renderer/components/format.ts';
import { spreadWords } from '../../../../renderer/features/watchlist/spread.ts';

describe('the watchlist', () => {
  it('tells how old a signal is as short as can be', () => {
    expect([0, 42_000, 540_000, 7_300_000, 200_000_000].map(formatAge)).toEqual(['0s', '42s', '9m', '2h', '2d']);
  });

  it('tells the spread in hundredths of a percent, and none where there are not two sides', () => {
    expect(spreadWords({ bid: 99.95, ask: 100.05 })).toBe('10.0');
    expect(spreadWords({ bid: 90, ask: 110 })).toBe('2\u2009000');
    expect(spreadWords({ bid: 100, ask: 100 })).toBe('0.0');
    for (const quote of [
      { bid: 0, ask: 100 },
      { bid: 101, ask: 100 },
      { bid: Number.NaN, ask: Number.NaN },
    ])
      expect(spreadWords(quote)).toBe('–');
  });
});
