import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DateOrder, isTimeZone, parseTime, provenOrder } from '../../../electron/adapters/csv/csv-time.ts';

function read(text: string, zone = 'UTC', order: DateOrder = 'month-first'): string | null {
  const parsed = parseTime(text, zone, order);
  return parsed.ok ? new Date(parsed.value).toISOString() : null;
}

describe('a time in a file', () => {
  it.each([
    ['2024-03-01', '2024-03-01T00:00:00.000Z'],
    ['2024-3-1', '2024-03-01T00:00:00.000Z'],
    ['2024-03-01T09:30', '2024-03-01T09:30:00.000Z'],
    ['2024-03-01 09:30:15', '2024-03-01T09:30:15.000Z'],
    ['2024-03-01T09:30:15.25', '2024-03-01T09:30:15.250Z'],
    ['2024-03-01T09:30:15.123456789Z', '2024-03-01T09:30:15.123Z'],
    ['2024-03-01T09:30:00+02:00', '2024-03-01T07:30:00.000Z'],
    ['2024-03-01T09:30:00-0530', '2024-03-01T15:00:00.000Z'],
    ['2024-03-01 09:30:00 UTC', '2024-03-01T09:30:00.000Z'],
    ['20240301', '2024-03-01T00:00:00.000Z'],
    ['20240301 09:30', '2024-03-01T09:30:00.000Z'],
    ['20240301T093015', '2024-03-01T09:30:15.000Z'],
    ['202403010930', '2024-03-01T09:30:00.000Z'],
    ['20240301093015', '2024-03-01T09:30:15.000Z'],
    ['03/01/2024', '2024-03-01T00:00:00.000Z'],
    ['3/1/24 9:30', '2024-03-01T09:30:00.000Z'],
    ['1709285400', '2024-03-01T09:30:00.000Z'],
    ['1709285400123', '2024-03-01T09:30:00.123Z'],
    ['1709285400123456', '2024-03-01T09:30:00.123Z'],
    ['1709285400123456789', '2024-03-01T09:30:00.123Z'],
    ['946684800', '2000-01-01T00:00:00.000Z'],
    ['946684800000', '2000-01-01T00:00:00.000Z'],
    ['  2024-03-01  ', '2024-03-01T00:00:00.000Z'],
  ])('reads %s as %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    '',
    'noon',
    '2024-13-01',
    '2024-02-30',
    '2024-03-01T25:00',
    '2024-03-01T09:61',
    '99999999999999999999',
    '13/13/2024',
    '-1709285400',
    '2024-03-01T09:30:00+99:00',
    '17092854.5',
    '1e12',
    '12345',
  ])('refuses %j', (text) => {
    expect(read(text)).toBeNull();
  });

  it('is local to the zone of the file, summer and winter', () => {
    expect(read('2024-01-15 09:30', 'America/New_York')).toBe('2024-01-15T14:30:00.000Z');
    expect(read('2024-07-15 09:30', 'America/New_York')).toBe('2024-07-15T13:30:00.000Z');
  });

  it('keeps a zone of its own whatever the zone of the file', () => {
    expect(read('2024-01-15T09:30:00Z', 'America/New_York')).toBe('2024-01-15T09:30:00.000Z');
    expect(read('1705311000', 'America/New_York')).toBe('2024-01-15T09:30:00.000Z');
  });

  it('is refused where a change of clocks left it out', () => {
    expect(read('2024-03-10 02:30', 'America/New_York')).toBeNull();
    expect(read('2024-03-10 03:30', 'America/New_York')).toBe('2024-03-10T07:30:00.000Z');
  });

  it('reads slashes in the order it is told', () => {
    expect([read('03/01/2024', 'UTC', 'month-first'), read('03/01/2024', 'UTC', 'day-first')]).toEqual([
      '2024-03-01T00:00:00.000Z',
      '2024-01-03T00:00:00.000Z',
    ]);
  });

  it('comes back from every way of writing it', () => {
    const moment = fc.integer({ min: Date.UTC(1971, 0), max: Date.UTC(2099, 0) }).map((ms) => Math.floor(ms / 1000) * 1000);
    fc.assert(
      fc.property(moment, (ms) => {
        const iso = new Date(ms).toISOString();
        const forms = [
          iso,
          iso.slice(0, 19),
          iso.slice(0, 19).replace('T', ' '),
          `${iso.slice(0, 19)}+00:00`,
          iso.slice(0, 19).replaceAll('-', ''),
          iso.slice(0, 19).replaceAll(/[-:T]/g, ''),
        ];
        // Counts of milliseconds in 1976 look like dates.
        if (ms > Date.UTC(1977, 0)) forms.push(String(ms));
        if (ms > 10 ** 12) forms.push(`${ms}000`, `${ms}000000`);
        expect(forms.map((form) => read(form))).toEqual(forms.map(() => iso));
      }),
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parseTime(text, 'Europe/Oslo', 'day-first');
        expect(parsed.ok ? Number.isSafeInteger(parsed.value) : parsed.error.length < 200).toBe(true);
      }),
    );
  });
});

it('tells from a date which order it must be in', () => {
  expect(['13/02/2024', '02/13/2024', '02/03/2024', '2024-02-13'].map(provenOrder)).toEqual(['day-first', 'month-first', null, null]);
});

it('knows zones by their names', () => {
  expect(['UTC', 'America/New_York', 'Mars/Base', ''].map(isTimeZone)).toEqual([true, true, false, false]);
});
