import { describe, expect, it } from 'vitest';
import { nearestLimit } from '../../../../renderer/app/nearest-limit.ts';

describe('the limit in the title strip', () => {
  it('is the one most used, by its own name, and never the count of positions, which stands beside it', () => {
    const limits = [
      { name: 'Positions', used: 0.9, text: '9 of 10' },
      { name: 'Exposure', used: 0.2, text: '20 % of 100 %' },
      { name: 'Daily loss', used: 0.4, text: '0.8 % of 2 %' },
    ];
    expect(nearestLimit(limits)?.name).toBe('Daily loss');
    expect(nearestLimit([])).toBeUndefined();
  });
});
