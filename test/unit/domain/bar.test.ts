import { describe, expect, it } from 'vitest';
import { barFault } from '../../../shared/domain/bar.ts';

describe('the values of a bar', () => {
  it.each([
    ['of a bar that moved', [10, 12, 9, 11, 500]],
    ['of a bar with one price and no trade', [10, 10, 10, 10, 0]],
    ['that open at the low and close at the high', [9, 12, 9, 12, 1]],
  ] as const)('%s are possible', (_situation, [open, high, low, close, volume]) => {
    expect(barFault(open, high, low, close, volume)).toBeNull();
  });

  it.each([
    ['a high below the low', [10, 9, 11, 10, 1], /high 9 is below low 11/],
    ['an open above the high', [13, 12, 9, 11, 1], /high 12 is below open 13/],
    ['a close above the high', [10, 12, 9, 13, 1], /close 13/],
    ['an open below the low', [8, 12, 9, 11, 1], /low 9 is above open 8/],
    ['a close below the low', [10, 12, 9, 8, 1], /close 8/],
    ['a price of zero', [10, 12, 0, 11, 1], /above zero/],
    ['a negative price', [-1, 12, -1, 11, 1], /above zero/],
    ['a price that is no number', [10, Number.NaN, 9, 11, 1], /finite/],
    ['an endless price', [10, Infinity, 9, 11, 1], /finite/],
    ['a negative volume', [10, 12, 9, 11, -1], /found -1/],
    ['a volume that is no number', [10, 12, 9, 11, Number.NaN], /volume/],
  ] as const)('with %s are impossible, and it is said why', (_situation, [open, high, low, close, volume], reason) => {
    expect(barFault(open, high, low, close, volume)).toMatch(reason);
  });
});
