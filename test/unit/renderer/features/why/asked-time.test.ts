import { describe, expect, it } from 'vitest';
import { askedTime, fieldOfTime } from '../../../../../renderer/features/why/asked-time.ts';
import { gaugeMarks, reachOf, toPlace } from '../../../../../renderer/features/why/gauge-scale.ts';

const NOW = Date.UTC(2026, 10, 28, 14, 0, 30);

describe('the moment that is asked about', () => {
  it('is written as it is read', () => {
    const time = Date.UTC(2026, 10, 25, 16, 31, 5);
    expect(fieldOfTime(time)).toBe('2026-11-25 16:31:05');
    expect(askedTime(fieldOfTime(time), NOW)).toEqual({ kind: 'time', at: time });
  });

  it.each([
    ['2026-11-25 16:31', Date.UTC(2026, 10, 25, 16, 31)],
    ['2026-11-25T9:05', Date.UTC(2026, 10, 25, 9, 5)],
    ['2026-11-25 9:05:07 UTC', Date.UTC(2026, 10, 25, 9, 5, 7)],
    ['10:32', Date.UTC(2026, 10, 28, 10, 32)],
    [' 9:05:07 ', Date.UTC(2026, 10, 28, 9, 5, 7)],
    ['14:00', Date.UTC(2026, 10, 28, 14, 0)],
    ['25 Nov 16:31', Date.UTC(2026, 10, 25, 16, 31)],
    ['7 november 9:05', Date.UTC(2026, 10, 7, 9, 5)],
  ])('is read from “%s”', (text, at) => {
    expect(askedTime(text, NOW)).toEqual({ kind: 'time', at });
  });

  it.each(['yesterday', '2026-13-45 10:00', '', '10', '25:00', '3 Foo 10:00'])('is not read from “%s”', (text) => {
    expect(askedTime(text, NOW)).toEqual({ kind: 'unreadable' });
  });

  it.each(['2026-11-29 10:00', '14:01', '14:00:31'])('is refused where it is still to come: “%s”', (text) => {
    expect(askedTime(text, NOW)).toEqual({ kind: 'future' });
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

  it('writes each threshold at its own place, and no two that are near on one line', () => {
    expect(gaugeMarks(0.2, 0.3).map(({ value, words }) => [value, words])).toEqual([
      [-0.3, 'trade \u22120.30'],
      [-0.2, 'signal \u22120.20'],
      [0.3, 'trade +0.30'],
      [0.2, 'signal +0.20'],
    ]);
    const marks = gaugeMarks(0.29, 0.3);
    for (const side of [-1, 1]) {
      const [far, near] = marks.filter(({ value }) => Math.sign(value) === side);
      expect(far.line).not.toBe(near.line);
    }
  });
});
