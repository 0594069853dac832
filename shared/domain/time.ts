import type { Brand } from '../base/brand.ts';

/** A moment: whole milliseconds since 1970-01-01T00:00:00Z, UTC, between the years 1900 and 2200. */
export type UtcMs = Brand<number, 'UtcMs'>;

const EARLIEST = -2_208_988_800_000;
const LATEST = 7_258_118_400_000;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

export function isUtcMs(value: number): value is UtcMs {
  return Number.isSafeInteger(value) && value >= EARLIEST && value <= LATEST;
}

/**
 * Makes a moment.
 * @throws {RangeError} unless `value` is a whole number of milliseconds between 1900 and 2200.
 */
export function utcMs(value: number): UtcMs {
  if (!isUtcMs(value)) throw new RangeError(`expected whole milliseconds between the years 1900 and 2200, found ${value}`);
  return value;
}

/** Returns the start of the UTC day that holds `time`. */
export function startOfUtcDay(time: UtcMs): UtcMs {
  return (Math.floor(time / DAY_MS) * DAY_MS) as UtcMs;
}

/** Writes `2026-11-22T13:42:07.000Z` without the platform's date code, so that the core may use it. */
export function formatUtc(time: UtcMs): string {
  const { year, month, day } = civilFromDays(Math.floor(time / DAY_MS));
  const ofDay = time - Math.floor(time / DAY_MS) * DAY_MS;
  const two = (value: number): string => String(value).padStart(2, '0');
  const clock = `${two(Math.floor(ofDay / HOUR_MS))}:${two(Math.floor(ofDay / MINUTE_MS) % 60)}:${two(Math.floor(ofDay / SECOND_MS) % 60)}`;
  return `${year}-${two(month)}-${two(day)}T${clock}.${String(ofDay % 1000).padStart(3, '0')}Z`;
}

/**
 * Returns the Gregorian date of a day number (0 is 1970-01-01).
 * @source Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
 */
function civilFromDays(dayNumber: number): { year: number; month: number; day: number } {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}
