import { describe, expect, it } from 'vitest';
import { fieldOfTime, timeOfField } from '../../../../../renderer/features/why/asked-time.ts';
import { reachOf, toPlace } from '../../../../../renderer/features/why/gauge-scale.ts';

describe('the moment that is asked about', () => {
  it('is written as it is read', () => {
    const time = Date.UTC(2026, 10, 25, 16, 31, 5);
    expect(fieldOfTime(time)).toBe('2026-11-25 16:31:05');
    expect(timeOfField(fieldOfTime(time))).toBe(time);
  });

  it.each([
    ['2026-11-25 16:31', Date.UTC(2026, 10, 25, 16, 31)],
    ['2026-11-25T9:05', Date.UTC(2026, 10, 25, 9, 5)],
    ['2026-11-25 9:05:07', Date.UTC(2026, 10, 25, 9, 5, 7)],
    ['yesterday', null],
    ['2026-13-45 10:00', null],
    ['', null],
  ])('is read from “%s”', (text, time) => {
    expect(timeOfField(text)).toBe(time);
  });
});

describe('the gauge', () => {
  it('holds thresholds and score, with zero in its middle', () => {
    for (const score of [-0.9, -0.1, 0, 0.31, 1]) {
      const reach = reachOf(score, 0.3);
      expect(toPlace(0, reach)).toBe(0.5);
      expect(toPlace(0.3, reach)).toBeLessThan(1);
      expect(Math.abs(score)).toBeLessThanOrEqual(reach);
    }
  });
});
