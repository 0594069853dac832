import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatUtc, isUtcMs, startOfUtcDay, utcMs } from '../../../shared/domain/time.ts';

const EARLIEST = Date.UTC(1900, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);
const moment = fc.integer({ min: EARLIEST, max: LATEST }).map(utcMs);

describe('a moment', () => {
  it('is written as the platform writes it, at any time of 300 years', () => {
    fc.assert(
      fc.property(moment, (time) => {
        expect(formatUtc(time)).toBe(new Date(time).toISOString());
      }),
      { numRuns: 3000 },
    );
  });

  it('is written as the platform writes it on both sides of every midnight around leap days and turns of the year', () => {
    const years = Array.from({ length: 300 }, (_, n) => 1900 + n);
    const midnights = years.flatMap((year) => [Date.UTC(year, 0, 1), Date.UTC(year, 1, 29), Date.UTC(year, 2, 1), Date.UTC(year, 11, 31)]);
    const moments = midnights.flatMap((midnight) => [midnight - 1, midnight]).filter(isUtcMs);
    expect(moments.map(formatUtc)).toEqual(moments.map((time) => new Date(time).toISOString()));
  });

  it('belongs to the day that began at the last midnight', () => {
    fc.assert(
      fc.property(moment, (time) => {
        const date = new Date(time);
        expect(startOfUtcDay(time)).toBe(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()));
      }),
    );
  });

  it.each([Number.NaN, Infinity, 0.5, EARLIEST - 1, LATEST + 1, 2 ** 60])('is refused when it is %s', (value) => {
    expect(() => utcMs(value)).toThrow(RangeError);
    expect(isUtcMs(value)).toBe(false);
  });

  it('may be the first and the last of the range', () => {
    expect([utcMs(EARLIEST), utcMs(LATEST)]).toEqual([EARLIEST, LATEST]);
  });
});
