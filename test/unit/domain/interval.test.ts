import { describe, expect, it } from 'vitest';
import { intervalMs, intervalOfLength, intervals, lengthLabel } from '../../../shared/domain/interval.ts';

describe('an interval', () => {
  it('is found again by its length, and labelled by its name', () => {
    expect(intervals.map((interval) => intervalOfLength(intervalMs(interval)))).toEqual(intervals);
    expect(intervals.map((interval) => lengthLabel(intervalMs(interval)))).toEqual(intervals);
  });

  it('is listed shortest first', () => {
    const lengths = intervals.map(intervalMs);
    expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
  });

  it('of a length that charts do not know is none', () => {
    expect([0, 59_999, 120_000].map(intervalOfLength)).toEqual([null, null, null]);
  });

  it.each([
    [90_000, '90s'],
    [4 * 3_600_000, '4h'],
    [36 * 3_600_000, '36h'],
    [7 * 86_400_000, '7d'],
    [1_500, '1500ms'],
    [90 * 60_000, '90m'],
  ])('of %i ms is labelled in its largest whole unit: %s', (lengthMs, label) => {
    expect(lengthLabel(lengthMs)).toBe(label);
  });
});
