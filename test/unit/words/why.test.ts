import { describe, expect, it } from 'vitest';
import { missingWords, scoreWords } from '../../../shared/words/why.ts';

describe('what is missing to a trade', () => {
  it('is said to the thousandth and adds up with the score that is shown', () => {
    for (const [score, shown, missing] of [
      [0.299, '+0.299', '0.001'],
      [0.2996, '+0.299', '0.001'],
      [0.299_999_99, '+0.299', '0.001'],
      [-0.25, '−0.250', '0.050'],
      [0, '+0.000', '0.300'],
    ] as const) {
      expect([scoreWords(score), missingWords(score, 0.3)]).toEqual([shown, missing]);
    }
  });

  it('reads a float as the number it stands for', () => {
    expect(scoreWords(0.29)).toBe('+0.290');
    expect(scoreWords(0.1 + 0.2)).toBe('+0.300');
  });
});
