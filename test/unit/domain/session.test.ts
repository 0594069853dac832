import { describe, expect, it } from 'vitest';
import { CONTINUOUS, isOpenAt, type Session } from '../../../shared/domain/session.ts';

const weekdays: Session = { kind: 'daily', openMinute: 13 * 60 + 30, closeMinute: 20 * 60, days: [1, 2, 3, 4, 5] };
const at = (text: string): number => Date.parse(text);

describe('a daily session', () => {
  it.each([
    ['a millisecond before it opens', '2024-01-03T13:29:59.999Z', false],
    ['when it opens', '2024-01-03T13:30:00.000Z', true],
    ['in the middle of the day', '2024-01-03T17:00:00.000Z', true],
    ['a millisecond before it closes', '2024-01-03T19:59:59.999Z', true],
    ['when it closes', '2024-01-03T20:00:00.000Z', false],
    ['on a Saturday', '2024-01-06T15:00:00.000Z', false],
    ['on a Sunday', '2024-01-07T15:00:00.000Z', false],
    ['on the Monday after', '2024-01-08T15:00:00.000Z', true],
    ['on the leap day, a Thursday', '2024-02-29T15:00:00.000Z', true],
    ['on a Friday before 1970', '1969-12-26T15:00:00.000Z', true],
    ['on a Saturday before 1970', '1969-12-27T15:00:00.000Z', false],
  ])('%s: %s', (_situation, time, isOpen) => {
    expect(isOpenAt(weekdays, at(time))).toBe(isOpen);
  });

  it('goes by the weekday that the calendar says, for every day of 130 years', () => {
    const sunday: Session = { kind: 'daily', openMinute: 0, closeMinute: 1440, days: [0] };
    const first = at('1930-01-01T12:00:00Z');
    const wrong = Array.from({ length: 130 * 365 }, (_, day) => first + day * 86_400_000).filter(
      (time) => isOpenAt(sunday, time) !== (new Date(time).getUTCDay() === 0),
    );
    expect(wrong).toEqual([]);
  });

  it('may last from midnight to midnight', () => {
    const wholeDay: Session = { kind: 'daily', openMinute: 0, closeMinute: 1440, days: [3] };
    const times = ['2024-01-02T23:59:59.999Z', '2024-01-03T00:00:00Z', '2024-01-03T23:59:59.999Z', '2024-01-04T00:00:00Z'];
    expect(times.map((time) => isOpenAt(wholeDay, at(time)))).toEqual([false, true, true, false]);
  });
});

it('a continuous session is open on any day at any time', () => {
  expect(isOpenAt(CONTINUOUS, at('2024-01-06T03:00:00Z'))).toBe(true);
});
