import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../../../../renderer/features/signals/contribution-steps.ts';

describe('the bars of contributions', () => {
  it('begin where the one before ended and end at the score', () => {
    const { steps, total } = stepsOf([0.3, -0.12, 0.06], 0.24);
    const ends = steps.map(({ left, width }) => [left, left + width]);
    expect(ends[0][0]).toBeCloseTo(0.5);
    expect(ends[1][1]).toBeCloseTo(ends[0][1]);
    expect(ends[2][0]).toBeCloseTo(ends[1][0]);
    expect(ends[2][1]).toBeCloseTo(total.left + total.width);
  });

  it('stay on their track however large they are', () => {
    const { steps, total } = stepsOf([0.9, 0.4, -0.5], 0.8);
    for (const { left, width } of [...steps, total]) {
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left + width).toBeLessThanOrEqual(1 + 1e-12);
    }
  });
});
